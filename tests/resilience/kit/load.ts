import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { aDecision } from '../../setup/a-decision.ts'
import { signedProxyUrl, signedWebhook } from '../../stand-in/signed.ts'
import { SECRET } from './app.ts'
import { type MortalDatabase, SHOPS, tick } from './database.ts'

/** One call in so many. Their jobs are work of their own, that must not pile up on a slow machine. */
const EACH_WEBHOOK = 4

interface Call {
  id: string
  kind: 'webhook' | 'decision'
  path: string
  headers: Record<string, string>
  body: BodyInit
}

export interface Answer {
  id: string
  kind: Call['kind']
  /** 0: none, the process is gone. */
  status: number
  ms: number
  at: number
}

let calls = 0

function aCall(): Call {
  const id = randomUUID()
  const shop = SHOPS[Math.floor(Math.random() * SHOPS.length)] ?? ''
  calls += 1
  if (calls % EACH_WEBHOOK === 0) {
    const customer = { id: 1_000_000 + calls, email: `${id}@example.com` }
    const content = { shop_domain: shop, customer, orders_requested: [], data_request: { id: calls } }
    const { path, headers, body } = signedWebhook('customers/data_request', content, { secret: SECRET, shop, id })
    return { id, kind: 'webhook', path, headers, body: new Uint8Array(body) }
  }
  const path = signedProxyUrl('/proxy/consent', { secret: SECRET, shop })
  return { id, kind: 'decision', path, headers: {}, body: JSON.stringify(aDecision({ id })) }
}

/** Callers who call without a pause, as Shopify and shoppers do: each call is another one, whatever was answered. */
export class Load {
  readonly answers: Answer[] = []
  readonly #urls: string[]
  #isRunning = true
  readonly #callers: Promise<void>[]

  constructor(urls: string[], callers = 8) {
    this.#urls = urls
    this.#callers = Array.from({ length: callers }, (_, index) => this.#call(index))
  }

  /** From now on these processes are called. */
  target(urls: string[]): void {
    this.#urls.splice(0, this.#urls.length, ...urls)
  }

  get acknowledged(): Answer[] {
    return this.answers.filter(({ status }) => status === 200)
  }

  /** Of the acknowledged ones. */
  idsOf(kind: Answer['kind']): string[] {
    return this.acknowledged.filter((each) => each.kind === kind).map(({ id }) => id)
  }

  acknowledgedSince(at: number): Answer | undefined {
    return this.answers.find((answer) => answer.status === 200 && answer.at - answer.ms >= at)
  }

  async stop(): Promise<void> {
    this.#isRunning = false
    await Promise.all(this.#callers)
  }

  async #call(caller: number): Promise<void> {
    for (let turn = caller; this.#isRunning; turn += 1) {
      const { id, kind, path, headers, body } = aCall()
      const before = Date.now()
      const url = this.#urls[turn % this.#urls.length]
      const status = await fetch(`${url}${path}`, { method: 'POST', headers, body }).then(
        (response) => response.status,
        () => 0,
      )
      const at = Date.now()
      this.answers.push({ id, kind, status, ms: at - before, at })
      // Whoever is refused does not come back at once.
      await tick(status === 200 ? 20 : 50)
    }
  }
}

/** Calls, once so many of them were acknowledged that something can be lost. */
export async function startLoad(urls: string[], { acknowledged }: { acknowledged: number }): Promise<Load> {
  const load = new Load(urls)
  const isEnough = () =>
    load.acknowledged.length > acknowledged &&
    load.idsOf('webhook').length > LEAST.webhooks &&
    load.idsOf('decision').length > LEAST.decisions
  await expect.poll(isEnough, { timeout: 20_000 }).toBe(true)
  return load
}

const LEAST = { webhooks: 5, decisions: 20 }

/** A busy machine works off what piled up for longer. How soon work goes on is asked elsewhere. */
const WORKED_OFF_MS = 90_000

/** Nothing that was acknowledged is lost or there twice, and each webhook had its effect once. */
export async function expectEachOnce(database: MortalDatabase, load: Load, timeout = WORKED_OFF_MS): Promise<void> {
  const [webhooks, decisions] = [load.idsOf('webhook'), load.idsOf('decision')]
  expect(webhooks.length).toBeGreaterThan(LEAST.webhooks)
  expect(decisions.length).toBeGreaterThan(LEAST.decisions)
  const unfinished = `SELECT count(*)::int AS n FROM inbox_messages WHERE state <> 'done'`
  await expect.poll(async () => (await database.query<{ n: number }>(unfinished))[0]?.n, { timeout }).toBe(0)

  const found = await database.query<{ stored: number; opened: number; twice: number; decided: number; gaps: number }>(
    `SELECT
       (SELECT count(*)::int FROM inbox_messages WHERE id = ANY ($1::text[])) AS stored,
       (SELECT count(*)::int FROM data_subject_requests) - (SELECT count(*)::int FROM inbox_messages) AS opened,
       (SELECT count(*)::int FROM (SELECT FROM data_subject_requests GROUP BY shop, external_id HAVING count(*) > 1) t) AS twice,
       (SELECT count(*)::int FROM consent_events WHERE id = ANY ($2::uuid[])) AS decided,
       (SELECT coalesce(sum(next_position), 0)::int FROM consent_ledgers) - (SELECT count(*)::int FROM consent_events) AS gaps`,
    [webhooks, decisions],
  )
  expect(found).toEqual([{ stored: webhooks.length, opened: 0, twice: 0, decided: decisions.length, gaps: 0 }])
}

/** Whoever was not acknowledged was told so in words, and before Shopify stops waiting. */
export function expectToldInTime(answers: readonly Answer[]): void {
  expect(
    [...new Set(answers.map(({ status }) => status))].filter((status) => status !== 200 && status !== 503),
  ).toEqual([])
  expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(5_000)
}
