import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, expectOneLineAMinute, spawnApp, startApp } from './kit/app.ts'
import { type MortalDatabase, startMortalDatabase, tick } from './kit/database.ts'
import { expectEachOnce, expectToldInTime, Load } from './kit/load.ts'
import { aReport } from './kit/report.ts'

/** Work must go on this soon after the database is back. */
const RECOVERY_MS = 5_000
const KILLS = 10

let database: MortalDatabase
let web: App
let worker: App

beforeAll(async () => {
  database = await startMortalDatabase()
  ;[web, worker] = await Promise.all([startApp(database.appUrl), startApp(database.appUrl, { KEPT_ROLE: 'worker' })])
})
afterAll(async () => {
  await Promise.all([web, worker].map((app) => app?.stop('SIGKILL')))
  await database?.stop()
})

describe('a database that is killed under load, ten times', () => {
  test('loses nobody’s decision and no webhook, does none twice, and ends no process', async () => {
    const started = Date.now()
    const load = new Load([web.url])
    const recoveries: number[] = []
    const jobs: number[] = []
    const unready: number[] = []
    for (let kill = 0; kill < KILLS; kill += 1) {
      const before = load.acknowledged.length
      await expect.poll(() => load.acknowledged.length, { timeout: RECOVERY_MS }).toBeGreaterThan(before + 20)
      await database.kill()
      const { status, ms } = await web.ready()
      expect(status).toBe(503)
      unready.push(ms)
      await database.restart()
      const back = Date.now()
      await expect
        .poll(() => load.acknowledgedSince(back), { timeout: RECOVERY_MS, interval: 20, message: 'answered 200 again' })
        .toBeDefined()
      recoveries.push((load.acknowledgedSince(back)?.at ?? 0) - back)
      const finished = `SELECT count(*)::int AS n FROM inbox_messages WHERE finished_at > $1`
      await expect
        .poll(async () => (await database.query<{ n: number }>(finished, [new Date(back)]))[0]?.n, {
          timeout: RECOVERY_MS,
          message: 'a job was worked again',
        })
        .toBeGreaterThan(0)
      jobs.push(Date.now() - back)
    }
    await load.stop()

    expect([web.isAlive(), worker.isAlive()]).toEqual([true, true])
    await expectEachOnce(database, load)
    expectToldInTime(load.answers)
    expect(Math.max(...unready)).toBeLessThan(3_000)
    for (const app of [web, worker]) expectOneLineAMinute(app, started)
    aReport('ten kills', { load, recoveries, jobs, lines: [web, worker].map((app) => app.faults().length) })
  })
})

describe('a process that is started while the database is away', () => {
  test('says so and ends, for a process manager to start it again', async () => {
    await database.kill()
    const app = await spawnApp(database.appUrl)
    await expect.poll(app.isAlive, { timeout: 15_000 }).toBe(false)
    expect(app.child.exitCode).toBe(1)
    expect(app.faults().map(({ msg }) => msg)).toEqual(['The database cannot be reached'])
    await database.restart()
    await tick()
  })
})
