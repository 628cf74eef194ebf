import { checkpointText, originOf } from '../../../app/consent/checkpoints/checkpoint.ts'
import { rawKey, signNote } from '../../../app/consent/checkpoints/note.ts'
import { canonicalLine, type LedgerEvent } from '../../../app/consent/ledger/event.ts'
import { leafHash } from '../../../app/consent/ledger/leaf.ts'
import { closingLine, erasedLine, headerLine, sealLine } from '../../../app/consent/seals/format.ts'
import type { SealStatement, SignedKey } from '../../../app/consent/seals/model.ts'
import { fingerprintOf, newKeyPair, type Signed, signStatement } from '../../../app/consent/seals/signature.ts'
import { statementHash } from '../../../app/consent/seals/statement-hash.ts'
import { rootOf } from '../../../app/consent/tree/merkle.ts'
import { A_SHOP, aSealedEvent } from './a-ledger.ts'

const AT = '2026-11-27T09:00:00.000Z'

/** A ledger at one time of its life: exported now and later, or by somebody who took something of it away between. */
export class GrowingLedger {
  readonly shop: string
  events: LedgerEvent[] = []
  seals: { statement: SealStatement; signature: string; leaves: Buffer }[] = []
  pairs: ReturnType<typeof newKeyPair>[] = []
  keys: SignedKey[] = []

  constructor(shop = A_SHOP) {
    this.shop = shop
    this.rotate()
  }

  /** As it is now, to go another way from here. */
  copy(): GrowingLedger {
    const copy = new GrowingLedger(this.shop)
    copy.events = [...this.events]
    copy.seals = [...this.seals]
    copy.pairs = [...this.pairs]
    copy.keys = [...this.keys]
    return copy
  }

  get sealedUntil(): number {
    return this.seals.at(-1)?.statement.to ?? 0
  }

  decide(times: number): this {
    for (let n = 0; n < times; n += 1) this.events.push(aSealedEvent(this.events.length, { shop: this.shop }))
    return this
  }

  rotate(): this {
    const [before, own] = [this.pairs.at(-1), newKeyPair()]
    const statement = {
      type: 'kept-ledger-key' as const,
      shop: this.shop,
      number: this.pairs.length,
      publicKey: own.publicKey.toString('base64'),
      firstSeal: this.seals.length,
      previous: before ? fingerprintOf(before.publicKey) : null,
      createdAt: AT,
    }
    this.keys.push(signStatement(statement, (before ?? own).privateKey))
    this.pairs.push(own)
    return this
  }

  seal(): this {
    const [from, to] = [this.sealedUntil, this.events.length]
    if (from === to) return this
    const statement = {
      type: 'kept-ledger-seal' as const,
      number: this.seals.length,
      sealedAt: AT,
      ...this.#range(from),
    }
    this.seals.push({ ...this.#signed(statement), leaves: this.#leaves(from, to) })
    return this
  }

  /** What the database's owner can do: the newest seals go, and every event from a position on. */
  rollBack(seals: number, events = this.seals[seals - 1]?.statement.to ?? 0): this {
    this.seals = this.seals.slice(0, seals)
    this.events = this.events.slice(0, events)
    return this
  }

  /** @param erased positions whose person was erased since */
  exported(erased: ReadonlySet<number> = new Set(), exportedAt = AT): string[] {
    const lines = [headerLine(this.shop, this.keys)]
    const write = (from: number, to: number) => {
      for (const event of this.events.slice(from, to)) {
        const { position } = event
        const leaf = leafHash(event).toString('hex')
        lines.push(erased.has(position) ? erasedLine({ leaf, position }) : `${canonicalLine(event)}\n`)
      }
    }
    for (const { statement, signature, leaves } of this.seals) {
      write(statement.from, statement.to)
      lines.push(sealLine({ statement, signature }, leaves))
    }
    const [from, to] = [this.sealedUntil, this.events.length]
    write(from, to)
    const closing = { type: 'kept-ledger-export' as const, exportedAt, last: true, ...this.#range(from) }
    lines.push(closingLine(this.#signed(closing), this.#leaves(from, to)))
    return lines
  }

  /** A checkpoint of all that is sealed. */
  checkpoint(host = 'kept.example.com'): string {
    const [origin, size] = [originOf(host, this.shop), this.sealedUntil]
    const pair = this.#pair()
    const text = checkpointText({ origin, size, root: rootOf(this.#leaves(0, size)) })
    return signNote(text, { name: origin, publicKey: rawKey(pair.publicKey) }, pair.privateKey)
  }

  #pair() {
    const pair = this.pairs.at(-1)
    if (!pair) throw new Error('A ledger has a key')
    return pair
  }

  #leaves(from: number, to: number): Buffer {
    return Buffer.concat(this.events.slice(from, to).map(leafHash))
  }

  #range(from: number) {
    const [last, to] = [this.seals.at(-1)?.statement, this.events.length]
    return {
      shop: this.shop,
      from,
      to,
      root: rootOf(this.#leaves(from, to)).toString('hex'),
      previous: last ? statementHash(last) : null,
      key: fingerprintOf(this.#pair().publicKey),
    }
  }

  #signed<Said extends Parameters<typeof signStatement>[0]>(statement: Said): Signed<Said> {
    return signStatement(statement, this.#pair().privateKey)
  }
}
