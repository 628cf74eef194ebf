import type { ShopTransaction } from '../../platform/db.ts'
import type { StaffLanguage } from '../../platform/i18n.ts'
import { describeKnownTracker, knownFields } from '../form/suggest.ts'
import { knownTracker, patternCovers } from '../known-trackers.ts'
import { lifetime, type Register } from '../model.ts'
import { listSeen, type SeenTracker } from './store.ts'

export interface UndeclaredTracker extends SeenTracker {
  /** What is publicly known of it, in a sentence; null when nothing is. */
  known: string | null
  /** Whether enough is known to add it in one click. */
  complete: boolean
}

/** What the storefront was seen with and no tracker of the register stands for, and what is known of each. */
export async function undeclaredTrackers(
  tx: ShopTransaction,
  register: Register,
  language: StaffLanguage,
): Promise<UndeclaredTracker[]> {
  const seen = await listSeen(tx)
  return seen
    .filter(({ name }) => !register.trackers.some(({ pattern }) => patternCovers(pattern, name)))
    .map((each) => {
      const known = knownTracker(each.name)
      return {
        ...each,
        known: known ? describeKnownTracker(known, language) : null,
        complete: entryFor(register, each.name) !== null,
      }
    })
}

/** The entry that a known tracker makes: its pattern, so that every name of its kind is declared. Null: too little is known. */
export function entryFor(register: Register, name: string): object | null {
  const known = knownTracker(name)
  if (!known?.lifetime) return null
  const fields = knownFields(register, known)
  if (!fields.provider || (!fields.purpose && fields.exemption === 'none')) return null
  return {
    audience: ['consumer', 'professional'],
    pattern: known.pattern,
    party: 'first',
    storage: 'cookie',
    ...fields,
    lifetime: lifetime.parse(known.lifetime),
  }
}
