import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Budget } from '../admin-api/budget.ts'
import { BulkOperations } from '../bulk/operations.ts'
import { eraseDue } from './erase.ts'
import { INSTALLATION_ID, MODEL_VERSION, type Shop } from './model.ts'
import { DAY_MS } from './people.ts'
import type { Access } from './scopes.ts'
import type { ShopSeed } from './seed.ts'
import type { Told } from './webhooks.ts'

/** Each time, all of the shop is written. */
const SAVE_AFTER_MS = 2_000
const TOLD_KEPT = 500

/** The shop, written to disk shortly after each change: a second start finds it as it was. */
export class ShopState {
  readonly shop: Shop
  readonly bulk: BulkOperations
  /** Where the shop's own host is on this machine. */
  apiUrl = ''
  /** Merges that apps asked for, by job. */
  readonly merges = new Map<string, { jobId: string; resultingCustomerId: string; status: string }>()
  /** What Shopify has told apps of lately, whether or not they listen. */
  readonly told: Told[] = []
  /** Set by the part that sends webhooks. */
  onTold: (told: Told) => void = () => undefined
  /** What the app's configuration asks for. */
  access: Access = { required: [], optional: [] }
  /** The app's points in this shop. */
  readonly budget = new Budget()
  readonly #file: string
  #timer: NodeJS.Timeout | undefined

  constructor(directory: string, { domain, file, seed }: ShopSeed, today: Date) {
    mkdirSync(directory, { recursive: true })
    this.#file = path.join(directory, file)
    this.bulk = new BulkOperations(path.join(directory, `bulk-${file.replace(/\.json$/, '')}`))
    const kept: Shop | null = existsSync(this.#file) ? JSON.parse(readFileSync(this.#file, 'utf8')) : null
    this.shop = kept?.version === MODEL_VERSION ? kept : anew(seed(domain, today), kept)
    this.changed()
  }

  /** The shop's own clock: tests may advance it, and the demo that of all shops. */
  now(): Date {
    return new Date(Date.now() + this.shop.clockAheadMs)
  }

  /** Lets the shop's clock run ahead; what comes due meanwhile happens. */
  advance(milliseconds: number): void {
    this.shop.clockAheadMs += milliseconds
    this.changed()
    eraseDue(this)
  }

  /** From now on a customer has so many orders, made as they are read, and none of those they had. */
  giveManyOrders(customerId: number, count: number): void {
    const { shop } = this
    shop.orders = shop.orders.filter((order) => order.customerId !== customerId)
    const others = shop.manyOrders.filter((many) => many.customerId !== customerId)
    shop.manyOrders = [...others, { customerId, count, latest: this.now().toISOString() }]
    this.changed()
  }

  /** Something happened that apps may listen to. */
  tell(topic: string, body: object): void {
    this.tellOf({ topic, body })
  }

  tellOf(told: Told): void {
    this.told.push(told)
    if (this.told.length > TOLD_KEPT) this.told.shift()
    this.onTold(told)
  }

  nextId(): number {
    this.shop.nextId += 1
    return this.shop.nextId
  }

  changed(): void {
    this.#timer ??= setTimeout(() => this.save(), SAVE_AFTER_MS)
  }

  save(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.shop))
    renameSync(`${this.#file}.new`, this.#file)
  }
}

/** The app calls Shopify once a day, and would lose its access if it could not for 90. */
export const MOST_DAYS_AT_ONCE = 60

/** Lets days pass in every shop. */
export function advanceAll(shops: readonly ShopState[], days: number): void {
  for (const state of shops) state.advance(days * DAY_MS)
}

/** One time for every shop, also after a start with files of different ages. */
export function sameClock(shops: readonly ShopState[]): void {
  const ahead = Math.max(...shops.map(({ shop }) => shop.clockAheadMs))
  for (const state of shops) if (state.shop.clockAheadMs < ahead) state.advance(ahead - state.shop.clockAheadMs)
}

/** From a file of another version it keeps what binds it to the app's database; the rest of the shop is made anew. */
function anew(seeded: Shop, kept: Shop | null): Shop {
  if (!kept) return seeded
  const now = new Date().toISOString()
  const { tokens, embedEnabled, grantedScopes = [] } = kept
  const appData = kept.metafields
    .filter(({ ownerId }) => ownerId === INSTALLATION_ID)
    .map((field) => ({ ...field, createdAt: field.createdAt ?? now, updatedAt: field.updatedAt ?? now }))
  return { ...seeded, tokens, metafields: [...seeded.metafields, ...appData], embedEnabled, grantedScopes }
}
