import type { SerializeFrom } from '@remix-run/node'
import { Badge, Button, InlineStack, Link, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { RequestDetail } from '../../../requests/index.ts'
import type { CustomerHeader } from '../../../shopify/customers.ts'
import { CONSENTS } from '../../links/consents.ts'
import { originalOf, requestsOfCustomer } from '../../links/requests.ts'
import { RestrictedBadge } from '../../restricted-badge.tsx'
import { SectionCard } from '../../section-card.tsx'
import { type ShortFact, ShortFacts } from '../../short-facts.tsx'
import { useStaffName } from '../../staff-names.tsx'
import { useDownload } from '../../use-download.ts'
import { When } from '../../when.tsx'

/** Who asks, where Shopify knows them. */
export interface AskingCustomer {
  id: string
  /** Their page in Shopify's admin. */
  url: string
  /** Null when Shopify has no such customer any more. */
  header: CustomerHeader | 'no_answer' | null
}

interface Props {
  detail: SerializeFrom<RequestDetail>
  customer: AskingCustomer | null
}

/** Who asks, as Shopify and Kept know them, and what they wrote. */
export function PersonCard({ detail, customer }: Props) {
  const t = useTranslations('request')
  const download = useDownload()
  const staff = useStaffName()
  const { row, person, details, life, hasOriginal } = detail
  const method = life.isIdentified ? methodOf(detail) : null
  const facts: ShortFact[] = [
    ...(customer ? [{ term: t('identifiers.customer_id'), description: <Customer customer={customer} /> }] : []),
    ...person
      .filter(({ kind }) => kind !== 'customer_id')
      .map(({ kind, value }) => ({ term: t(`identifiers.${kind}`), description: value })),
    ...(method ? [{ term: t('identity'), description: t(`choices.${method}`) }] : []),
    { term: t('asker'), description: `${t(`askers.${row.asker}`)} (${t(`audiences.${row.audience}`)})` },
    { term: t('receivedAt'), description: <When at={row.receivedAt} /> },
    { term: t('assignee'), description: life.assignee ? staff.alone(life.assignee) : t('nobodyYet') },
    ...(details?.orders.length ? [{ term: t('orders'), description: details.orders.join(', '), isLong: true }] : []),
  ]
  return (
    <SectionCard
      title={t('person')}
      badge={
        <InlineStack gap="100">
          <Badge tone={life.isIdentified ? 'success' : 'attention'}>
            {t(life.isIdentified ? 'identified' : 'unidentified')}
          </Badge>
          <RestrictedBadge isRestricted={detail.isRestricted} />
        </InlineStack>
      }
    >
      {person.length === 0 && <Text as="p">{t('nobody')}</Text>}
      <ShortFacts facts={facts} />
      {hasOriginal && (
        <div>
          <Button onClick={() => void download(originalOf(row.id))}>{t('original')}</Button>
        </div>
      )}
      {details?.text && (
        <blockquote style={{ margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{details.text}</blockquote>
      )}
    </SectionCard>
  )
}

/** How they were known last. */
function methodOf({ events }: Props['detail']) {
  const confirmed = events.findLast(({ move }) => move === 'confirm_identity')
  return confirmed && 'method' in confirmed.facts ? confirmed.facts.method : null
}

function Customer({ customer: { id, url, header } }: { customer: AskingCustomer }) {
  const t = useTranslations('request.customer')
  return (
    <>
      <Link url={url} target="_blank">
        {header && header !== 'no_answer' ? header.name : id}
      </Link>
      <Text as="p" tone="subdued">
        {header === null
          ? t('gone')
          : header === 'no_answer'
            ? t('noAnswer')
            : t.rich('since', { orders: header.orders, when: () => <When at={header.since} /> })}
      </Text>
      <Link url={`${CONSENTS}?${new URLSearchParams({ customer: id })}`}>{t('consents')}</Link>
      {' · '}
      <Link url={requestsOfCustomer(id)}>{t('requests')}</Link>
    </>
  )
}
