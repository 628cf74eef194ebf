import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Customer, MODEL_VERSION, type Shop } from './model.ts'
import { seedShop } from './seed.ts'

const SAVE_AFTER_MS = 200

/** The shop, written to disk shortly after each change: a second start finds it as it was. */
export class ShopState {
  readonly shop: Shop
  /** Set by the part that sends webhooks about marketing consent. */
  marketingChanged: (customer: Customer, channel: 'email' | 'sms') => void = () => undefined
  readonly #file: string
  #timer: NodeJS.Timeout | undefined

  constructor(directory: string, today: Date) {
    mkdirSync(directory, { recursive: true })
    this.#file = path.join(directory, 'shop.json')
    this.shop = existsSync(this.#file) ? upToDate(JSON.parse(readFileSync(this.#file, 'utf8')), today) : seedShop(today)
    this.changed()
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

/** A file of another version keeps what binds it to the app's database; the rest of the shop is made anew. */
function upToDate(kept: Shop, today: Date): Shop {
  if (kept.version === MODEL_VERSION) return kept
  const { tokens, metafields, embedEnabled } = kept
  return { ...seedShop(today), tokens, metafields, embedEnabled }
}
