import { createContext, useContext } from 'react'
import { useTranslations } from 'use-intl'
import type { StaffNames } from '../shopify/staff-names/model.ts'

const Names = createContext<StaffNames>({})

/** Around every page: who the shop's staff are. */
export const StaffNamesProvider = Names.Provider

/** What Kept does by itself has its own name in place of an id. */
const KEPT = 'kept'

/**
 * What a member of staff is called, by Shopify's id: `alone` in a cell or after a colon, `inText` within a sentence. Whose
 * name is unknown, also of somebody who has left, is called by the id.
 */
export function useStaffName(): { alone: (id: string) => string; inText: (id: string) => string } {
  const names = useContext(Names)
  const t = useTranslations('staff')
  const known = (id: string) => (id === KEPT ? 'Kept' : Object.hasOwn(names, id) ? names[id] : undefined)
  return {
    alone: (id) => known(id) ?? t('alone', { id }),
    inText: (id) => known(id) ?? t('inText', { id }),
  }
}

/** Everybody whose name is known, by name. */
export function useNamedStaff(): { id: string; name: string }[] {
  return Object.entries(useContext(Names))
    .map(([id, name]) => ({ id, name }))
    .toSorted((one, other) => one.name.localeCompare(other.name))
}
