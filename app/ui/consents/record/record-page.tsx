import { Banner, BlockStack, Card, DescriptionList, InlineStack, Link, Page, Text } from '@shopify/polaris'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { ConsentRecordView } from '../../../consent/index.ts'
import { pageOfBanner } from '../../links/banner.ts'
import { CONSENTS, pageOfRecord } from '../../links/consents.ts'
import { pageOfVersion } from '../../links/policy.ts'
import { requestsOfCustomer } from '../../links/requests.ts'
import { RestrictedBadge } from '../../restricted-badge.tsx'
import { SectionCard } from '../../section-card.tsx'
import { useStaffName } from '../../staff-names.tsx'
import { When } from '../../when.tsx'
import { ChoiceBadge } from '../choices.tsx'
import { DecisionTable } from '../decision-table.tsx'
import { type PurposeNames, useWords } from '../words.ts'
import { ReceiptCard } from './receipt-card.tsx'
import { WithdrawalCard } from './withdrawal.tsx'

interface Props {
  record: ConsentRecordView
  names: PurposeNames
  customerUrl: string | null
}

/** Everything that the ledger holds about one decision, and its later changes. */
export function RecordPage({ record, names, customerUrl }: Props) {
  const t = useTranslations('consents.record')
  return (
    <Page
      title={t('title')}
      subtitle={record.event.id}
      titleMetadata={<RestrictedBadge isRestricted={record.isRestricted} />}
      backAction={{ content: t('back'), url: CONSENTS }}
    >
      <BlockStack gap="400">
        <Asked record={record} names={names} />
        <Current record={record} names={names} />
        <Circumstances record={record} names={names} customerUrl={customerUrl} />
        <ReceiptCard recordId={record.event.id} seal={record.seal} />
        <Others record={record} names={names} />
      </BlockStack>
    </Page>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <SectionCard title={title}>{children}</SectionCard>
    </section>
  )
}

/** A list for screen readers. Visually, separate lines are enough. */
const PLAIN_LIST = { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 12 } as const

