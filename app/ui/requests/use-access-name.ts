import { useTranslations } from 'use-intl'
import { OPTIONAL_ACCESS } from '../../requests/words.ts'

/** What a scope lets Kept do, as the page of permissions calls it; the scope itself where that page does not have it. */
export function useAccessName(): (scope: string) => string {
  const t = useTranslations('requests.access.what')
  return (scope) => {
    const known = OPTIONAL_ACCESS.find(({ scopes }) => scopes.some((one) => one === scope))
    return known ? t(`${known.what}.title`) : scope
  }
}
