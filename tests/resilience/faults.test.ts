import { readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type App, expectOneLineAMinute, spawnApp, startApp, untilReady } from './kit/app.ts'
import { type MortalDatabase, startMortalDatabase, tick } from './kit/database.ts'
import { expectEachOnce, expectToldInTime, type Load, startLoad } from './kit/load.ts'
import { answersToStaff } from './kit/pages.ts'
import { aReport } from './kit/report.ts'
import { aWire, type Wire } from './kit/wire.ts'

/** Work must go on this soon after the fault is over. */
const RECOVERY_MS = 5_000
const KILLS = 10
/** Whoever watches the process is answered in this time. */
const READY_MS = 3_000

let database: MortalDatabase
let wire: Wire
let web: App
let worker: App
let load: Load
const started = Date.now()

beforeAll(async () => {
  database = await startMortalDatabase()
  wire = await aWire(database.port)
  const url = wire.leadingTo(database.appUrl)
  ;[web, worker] = await Promise.all([startApp(url), startApp(url, { KEPT_ROLE: 'worker' })])
})
afterAll(async () => {
  await Promise.all([web, worker].map((app) => app?.stop('SIGKILL')))
  await wire?.close()
  await database?.stop()
})

beforeEach(async () => {
  load = await startLoad([web.url], { acknowledged: 30 })
})
/** Whatever the fault was: nobody waited too long, nothing is lost or doubled, and both processes live. */
afterEach(async () => {
  wire.mend()
  await load.stop()
  expect([web.isAlive(), worker.isAlive()]).toEqual([true, true])
  expectToldInTime(load.answers)
  await expectEachOnce(database, load)
})

async function expectRecovery(since: number, name: string): Promise<void> {
  const timeout = RECOVERY_MS
  await expect.poll(() => load.acknowledgedSince(since), { timeout, interval: 20 }).toBeDefined()
  await untilReady(web, timeout)
  const at = load.acknowledgedSince(since)?.at ?? 0
  aReport(name, { load, recoveries: [at - since], lines: [web, worker].map((app) => app.faults().length) })
}

/** 503 within bounded time, for as long as the fault lasts. */
async function expectUnready(): Promise<void> {
  await expect.poll(async () => (await web.ready()).status, { timeout: 10_000 }).toBe(503)
  const { status, ms } = await web.ready()
  expect(status).toBe(503)
  expect(ms).toBeLessThan(READY_MS)
}

const OF_KEPT = `FROM pg_stat_activity WHERE usename = 'kept_app_login' AND backend_type = 'client backend'`

describe('a shopper decides, Shopify calls, while the database has a fault: nothing acknowledged is lost or doubled', () => {
  test('the postmaster is killed, ten times', async () => {
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
    expect(Math.max(...unready)).toBeLessThan(3_000)
    aReport('ten kills', { load, recoveries, jobs, lines: [web, worker].map((app) => app.faults().length) })
  })

  test('connections are cut by an administrator or a failover (57P01), twenty times', async () => {
    for (let time = 0; time < 20; time += 1) {
      await database.query(`SELECT pg_terminate_backend(pid) ${OF_KEPT}`)
      await tick(100)
    }
    await expectRecovery(Date.now(), 'cut by pg_terminate_backend, 20 times')
  })

  test('the sockets are closed, and no new connection is taken for a while', async () => {
    wire.cut()
    await expectUnready()
    const later = { status: 503, retryAfter: '5' }
    expect(await answersToStaff(web), 'pages say that it passes').toEqual({ page: later, data: later, file: later })
    wire.mend()
    await expectRecovery(Date.now(), 'sockets closed')
  })

  test('the network swallows what is sent, and nobody says so', async () => {
    wire.swallow()
    await expectUnready()
    await expect.poll(() => load.answers.at(-1)?.status, { timeout: 10_000 }).toBe(503)
    wire.cut()
    wire.mend()
    await expectRecovery(Date.now(), 'network silent')
  })

  test('every backend hangs, as on a frozen machine', async () => {
    const backends = await database.query<{ pid: number }>(`SELECT pid ${OF_KEPT}`)
    const hanging = backends.map(({ pid }) => pid)
    for (const pid of hanging) process.kill(pid, 'SIGSTOP')
    // New connections get backends of their own: only requests that use a frozen connection wait, and not for long.
    await expect.poll(() => load.answers.some(({ status }) => status === 503), { timeout: 10_000 }).toBe(true)
    for (const pid of hanging) if (isPostgres(pid)) process.kill(pid, 'SIGCONT')
    await expectRecovery(Date.now(), 'backends stopped')
  })

  test('a statement hangs: somebody holds a lock on the tables that the doors write to', async () => {
    const somebody = new pg.Client({ connectionString: database.ownerUrl })
    await somebody.connect()
    await somebody.query('BEGIN; LOCK TABLE inbox_messages, consent_ledgers IN ACCESS EXCLUSIVE MODE')
    await expectUnready()
    await expect.poll(() => load.answers.at(-1)?.status, { timeout: 10_000 }).toBe(503)
    await somebody.end()
    await expectRecovery(Date.now(), 'tables locked')
  })

  test('the server takes no more connections', async () => {
    await database.query('ALTER ROLE kept_app_login CONNECTION LIMIT 0')
    await database.query(`SELECT pg_terminate_backend(pid) ${OF_KEPT}`)
    await expectUnready()
    await database.query('ALTER ROLE kept_app_login CONNECTION LIMIT -1')
    await expectRecovery(Date.now(), 'no more connections')
  })
})

describe('a person who runs Kept', () => {
  test('reads one line a minute of all this', () => {
    for (const app of [web, worker]) expectOneLineAMinute(app, started)
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

function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')
  } catch {
    return false
  }
}
