import type { z } from 'zod'
import { ENTRY_SCHEMAS, type Register } from '../model.ts'
import { AUDIENCES, type EntryKind } from '../words.ts'

const NEW = { audience: [...AUDIENCES] }

/** A new entry's values of the fields that must be filled in: the most cautious answer where there is one. */
const INITIAL = {
  purpose: { ...NEW, topic: 'other', name: {}, legalBasis: 'consent' },
  data_category: { ...NEW, topic: 'other', name: {} },
  recipient: { ...NEW, kind: 'processor', service: 'other', name: {} },
  storage_place: { ...NEW, name: {} },
  retention_rule: { ...NEW, subject: 'customer', trigger: 'last_activity', months: 36, action: 'anonymise' },
  tracker: { ...NEW, pattern: '', provider: '', lifetime: { unit: 'session' }, party: 'first' },
  clause: { ...NEW, section: 'introduction', text: {} },
  sentence: {},
} as const satisfies Record<EntryKind, object>

/** What the model supposes of the fields that may be left out. */
function defaultsOf(kind: EntryKind): object {
  const fields: Record<string, z.ZodType> = ENTRY_SCHEMAS[kind].shape
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const { success, data } = field.safeParse(undefined)
      return success && data !== undefined ? [[name, data]] : []
    }),
  )
}

/** A new storage place is in the shop's country until staff change it. */
export function blankOf(kind: EntryKind, { controller }: Register): object {
  const blank = { ...defaultsOf(kind), ...INITIAL[kind] }
  return kind === 'storage_place' ? { ...blank, country: controller.country ?? 'FR' } : blank
}
