import type { SerializeFrom } from '@remix-run/node'
import { Badge, BlockStack, Link, List, Text } from '@shopify/polaris'
import { useFormatter, useTranslations } from 'use-intl'
import type { OrderRisk } from '../../../shopify/person-data/order-risk.ts'
import { ShortFacts } from '../../short-facts.tsx'
import { When } from '../../when.tsx'

type Shown = SerializeFrom<OrderRisk>

/** An amount as Shopify writes it (`12.50`), in the reader's language. */
export function useMoney(): (amount: string, currency: string) => string {
  const format = useFormatter()
  return (amount, currency) => format.number(Number(amount), { style: 'currency', currency })
}

const TONES = { POSITIVE: 'success', NEGATIVE: 'critical', NEUTRAL: 'info' } as const
const toneOf = (sentiment: string) => TONES[sentiment as keyof typeof TONES] ?? 'info'

/** An order with what a machine found about it, as Shopify has it now. */
export function OrderRiskFacts({ order, url }: { order: Shown; url: string }) {
  const t = useTranslations('review')
  const money = useMoney()
  // A later release of Shopify's API may bring words that Kept does not know.
  const word = (list: 'payments' | 'fulfillments' | 'reasons', code: string) => {
    const key = `${list}.${code}` as 'payments.PAID'
    return t.has(key) ? t(key) : code
  }
  const { name, createdAt, total, currency, recommendation, financialStatus, fulfillmentStatus, holds } = order
  return (
    <BlockStack gap="300">
      <ShortFacts
        facts={[
          {
            term: t('order'),
            description: (
              <Link url={url} target="_blank">
                {name}
              </Link>
            ),
          },
          { term: t('placed'), description: <When at={createdAt} /> },
          { term: t('total'), description: money(total, currency) },
          ...(recommendation
            ? [{ term: t('recommendation'), description: t(`recommendations.${recommendation as 'CANCEL'}`) }]
            : []),
          ...(financialStatus ? [{ term: t('payment'), description: word('payments', financialStatus) }] : []),
          { term: t('fulfillment'), description: word('fulfillments', fulfillmentStatus) },
          ...(order.cancelledAt ? [{ term: t('cancelled'), description: <When at={order.cancelledAt} /> }] : []),
          ...(order.cancelReason
            ? [{ term: t('cancelReason'), description: word('reasons', order.cancelReason) }]
            : []),
          {
            term: t('holds'),
            description: holds === null ? t('holdsUnseen') : holds.length > 0 ? holds.join(', ') : t('noHolds'),
          },
        ]}
      />
      <Text as="h3" variant="headingSm">
        {t('risk')}
      </Text>
      {order.assessments.length === 0 && <Text as="p">{t('noRisk')}</Text>}
      {order.assessments.map(({ level, provider, facts }) => (
        <BlockStack key={`${provider}/${level}`} gap="100">
          <Text as="p">
            {t('assessedBy', { provider: provider ?? t('shopify'), level: t(`levels.${level as 'HIGH'}`) })}
          </Text>
          <List>
            {facts.map(({ text, sentiment }) => (
              <List.Item key={text}>
                {text} <Badge tone={toneOf(sentiment)}>{t(`sentiments.${sentiment as 'NEUTRAL'}`)}</Badge>
              </List.Item>
            ))}
          </List>
        </BlockStack>
      ))}
    </BlockStack>
  )
}
