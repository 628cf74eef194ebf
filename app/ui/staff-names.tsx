import { createContext, useContext } from 'react'
import { useTranslations } from 'use-intl'
import { isKeyActor } from '../shop-api/words.ts'
import type { StaffNames } from '../shopify/staff-names/model.ts'

interface KnownNames {
  names: StaffNames
  /** Keys of the shop's own systems, by what stands in place of a member of staff's id. */
  keys: Readonly<Record<string, string>>
}

const Names = createContext<KnownNames>({ names: {}, keys: {} })

/** Around every page: who the shop's staff are, and what its own systems are called. */
export const StaffNamesProvider = Names.Provider

/** What Kept does by itself has its own name in place of an id. */
const KEPT = 'kept'

/**
 * What a member of staff is called, by Shopify's id: `alone` in a cell or after a colon, `inText` within a sentence. Whose
 * name is unknown, also of somebody who has left, is called by the id.
 */
export function useStaffName(): { alone: (id: string) => string; inText: (id: string) => string } {
  const { names, keys } = useContext(Names)
  const t = useTranslations('staff')
  const known = (id: string) => {
    if (id === KEPT) return 'Kept'
    if (isKeyActor(id)) return t('key', { name: keys[id] ?? id })
    return Object.hasOwn(names, id) ? names[id] : undefined
  }
  return {
    alone: (id) => known(id) ?? t('alone', { id }),
    inText: (id) => known(id) ?? t('inText', { id }),
  }
}

/** Everybody whose name is known, by name. */
export function useNamedStaff(): { id: string; name: string }[] {
  return Object.entries(useContext(Names).names)
    .map(([id, name]) => ({ id, name }))
    .toSorted((one, other) => one.name.localeCompare(other.name))
}
