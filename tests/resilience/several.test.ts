import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type App, expectOneLineAMinute, startApp, untilReady } from './kit/app.ts'
import { type MortalDatabase, startMortalDatabase, tick } from './kit/database.ts'
import { expectEachOnce, Load } from './kit/load.ts'
import { hasPgBouncer, type Pooler, startPgBouncer } from './kit/pooler.ts'
import { aReport } from './kit/report.ts'

const RECOVERY_MS = 5_000
/** Jobs of a process that was killed go on once their heartbeat is missing (app/platform/queues.ts). */
const TAKEN_OVER_MS = 40_000

let database: MortalDatabase

beforeAll(async () => {
  database = await startMortalDatabase()
})
afterAll(() => database?.stop())

if (!hasPgBouncer)
  process.stderr.write('PgBouncer is not installed (Debian: apt-get install pgbouncer): its tests are skipped\n')

describe.each([
  { way: 'on one PostgreSQL', isPooled: false },
  { way: 'behind PgBouncer in transaction mode', isPooled: true },
])('two web and two worker processes $way', ({ isPooled }) => {
  describe.skipIf(isPooled && !hasPgBouncer)('under load', () => {
    let pooler: Pooler | undefined
    let url: string
    let webs: App[] = []
    let workers: App[] = []
    let load: Load

    beforeAll(async () => {
      pooler = isPooled ? await startPgBouncer(database.appUrl) : undefined
      url = pooler?.url ?? database.appUrl
      const started = await Promise.all([aWeb(), aWeb(), aWorker(), aWorker()])
      webs = started.slice(0, 2)
      workers = started.slice(2)
    })
    afterAll(async () => {
      await Promise.all([...webs, ...workers].map((app) => app.stop('SIGKILL')))
      await pooler?.stop()
    })
    beforeEach(async () => {
      load = new Load(webs.map((web) => web.url))
      await expect.poll(() => load.acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(40)
    })
    afterEach(() => load.stop())

    const aWeb = () => startApp(url)
    const aWorker = () => startApp(url, { KEPT_ROLE: 'worker' })

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
      aReport(isPooled ? 'behind PgBouncer' : 'four processes', {
        load,
        recoveries: [at - back],
        lines: all.map((app) => app.faults().length),
      })
    })

    test('end by themselves when they are asked to, with nothing under way left undone', async () => {
      await tick()
      const codes = await Promise.all([...webs, ...workers].map((app) => app.stop()))
      expect(codes).toEqual([0, 0, 0, 0])
      await load.stop()
      webs = []
      workers = [await aWorker()]
      await expectEachOnce(database, load, TAKEN_OVER_MS)
    })
  })
})
