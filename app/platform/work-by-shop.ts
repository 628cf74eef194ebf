import type { Job, PgBoss } from 'pg-boss'
import { z } from 'zod'
import type { ShopJob } from './define-queue.ts'
import { log } from './log.ts'
import type { ShopDomain } from './shop-domain.ts'

/** How often a queue is asked for jobs that came meanwhile (ms), where it does not say otherwise. */
const POLL_MS = 500

/** What is done is settled at the latest so long after it (ms), when more of the shop's jobs follow. */
const SETTLE_MS = 1_000

/** The ids of the jobs that are still this process's. */
const touched = z.object({ settled: z.array(z.string()).nullish() })

/** The statements of the queue's. Those that settle a job do nothing when it is somebody else's by now. */
type Leases = Pick<PgBoss, 'fetch' | 'complete' | 'fail' | 'touch'>

interface Work<Payload extends ShopJob> {
  name: string
  /** How many shops are worked at once. */
  atOnce: number
  pollMs?: number | undefined
  /** Works a job. False: it failed, and is tried again. It never throws. */
  handle(job: Job<Payload>, isLost: () => boolean): Promise<boolean>
}

export interface Working {
  /** Takes no more jobs, waits at most so long for those that are worked, and gives the others back. */
  stop(timeoutMs: number): Promise<void>
}

/**
 * Takes the jobs of a queue and works them: those of a shop one after another in the order in which they were received,
 * shops side by side. A shop whose jobs take long holds up nobody else's: while they are worked, the next ones are asked for
 * without it, so that it has one of the places, however many jobs wait.
 */
export function workByShop<Payload extends ShopJob>(leases: Leases, work: Work<Payload>): Working {
  const { name, atOnce, pollMs = POLL_MS } = work
  const shops = new Map<ShopDomain, Promise<void>>()
  const leased = new Set<Lease<Payload>>()
  let isStopped = false
  let wake = () => {}

  const begin = (shop: ShopDomain, jobs: Job<Payload>[], mayHaveMore: boolean): void => {
    const lease = new Lease(leases, name, jobs)
    leased.add(lease)
    // A job of a release that did not say whose it is may come although its shop is being worked.
    const before = shops.get(shop) ?? Promise.resolve()
    const worked = before
      .then(() => lease.work(work.handle))
      .finally(() => {
        leased.delete(lease)
        if (shops.get(shop) === worked) shops.delete(shop)
        if (mayHaveMore) wake()
      })
    shops.set(shop, worked)
  }

  const take = async (): Promise<boolean> => {
    const places = atOnce - shops.size
    if (places <= 0) return false
    const jobs = await leases.fetch<Payload>(name, { batchSize: places, ignoreGroups: [...shops.keys()] })
    const isFull = jobs.length === places
    const inOrder = jobs.toSorted((a, b) => a.data.receivedAt - b.data.receivedAt)
    for (const [shop, ofShop] of Map.groupBy(inOrder, (job) => job.data.shop)) begin(shop, ofShop, isFull)
    return isFull
  }

  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pollMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const run = async (): Promise<void> => {
    while (!isStopped) {
      const paused = pause()
      const isFull = await take().catch((err) => {
        log.error({ err, queue: name }, 'the job queue cannot be asked')
        return false
      })
      if (isFull) wake()
      await paused
    }
  }

  const running = run()
  return {
    async stop(timeoutMs) {
      isStopped = true
      wake()
      await running
      const waited = new Promise<void>((resolve) => void setTimeout(resolve, timeoutMs).unref())
      await Promise.race([Promise.all(shops.values()), waited])
      await Promise.all([...leased].map((lease) => lease.giveBack()))
    },
  }
}

/** Jobs of one shop that this process took, until each is settled. */
class Lease<Payload extends ShopJob> {
  readonly #leases: Leases
  readonly #name: string
  readonly #jobs: readonly Job<Payload>[]
  readonly #held: Map<string, Job<Payload>>
  readonly #takenAt = performance.now()
  #done: Job<Payload>[] = []
  #failed: Job<Payload>[] = []
  #settledAt = performance.now()
  readonly #heartbeat: NodeJS.Timeout | undefined

  constructor(leases: Leases, name: string, jobs: readonly Job<Payload>[]) {
    this.#leases = leases
    this.#name = name
    this.#jobs = jobs
    this.#held = new Map(jobs.map((job) => [job.id, job]))
    const beats = jobs.flatMap(({ heartbeatSeconds }) => heartbeatSeconds || [])
    if (beats.length > 0) this.#heartbeat = setInterval(() => void this.#beat(), Math.min(...beats) * 500)
  }

  async work(handle: Work<Payload>['handle']): Promise<void> {
    for (const job of this.#jobs) {
      const isLost = () => !this.#held.has(job.id) || this.#isOver(job)
      // By now it is worked by another process, or waits for one.
      if (isLost()) continue
      const list = (await handle(job, isLost)) ? this.#done : this.#failed
      list.push(job)
      if (performance.now() - this.#settledAt > SETTLE_MS) await this.#settle()
    }
    clearInterval(this.#heartbeat)
    await this.#settle()
  }

  async giveBack(): Promise<void> {
    clearInterval(this.#heartbeat)
    this.#failed = [...this.#held.values()].filter((job) => !this.#done.includes(job))
    await this.#settle()
  }

  #isOver = ({ expireInSeconds }: Job<Payload>) => performance.now() - this.#takenAt > expireInSeconds * 1_000

  async #settle(): Promise<void> {
    const stillHeld = (list: Job<Payload>[]) => list.filter(({ id }) => this.#held.delete(id))
    const [done, failed] = [stillHeld(this.#done), stillHeld(this.#failed)]
    this.#done = []
    this.#failed = []
    this.#settledAt = performance.now()
    try {
      if (done.length > 0) await this.#leases.complete(this.#name, done)
      if (failed.length > 0) await this.#leases.fail(this.#name, failed)
    } catch (err) {
      // They are tried again when their lease is over: what was done is found done.
      log.error({ err, queue: this.#name }, 'jobs could not be settled')
    }
  }

  async #beat(): Promise<void> {
    const held = [...this.#held.values()]
    if (held.length === 0) return
    try {
      const { settled } = touched.parse(await this.#leases.touch(this.#name, held))
      const kept = settled && new Set(settled)
      if (kept) for (const { id } of held) if (!kept.has(id)) this.#held.delete(id)
    } catch (err) {
      log.error({ err, queue: this.#name }, 'the job queue hears no heartbeat')
    }
  }
}
