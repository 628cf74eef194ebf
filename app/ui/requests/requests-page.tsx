import type { SerializeFrom } from '@remix-run/node'
import { useNavigate, useSearchParams } from '@remix-run/react'
import { Banner, BlockStack, Box, Card, List, Page, Tabs, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { RequestListQuery } from '../../requests/index.ts'
import { REQUEST_VIEWS, type RequestView } from '../../requests/words.ts'
import { ERASURES, NEW_REQUEST, REQUEST_ACCESS, REQUEST_SETTINGS } from '../links/requests.ts'
import { Nothing } from '../nothing.tsx'
import { Pager } from '../pager.tsx'
import { PersonSearch } from './person-search.tsx'
import { RequestTable, type ShownRequest } from './request-table.tsx'

interface Props {
  query: RequestListQuery
  requests: SerializeFrom<ShownRequest>[]
  /** All that the view has. */
  total: number
  /** Give it back as `after` for the later ones; null on the last page. */
  next: string | null
  /** Who looks. */
  staffId: string
}

/** What Kept does not do yet is said where staff would look for it. */
const STEPS = ['notes', 'answer', 'consents'] as const

/** The requests of people who use their rights, view by view. */
export function RequestsPage({ query, requests, total, next, staffId }: Props) {
  const t = useTranslations('requests')
  const erasures = useTranslations('requestErasure.list')
  const isSearch = query.person !== null || query.customer !== null
  return (
    <Page
      title={t('title')}
      primaryAction={{ content: t('file'), url: NEW_REQUEST }}
      secondaryActions={[
        { content: erasures('title'), url: ERASURES },
        { content: t('access.title'), url: REQUEST_ACCESS },
        { content: t('settings'), url: REQUEST_SETTINGS },
      ]}
    >
      <BlockStack gap="400">
        <Banner tone="info" title={t('how.title')}>
          <List>
            {STEPS.map((step) => (
              <List.Item key={step}>{t(`how.${step}`)}</List.Item>
            ))}
          </List>
        </Banner>
        <Card padding="0">
          <Views view={query.view} />
          <Box padding="400">
            <PersonSearch isActive={isSearch} />
          </Box>
          {requests.length === 0 ? (
            <Nothing
              title={t(isSearch ? 'notFound.title' : `empty.${query.view}`)}
              body={t(isSearch ? 'notFound.body' : 'empty.body')}
            />
          ) : (
            <RequestTable requests={requests} total={total} staffId={staffId} />
          )}
        </Card>
        <Pager next={next} />
        <Box paddingInline={{ xs: '400', sm: '0' }}>
          <Text as="p" tone="subdued">
            {t('logged')}
          </Text>
        </Box>
      </BlockStack>
    </Page>
  )
}

function Views({ view }: { view: RequestView }) {
  const t = useTranslations('requests.views')
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const select = (index: number) => {
    const query = new URLSearchParams(search)
    query.set('view', REQUEST_VIEWS[index] ?? 'open')
    query.delete('after')
    navigate(`?${query}`)
  }
  return (
    <Tabs
      tabs={REQUEST_VIEWS.map((id) => ({ id, content: t(id) }))}
      selected={REQUEST_VIEWS.indexOf(view)}
      onSelect={select}
    />
  )
}
