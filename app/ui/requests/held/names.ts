import { useTranslations } from 'use-intl'
import type { HeldTable } from '../../../requests/held/model.ts'

/** What tables and columns are called on pages. A metafield of the shop's own keeps its name. */
export function useHeldNames() {
  const t = useTranslations('requestHeld')
  const part = (name: string) => (t.has(`columns.${name as 'name'}`) ? t(`columns.${name as 'name'}`) : name)
  return {
    table: (name: HeldTable) => t(`tables.${name}`),
    column: (name: string) => name.split('.').map(part).join(' – '),
  }
}
