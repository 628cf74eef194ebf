import { useTranslations } from 'use-intl'
import type { HeldTable, HeldValue } from '../../../requests/held/model.ts'

/** What tables and columns are called on pages. A metafield of the shop's own keeps its name. */
export function useHeldNames() {
  const t = useTranslations('requestHeld')
  const part = (name: string) => (t.has(`columns.${name as 'name'}`) ? t(`columns.${name as 'name'}`) : name)
  return {
    table: (name: HeldTable) => t(`tables.${name}`),
    /** The facts that a statement is about are a table. */
    value: (column: string, value: HeldValue): HeldValue =>
      column === 'about' && t.has(`tables.${value as HeldTable}`) ? t(`tables.${value as HeldTable}`) : value,
    column: (name: string) => name.split('.').map(part).join(' – '),
  }
}
