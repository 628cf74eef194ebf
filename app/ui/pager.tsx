import { useNavigate, useSearchParams } from '@remix-run/react'
import { InlineStack, Pagination } from '@shopify/polaris'
import { useTranslations } from 'use-intl'

/** Newest and older, for lists that are read from the newest on. `next` is the cursor of the older page. */
export function Pager({ next }: { next: string | null }) {
  const t = useTranslations('common')
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const to = (after: string | null) => {
    const query = new URLSearchParams(search)
    if (after) query.set('after', after)
    else query.delete('after')
    navigate(`?${query}`)
  }
  const onFirst = !search.has('after')
  if (onFirst && !next) return null
  return (
    <InlineStack align="center">
      <Pagination
        hasPrevious={!onFirst}
        onPrevious={() => to(null)}
        previousTooltip={t('newer')}
        hasNext={next !== null}
        onNext={() => to(next)}
        nextTooltip={t('older')}
      />
    </InlineStack>
  )
}
