import { BlockStack, Card, Page } from '@shopify/polaris'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { EntryKind, EntryList, ListQuery } from '../../../register/index.ts'
import { isAddable } from '../../../register/words.ts'
import { pageOfNew, REGISTER } from '../../links/register.ts'
import { Nothing } from '../../nothing.tsx'
import { EntryTable } from './entry-table.tsx'
import { EntryFilters, EntryPager } from './list-filters.tsx'

interface Props {
  kind: EntryKind
  query: ListQuery
  list: EntryList
  /** What stands above the list. */
  children?: ReactNode
}

/** The entries of one kind: searched, filtered, sorted, put in order. */
export function ListPage({ kind, query, list, children }: Props) {
  const t = useTranslations('register')
  const add = isAddable(kind) ? { content: t(`add.${kind}`), url: pageOfNew(kind) } : null
  return (
    <Page
      title={t(`kinds.${kind}`)}
      subtitle={t(`about.${kind}`)}
      backAction={{ content: t('title'), url: REGISTER }}
      {...(list.total > 0 && add && { primaryAction: add })}
    >
      <BlockStack gap="400">
        {children}
        <Card padding="0">
          {list.total === 0 && isAddable(kind) && add ? (
            <Nothing title={t(`none.${kind}`)} action={add} body={t(`about.${kind}`)} />
          ) : (
            <>
              <EntryFilters query={query} list={list} />
              <EntryTable kind={kind} query={query} list={list} />
            </>
          )}
        </Card>
        {list.pages > 1 && <EntryPager list={list} />}
      </BlockStack>
    </Page>
  )
}
