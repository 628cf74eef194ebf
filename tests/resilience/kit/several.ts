import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type App, expectOneLineAMinute, startApp, untilReady } from './app.ts'
import { type MortalDatabase, startMortalDatabase } from './database.ts'
import { expectEachOnce, type Load, startLoad } from './load.ts'
import { aReport } from './report.ts'

const RECOVERY_MS = 5_000
/** Jobs of a process that was killed go on once their heartbeat is missing (app/inbox/queues.ts). */
const TAKEN_OVER_MS = 40_000
/** Requests and jobs that are under way are finished first. */
const STOP_MS = 15_000

/** Two web and two worker processes, which reach their database by what `connect` gives. */
export function describeSeveral(
  name: string,
  connect: (database: MortalDatabase) => Promise<{ url: string; close(): Promise<void> }>,
): void {
  describe(`two web and two worker processes ${name}`, () => {
    let database: MortalDatabase
    let way: Awaited<ReturnType<typeof connect>>
    let webs: App[] = []
    let workers: App[] = []
    let load: Load

    beforeAll(async () => {
      database = await startMortalDatabase()
      way = await connect(database)
      const started = await Promise.all([aWeb(), aWeb(), aWorker(), aWorker()])
      webs = started.slice(0, 2)
      workers = started.slice(2)
    })
    afterAll(async () => {
      await Promise.all([...webs, ...workers].map((app) => app.stop('SIGKILL')))
      await way?.close()
      await database?.stop()
    })
    beforeEach(async () => {
      load = await startLoad(
        webs.map((web) => web.url),
        { acknowledged: 40 },
      )
    })
    afterEach(() => load.stop())

    const aWeb = () => startApp(way.url)
    const aWorker = () => startApp(way.url, { KEPT_ROLE: 'worker' })

    test('are killed and added: nobody’s decision is lost, no webhook is done twice', async () => {
      const [web, worker] = [webs.shift(), workers.shift()]
      // The balancer in front of them takes out the one that is gone.
      load.target(webs.map(({ url: each }) => each))
      await Promise.all([web?.stop('SIGKILL'), worker?.stop('SIGKILL')])
      const gone = Date.now()
      await expect.poll(() => load.acknowledgedSince(gone), { timeout: RECOVERY_MS }).toBeDefined()
      const [another, colleague] = await Promise.all([aWeb(), aWorker()])
      webs.push(another)
      workers.push(colleague)
      load.target(webs.map(({ url: each }) => each))
      const added = load.acknowledged.length
      await expect.poll(() => load.acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(added + 40)
      await load.stop()
      await expectEachOnce(database, load, TAKEN_OVER_MS)
    })

    test('live through a database that is killed, and go on when it is back', async () => {
      const before = Date.now()
      await database.kill()
      await expect.poll(async () => (await webs[0]?.ready())?.status).toBe(503)
      await database.restart()
      const back = Date.now()
      await expect.poll(() => load.acknowledgedSince(back), { timeout: RECOVERY_MS, interval: 20 }).toBeDefined()
      const at = load.acknowledgedSince(back)?.at ?? 0
      await Promise.all(webs.map((web) => untilReady(web, RECOVERY_MS)))
      await load.stop()
      const all = [...webs, ...workers]
      expect(all.map((app) => app.isAlive())).toEqual([true, true, true, true])
      await expectEachOnce(database, load, TAKEN_OVER_MS)
      for (const app of all) expectOneLineAMinute(app, before)
      aReport(`four processes ${name}`, {
        load,
        recoveries: [at - back],
        lines: all.map((app) => app.faults().length),
      })
    })

    test('end by themselves when they are asked to, with nothing under way left undone', async () => {
      const asked = Date.now()
      const codes = await Promise.all([...webs, ...workers].map((app) => app.stop()))
      // Callers keep their connections and go on calling: that holds up no process.
      expect(Date.now() - asked).toBeLessThan(STOP_MS)
      expect(codes).toEqual([0, 0, 0, 0])
      await load.stop()
      webs = []
      workers = [await aWorker()]
      await expectEachOnce(database, load, TAKEN_OVER_MS)
    })
  })
}
