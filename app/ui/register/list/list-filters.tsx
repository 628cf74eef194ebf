import { useNavigate, useSearchParams } from '@remix-run/react'
import { BlockStack, InlineStack, Pagination, Select, Text, TextField } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { SORTS } from '../../../register/form/words.ts'
import type { EntryList, ListQuery } from '../../../register/index.ts'
import { AUDIENCES } from '../../../register/words.ts'

const SEARCH_PAUSE_MS = 300

function useQuery() {
  const [search, setSearch] = useSearchParams()
  return (changed: Record<string, string>) => {
    const next = new URLSearchParams(search)
    next.delete('page')
    for (const [key, value] of Object.entries(changed)) {
      if (value) next.set(key, value)
      else next.delete(key)
    }
    setSearch(next, { replace: true, preventScrollReset: true })
  }
}

/** What of a list is shown, in which order: kept in the page's address. */
export function EntryFilters({ query, list }: { query: ListQuery; list: EntryList }) {
  const t = useTranslations('register.list')
  const ask = useQuery()
  return (
    <div style={{ padding: '12px 16px' }}>
      <BlockStack gap="200">
        <InlineStack gap="200">
          <div style={{ flex: '2 1 12rem' }}>
            <SearchField asked={query.search} onAsk={(q) => ask({ q })} />
          </div>
          <div style={{ flex: '1 1 9rem' }}>
            <Select
              label={t('audience')}
              labelHidden
              options={(['', ...AUDIENCES] as const).map((value) => ({
                value,
                label: t(`audiences.${value || 'all'}`),
              }))}
              value={query.audience ?? ''}
              onChange={(audience) => ask({ audience })}
            />
          </div>
          <div style={{ flex: '1 1 9rem' }}>
            <Select
              label={t('sort')}
              labelHidden
              options={SORTS.map((value) => ({ value, label: t(`sorts.${value}`) }))}
              value={query.sort}
              onChange={(sort) => ask({ sort: sort === 'order' ? '' : sort })}
            />
          </div>
        </InlineStack>
        <div aria-live="polite">
          <Text as="p" tone="subdued">
            {t('count', { count: list.matching })}
          </Text>
        </div>
      </BlockStack>
    </div>
  )
}

/** Asks when the typing pauses. */
function SearchField({ asked, onAsk }: { asked: string; onAsk(search: string): void }) {
  const t = useTranslations('register.list')
  const [search, setSearch] = useState(asked)
  useEffect(() => {
    if (search === asked) return
    const timer = setTimeout(() => onAsk(search), SEARCH_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [search, asked, onAsk])
  return (
    <TextField
      label={t('search')}
      labelHidden
      placeholder={t('search')}
      autoComplete="off"
      value={search}
      onChange={setSearch}
      clearButton
      onClearButtonClick={() => setSearch('')}
    />
  )
}

export function EntryPager({ list }: { list: EntryList }) {
  const t = useTranslations('register.list')
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const to = (page: number) => {
    const next = new URLSearchParams(search)
    next.set('page', String(page))
    navigate(`?${next}`)
  }
  return (
    <InlineStack align="center">
      <Pagination
        label={t('page', { page: list.page, pages: list.pages })}
        hasPrevious={list.page > 1}
        onPrevious={() => to(list.page - 1)}
        previousTooltip={t('previous')}
        hasNext={list.page < list.pages}
        onNext={() => to(list.page + 1)}
        nextTooltip={t('next')}
      />
    </InlineStack>
  )
}
