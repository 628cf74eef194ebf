import { Banner, BlockStack, Box, Card, List, Page, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { Nothing } from '../nothing.tsx'
import { Pager } from '../pager.tsx'
import { RequestTable, type ShownRequest } from './request-table.tsx'

interface Props {
  requests: ShownRequest[]
  /** All that are open. */
  total: number
  /** Give it back as `after` for the later ones; null on the last page. */
  next: string | null
  now: Date | string
}

/** What Kept does not do yet is said where staff would look for it. */
const STEPS = ['notes', 'answer', 'consents', 'closes'] as const

/** Requests of customers that nobody has closed, and what staff do about them. */
export function RequestsPage({ requests, total, next, now }: Props) {
  const t = useTranslations('requests')
  return (
    <Page title={t('title')} subtitle={t('subtitle', { total })}>
      <BlockStack gap="400">
        <Banner tone="info" title={t('how.title')}>
          <List>
            {STEPS.map((step) => (
              <List.Item key={step}>{t(`how.${step}`)}</List.Item>
            ))}
          </List>
        </Banner>
        <Card padding="0">
          {requests.length === 0 ? (
            <Nothing title={t('empty.title')} body={t('empty.body')} />
          ) : (
            <RequestTable requests={requests} now={new Date(now)} />
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
