/** The first problem of an exported ledger, in the order of the file. Lines count from 1. */

/** An event that the seals do not contain, or contain at another position. */
export interface EventProblem {
  kind: 'changed' | 'removed' | 'added' | 'reordered'
  /** Its position in the ledger; for an added line, the position of the event that it displaced. */
  position: number
  /** The id on the line; null when there is no line, or no id on it. */
  id: string | null
  /** The line where it stands; for a removed event, where it should stand. */
  line: number
  /** Whether a seal states it, or only the export's closing for events that are not sealed yet. */
  sealed: boolean
  /** `reordered`: the line where the event of this position should stand. */
  expectedLine?: number
  /** `added`: the position whose event the line repeats. */
  repeats?: number
}

/** A sealed event that states another position or another shop: it was wrong before it was sealed. */
export interface MisplacedProblem {
  kind: 'misplaced'
  position: number
  id: string | null
  line: number
}

export interface SealProblem {
  kind: 'seal'
  /** Null stands for the export's closing. */
  number: number | null
  line: number
  why:
    | 'unreadable'
    | 'other_shop'
    | 'unknown_key'
    | 'signature'
    | 'wrong_key'
    | 'missing'
    | 'order'
    | 'chain'
    | 'leaves'
}

export interface KeyProblem {
  kind: 'key'
  number: number
  why: 'other_shop' | 'unreadable' | 'order' | 'signature' | 'not_pinned' | 'pinned_later'
}

interface FileProblem {
  kind: 'file'
  line: number
  why: 'empty' | 'no_ledger' | 'too_long' | 'no_seal' | 'truncated' | 'after_end'
}

export type LedgerProblem = EventProblem | MisplacedProblem | SealProblem | KeyProblem | FileProblem

const EVENT_WORDS: Record<EventProblem['kind'], (problem: EventProblem) => string> = {
  changed: ({ position, line, id }) =>
    `CHANGED: the event at position ${position}${named(id)}, line ${line}, is not the one that was recorded.`,
  removed: ({ position, line }) =>
    `REMOVED: the event at position ${position} is missing. It should stand at line ${line}; its id went with it.`,
  added: ({ position, line, id, repeats }) =>
    repeats === undefined
      ? `ADDED: line ${line}${named(id)}, before position ${position}, was never recorded.`
      : `ADDED: line ${line}${named(id)}, before position ${position}, repeats the event of position ${repeats}.`,
  reordered: ({ position, line, id, expectedLine }) =>
    `REORDERED: the event of position ${position}${named(id)} stands at line ${line}, and should stand at line ${expectedLine}.`,
}

const named = (id: string | null) => (id === null ? '' : ` (${id})`)

const SEAL_WORDS: Record<SealProblem['why'], string> = {
  unreadable: 'cannot be read',
  other_shop: 'is another shop’s',
  unknown_key: 'names a key that is not in the file',
  signature: 'was changed, or has another’s signature: the signature does not fit',
  wrong_key: 'is signed with a key that was not the current one then',
  missing: 'is missing, with whatever it said about the events before this line',
  order: 'is not in its place',
  chain: 'does not follow from the seal before it: that one was exchanged',
  leaves: 'comes with a list of hashes that is not the one that was sealed',
}

const KEY_WORDS: Record<KeyProblem['why'], string> = {
  other_shop: 'is another shop’s',
  unreadable: 'is not an Ed25519 public key',
  order: 'does not follow the key before it',
  signature: 'is not introduced by the key before it: the signature does not fit',
  not_pinned: 'is not the key that you gave',
  pinned_later: 'is not the key that you gave: that is a later one of this shop. Give the first',
}

const FILE_WORDS: Record<FileProblem['why'], string> = {
  empty: 'The file is empty.',
  no_ledger: 'This is not a ledger that Kept exported: its first line says something else.',
  too_long: 'A line is longer than any that Kept writes.',
  no_seal: 'There are more lines than one seal covers, and no seal.',
  truncated: 'The file ends before the ledger does: the end was cut off.',
  after_end: 'Something follows after the end of the ledger.',
}

/** The problem as a sentence for the person who verifies. */
export function describe(problem: LedgerProblem): string {
  switch (problem.kind) {
    case 'changed':
    case 'removed':
    case 'added':
    case 'reordered':
      return EVENT_WORDS[problem.kind](problem)
    case 'misplaced':
      return `MISPLACED: line ${problem.line}${named(problem.id)} was sealed at position ${problem.position}, but says that it belongs elsewhere.`
    case 'seal': {
      const seal = problem.number === null ? 'The end of the export' : `Seal ${problem.number}`
      return `SEAL: ${seal}, line ${problem.line}, ${SEAL_WORDS[problem.why]}.`
    }
    case 'key':
      return `KEY: signing key ${problem.number} ${KEY_WORDS[problem.why]}.`
    case 'file':
      return `FILE: ${FILE_WORDS[problem.why]} (line ${problem.line})`
  }
}
