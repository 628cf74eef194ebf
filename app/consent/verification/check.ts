import { EVENTS_A_SEAL } from '../seals/model.ts'
import { isSignedBy } from '../seals/signature.ts'
import { statementHash } from '../seals/statement-hash.ts'
import { type Digest, type FoundEntry, type FoundSeal, OTHER_SHOP, UNREADABLE } from './digest.ts'
import { type FollowedKey, keyOfSeal } from './keys.ts'
import type { EventProblem, LedgerProblem, MisplacedProblem, SealProblem } from './problem.ts'
import { type Deviation, deviationOf, type Segment, SegmentBuilder } from './segment.ts'

/** The contents of a valid ledger. */
export interface LedgerContents {
  shop: string
  /** The number of events, without those of erased people. */
  events: number
  erased: number
  seals: number
  sealedUntil: number
  /** ISO 8601; null without a seal. */
  lastSealedAt: string | null
  /**
   * The root of the last seal, in hex. This file cannot show events that were removed after it together with their
   * seals.
   */
  lastRoot: string | null
  /** The number of events after the last seal. Only this export vouches for them. */
  unsealed: number
  exportedAt: string
  /** The number of keys, and the fingerprint of the first one, to compare with the one that Kept shows. */
  keys: number
  fingerprint: string
}

/**
 * A file may have some extra lines between two seals. Beyond this number reading stops, so that memory stays bounded.
 */
const MOST_ENTRIES = 100 * EVENTS_A_SEAL

/** Called with each valid seal and closing, in order. */
export type Watcher = (found: FoundSeal) => void

/** Checks a ledger from seal to seal. */
export class LedgerCheck {
  readonly shop: string
  readonly #keys: readonly FollowedKey[]
  readonly #watcher: Watcher
  /** The number of lines that were checked. */
  line = 0
  #gathering = new SegmentBuilder()
  #entries = 0
  #erased = 0
  #position = 0
  #seals = 0
  #sealedUntil = 0
  #lastSealedAt: string | null = null
  #lastRoot: string | null = null
  /** The hash of the statement before. */
  #previous: string | null = null
  #exportedAt: string | null = null
  #ended = false

  constructor(shop: string, keys: readonly FollowedKey[], watcher: Watcher = () => {}) {
    this.shop = shop
    this.#keys = keys
    this.#watcher = watcher
  }

  block(digest: Digest): Deviation | LedgerProblem | null {
    let entry = 0
    // The first line of the first block is the header, which looks like an entry.
    if (this.line === 0) entry = 1
    const first = this.line
    for (const [index, { at, found }] of digest.statements.entries()) {
      const upTo = at - index
      this.#gathering.add(digest, entry, upTo)
      entry = upTo
      this.line = first + at + 1
      const problem = this.#statement(found)
      if (problem) return problem
    }
    this.#gathering.add(digest, entry, digest.claims.length)
    this.#erased += digest.erased
    this.line = first + digest.lines
    if (this.#ended && this.#gathering.size > 0) return this.#file('after_end', this.line - this.#gathering.size + 1)
    return this.#gathering.size > MOST_ENTRIES ? this.#file('no_seal', this.line) : null
  }

  end(): LedgerProblem | null {
    return this.#ended ? null : this.#file('truncated', this.line)
  }

  contents(): LedgerContents {
    return {
      shop: this.shop,
      events: this.#entries - this.#erased,
      erased: this.#erased,
      seals: this.#seals,
      sealedUntil: this.#sealedUntil,
      lastSealedAt: this.#lastSealedAt,
      lastRoot: this.#lastRoot,
      unsealed: this.#position - this.#sealedUntil,
      exportedAt: this.#exportedAt ?? '',
      keys: this.#keys.length,
      fingerprint: this.#keys[0]?.fingerprint ?? '',
    }
  }

  #file(why: 'after_end' | 'truncated' | 'no_seal', line: number): LedgerProblem {
    return { kind: 'file', line, why }
  }

  /** Checks a seal or closing at the current line, against the entries before it. */
  #statement(found: FoundEntry): Deviation | LedgerProblem | null {
    if (this.#ended) return this.#file('after_end', this.line)
    const segment = this.#gathering.take(this.line)
    const wrong = this.#wrongWith(found, segment)
    if (wrong) return wrong
    if (found.kind === 'unreadable') return null
    const { statement, leaves } = found
    const sealed = found.kind === 'seal'
    const deviation = deviationOf(segment, { from: statement.from, leaves, sealed })
    if (deviation) return deviation
    const misplaced = this.#misplaced(segment, { from: statement.from, to: statement.to, sealed })
    if (misplaced) return misplaced
    this.#entries += segment.claims.length
    this.#position = statement.to
    this.#previous = statementHash(statement)
    if (found.kind === 'seal') {
      this.#seals += 1
      this.#sealedUntil = statement.to
      this.#lastSealedAt = found.statement.sealedAt
      this.#lastRoot = found.statement.root
    } else {
      this.#ended = found.statement.last
      this.#exportedAt = found.statement.exportedAt
    }
    this.#watcher(found)
    return null
  }

  /** What is wrong with the statement itself. The entries are checked only when nothing is. */
  #wrongWith(found: FoundEntry, segment: Segment): SealProblem | EventProblem | null {
    const closing = found.kind === 'closing'
    const number = found.kind === 'seal' ? found.statement.number : closing ? null : this.#seals
    const problem = (why: SealProblem['why']): SealProblem => ({ kind: 'seal', number, line: this.line, why })
    if (found.kind === 'unreadable') return problem('unreadable')
    const { statement, signature } = found
    if (statement.shop !== this.shop) return problem('other_shop')
    const key = this.#keys.find(({ fingerprint }) => fingerprint === statement.key)
    if (!key) return problem('unknown_key')
    if (!isSignedBy(statement, signature, key.publicKey)) return problem('signature')
    if (found.kind === 'seal' ? found.statement.number > this.#seals : statement.from > this.#position) {
      return this.#missingBefore(statement.to - statement.from, segment)
    }
    if (found.kind === 'seal' && (found.statement.number < this.#seals || this.#exportedAt !== null)) {
      return problem('order')
    }
    if (key !== (found.kind === 'seal' ? keyOfSeal(this.#keys, found.statement.number) : this.#keys.at(-1))) {
      return problem('wrong_key')
    }
    if (statement.previous !== this.#previous || statement.from !== this.#position) return problem('chain')
    return found.rootFits ? null : problem('leaves')
  }

  /** A seal is missing, with or without the events that it covered. */
  #missingBefore(covers: number, { claims, firstLine }: Segment): SealProblem | EventProblem {
    if (claims.length > covers) return { kind: 'seal', number: this.#seals, line: this.line, why: 'missing' }
    return { kind: 'removed', position: this.#position, id: null, line: firstLine, sealed: true }
  }

  /** The entries are those that were signed, but their own positions are wrong. */
  #misplaced(
    { claims, firstLine }: Segment,
    { from, to, sealed }: { from: number; to: number; sealed: boolean },
  ): MisplacedProblem | EventProblem | null {
    const found = claims.findIndex((claim, index) => claim !== from + index)
    const index = found < 0 ? claims.length : found
    const [position, line] = [from + index, firstLine + index]
    if (found < 0 && position === to) return null
    const claim = claims[index] ?? to
    if (sealed) return { kind: 'misplaced', position, id: null, line }
    // Nothing is sealed yet: the file's entries are the only source.
    if (claim === UNREADABLE || claim === OTHER_SHOP || claim < position) {
      return { kind: 'added', position, id: null, line, sealed }
    }
    return { kind: 'removed', position, id: null, line, sealed }
  }
}