function Asked({ record, names }: Omit<Props, 'customerUrl'>) {
  const t = useTranslations('consents.record')
  const words = useWords(names)
  return (
    <Section title={t('decided')}>
      <ul style={PLAIN_LIST}>
        {record.asked.map(({ key, granted, shown }) => (
          <li key={key}>
            <BlockStack gap="100">
              <InlineStack gap="200" blockAlign="center">
                <Text as="h3" variant="headingSm">
                  {words.purpose(key)}
                </Text>
                <ChoiceBadge granted={granted} />
              </InlineStack>
              {shown && [shown.name, shown.description].some((said) => said !== '' && said !== words.purpose(key)) && (
                <Text as="p" tone="subdued">
                  {t.rich('shownAs', {
                    words: () => (
                      <span lang={shown.language}>{[shown.name, shown.description].filter(Boolean).join(': ')}</span>
                    ),
                  })}
                </Text>
              )}
            </BlockStack>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Current({ record, names }: Omit<Props, 'customerUrl'>) {
  const t = useTranslations('consents.record')
  const words = useWords(names)
  return (
    <Section title={t('current')}>
      <Text as="p" tone="subdued">
        {t('currentBody')}
      </Text>
      <ul style={PLAIN_LIST}>
        {record.current.map(({ purpose, granted, eventId, decidedAt }) => (
          <li key={purpose}>
            <InlineStack gap="200" blockAlign="center">
              <Text as="span">{words.purpose(purpose)}</Text>
              <ChoiceBadge granted={granted} />
              <Text as="span" tone="subdued">
                {t.rich('since', {
                  when: () =>
                    eventId === record.event.id ? (
                      <When at={decidedAt} />
                    ) : (
                      <Link url={pageOfRecord(eventId)}>
                        <When at={decidedAt} />
                      </Link>
                    ),
                })}
              </Text>
            </InlineStack>
          </li>
        ))}
      </ul>
      <WithdrawalCard
        purposes={record.current.filter(({ granted }) => granted).map(({ purpose }) => purpose)}
        names={names}
      />
    </Section>
  )
}

/** A value that can be copied as it is, and breaks on a phone. */
const Code = ({ children }: { children: string }) => <span style={{ overflowWrap: 'anywhere' }}>{children}</span>

function Circumstances({ record, names, customerUrl }: Props) {
  const t = useTranslations('consents.record')
  const sources = useTranslations('consents.sources')
  const staff = useStaffName()
  const words = useWords(names)
  const { event, person, enteredBy, wording } = record
  const { banner, registerVersion, previous, shopifyConsentId } = event
  return (
    <Section title={t('where')}>
      <DescriptionList
        items={[
          { term: t('recordedAt'), description: <When at={event.recordedAt} /> },
          { term: t('source'), description: sources(event.source) },
          ...(enteredBy ? [{ term: t('enteredBy'), description: staff.alone(enteredBy) }] : []),
          { term: t('customer'), description: <Person person={person} customerUrl={customerUrl} /> },
          { term: t('language'), description: banner ? words.language(banner.language) : t('noBanner') },
          { term: t('region'), description: event.region ? words.region(event.region) : t('unknownRegion') },
          { term: t('gpc'), description: t(event.gpc ? 'gpcOn' : 'gpcOff') },
          {
            term: t('register'),
            description:
              registerVersion === null ? (
                t('noRegister')
              ) : (
                <Link url={pageOfVersion(registerVersion)}>{t('registerVersion', { number: registerVersion })}</Link>
              ),
          },
          {
            term: t('banner'),
            description: wording ? (
              t('wording', { words: wording.around.join(' · ') })
            ) : banner ? (
              <Link url={pageOfBanner(banner.hash, { language: banner.language, at: event.recordedAt })}>
                {t('rendering')} (<Code>{banner.hash}</Code>)
              </Link>
            ) : (
              t('noBanner')
            ),
          },
          {
            term: t('previous'),
            description: previous ? (
              <Link url={pageOfRecord(previous)}>
                <Code>{previous}</Code>
              </Link>
            ) : (
              t('none')
            ),
          },
          { term: t('shopifyId'), description: shopifyConsentId ? <Code>{shopifyConsentId}</Code> : t('noShopifyId') },
          { term: t('visitor'), description: <Code>{event.subject}</Code> },
          { term: t('position'), description: String(event.position) },
        ]}
      />
    </Section>
  )
}

function Person({ person, customerUrl }: { person: ConsentRecordView['person']; customerUrl: string | null }) {
  const t = useTranslations('consents')
  const { customerId, email } = person
  if (!customerId) return <>{email ?? t('record.anonymous')}</>
  return (
    <InlineStack gap="300">
      <Link url={customerUrl ?? ''} target="_blank">
        {t('record.customerLink', { id: customerId })}
      </Link>
      <Link url={requestsOfCustomer(customerId)}>{t('requestsOf')}</Link>
    </InlineStack>
  )
}

function Others({ record, names }: Omit<Props, 'customerUrl'>) {
  const t = useTranslations('consents.record')
  const { others, hasMore, event } = record
  return (
    <Card padding="0">
      <div style={{ padding: '16px 16px 8px' }}>
        <Text as="h2" variant="headingMd">
          {t('others')}
        </Text>
        {others.length === 0 && <Text as="p">{t('noOthers')}</Text>}
        {hasMore && (
          <Link url={`${CONSENTS}?${new URLSearchParams({ visitor: event.subject })}`}>{t('allOthers')}</Link>
        )}
      </div>
      {others.length > 0 && (
        <DecisionTable
          events={others}
          names={names}
          restricted={record.isRestricted ? others.map(({ subject }) => subject) : []}
        />
      )}
    </Card>
  )
}

export function MissingRecord() {
  const t = useTranslations('consents.record')
  return (
    <Page title={t('missing')} backAction={{ content: t('back'), url: CONSENTS }}>
      <Banner tone="info">{t('missingBody')}</Banner>
    </Page>
  )
}
