import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import {
  Badge,
  BlockStack,
  Card,
  EmptyState,
  IndexTable,
  InlineStack,
  Page,
  Text,
  useBreakpoints,
} from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { listDecisions, purposeNames } from '../consent/index.ts'
import { staffLanguage } from '../platform/i18n.ts'
import { activateBannerUrl } from '../shopify/links.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'
import { PageError } from '../ui/page-error.tsx'
import { Pager } from '../ui/pager.tsx'
import { When } from '../ui/when.tsx'

const PAGE_SIZE = 25

export async function loader({ request }: LoaderFunctionArgs) {
  const after = new URL(request.url).searchParams.get('after')
  return asStaffWithCustomerData(request, async ({ shop, inShop }) => ({
    activateUrl: activateBannerUrl(shop),
    ...(await inShop(async (tx) => ({
      names: await purposeNames(tx, staffLanguage(request)),
      ...(await listDecisions(tx, { size: PAGE_SIZE, after })),
    }))),
  }))
}

export default function Consents() {
  const { events, next, names, activateUrl } = useLoaderData<typeof loader>()
  const t = useTranslations('consents')
  const { smDown } = useBreakpoints()
  return (
    <Page title={t('title')} subtitle={t('subtitle')}>
      <BlockStack gap="400">
        <Card padding="0">
          {events.length === 0 ? (
            <EmptyState
              heading={t('empty.title')}
              image=""
              action={{ content: t('empty.action'), url: activateUrl, target: '_blank' }}
            >
              <p>{t('empty.body')}</p>
            </EmptyState>
          ) : (
            <IndexTable
              condensed={smDown}
              selectable={false}
              itemCount={events.length}
              headings={[
                { title: t('columns.when') },
                { title: t('columns.choices') },
                { title: t('columns.source') },
                { title: t('columns.language') },
                { title: t('columns.region') },
                { title: t('columns.visitor') },
              ]}
            >
              {events.map((event, position) => (
                <IndexTable.Row key={event.id} id={event.id} position={position}>
                  {smDown ? (
                    <div style={{ padding: '12px 16px' }}>
                      <BlockStack gap="100" inlineAlign="start">
                        <When at={event.recordedAt} />
                        <Choices choices={event.choices as Record<string, boolean>} names={names} />
                        <Text as="span" tone="subdued">
                          {[t(`sources.${event.source}`), event.language, event.region].filter(Boolean).join(' · ')}
                        </Text>
                      </BlockStack>
                    </div>
                  ) : (
                    <>
                      <IndexTable.Cell>
                        <When at={event.recordedAt} />
                      </IndexTable.Cell>
                      <IndexTable.Cell>
                        <Choices choices={event.choices as Record<string, boolean>} names={names} />
                      </IndexTable.Cell>
                      <IndexTable.Cell>{t(`sources.${event.source}`)}</IndexTable.Cell>
                      <IndexTable.Cell>{event.language}</IndexTable.Cell>
                      <IndexTable.Cell>{event.region || '–'}</IndexTable.Cell>
                      <IndexTable.Cell>
                        <Text as="span" tone="subdued">
                          {event.subjectId.slice(0, 8)}
                        </Text>
                      </IndexTable.Cell>
                    </>
                  )}
                </IndexTable.Row>
              ))}
            </IndexTable>
          )}
        </Card>
        <Pager next={next} />
      </BlockStack>
    </Page>
  )
}

function Choices({ choices, names }: { choices: Record<string, boolean>; names: Record<string, string> }) {
  const t = useTranslations('consents')
  const name = (key: string) => {
    const known = `purposes.${key}` as 'purposes.analytics'
    return names[key] ?? (t.has(known) ? t(known) : key)
  }
  return (
    <InlineStack gap="100">
      {Object.entries(choices).map(([key, granted]) => (
        <Badge key={key} tone={granted ? 'success' : undefined}>
          {t(granted ? 'granted' : 'refused', { purpose: name(key) })}
        </Badge>
      ))}
    </InlineStack>
  )
}

export const ErrorBoundary = PageError
