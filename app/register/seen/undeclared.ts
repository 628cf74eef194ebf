import type { ShopTransaction } from '../../platform/db.ts'
import type { StaffLanguage } from '../../platform/i18n.ts'
import { describeKnownTracker, knownFields } from '../known/fields.ts'
import { knownTracker, patternCovers } from '../known/trackers.ts'
import { lifetime, type Register } from '../model.ts'
import { AUDIENCES } from '../words.ts'
import { listSeen, type SeenTracker } from './store.ts'

export interface UndeclaredTracker extends SeenTracker {
  /** Public knowledge about it, in a sentence; null without any. */
  known: string | null
  /** Whether one click can declare it. */
  complete: boolean
}

/** Seen names that no declared tracker covers, with what is known about each. */
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

/**
 * A register entry for a known tracker. It uses the pattern, so that every similar name is declared. Null when too
 * little is known.
 */
export function entryFor(register: Register, name: string): object | null {
  const known = knownTracker(name)
  if (!known?.lifetime) return null
  const fields = knownFields(register, known)
  if (!fields.provider || (!fields.purpose && fields.exemption === 'none')) return null
  return {
    audience: [...AUDIENCES],
    pattern: known.pattern,
    party: 'first',
    storage: 'cookie',
    ...fields,
    lifetime: lifetime.parse(known.lifetime),
  }
}
