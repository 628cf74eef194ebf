import '@shopify/ui-extensions/preact'
import { render } from 'preact'
import { useAnswer } from '../../account/use-answer.ts'
import { wordsOf } from '../../account/words.ts'
import { type CustomerPrivacy, customerPrivacy, numberOf } from '../../admin/api.ts'
import { AskAgain } from '../../admin/ask-again.tsx'
import { Restricted } from '../../admin/privacy.tsx'

export default async () => {
  render(<OrderPrivacyBlock />, document.body)
}

interface Order {
  order: { createdAt: string; customer: { id: string } | null } | null
}

const ORDER = 'query Order($id: ID!) { order(id: $id) { createdAt customer { id } } }'

/** Null for an order of nobody whom Shopify knows. */
async function privacyOfOrder(id: string, language: string): Promise<CustomerPrivacy | 'not_allowed' | null> {
  const { data, errors } = await shopify.query<Order>(ORDER, { variables: { id } })
  if (errors?.length) return 'not_allowed'
  const customer = numberOf(data?.order?.customer?.id)
  if (!data?.order || customer === '') return null
  return customerPrivacy({ customer, language }, data.order.createdAt.slice(0, 10))
}

/** On an order's page: whether its customer's data may only be stored, and why and how long the order is kept. */
function OrderPrivacyBlock() {
  const words = wordsOf(shopify.i18n)
  const { t, day } = words
  const { answer, again } = useAnswer(() => privacyOfOrder(shopify.data.selected[0]?.id ?? '', t('language')))
  if (answer.state !== 'ready')
    return (
      <s-admin-block heading={t('name')}>
        {answer.state === 'asked' ? (
          <s-spinner accessibilityLabel={t('loading')} />
        ) : (
          <AskAgain words={words} again={again} />
        )}
      </s-admin-block>
    )
  if (answer.value === 'not_allowed')
    return (
      <s-admin-block heading={t('name')}>
        <s-stack gap="small">
          <s-text color="subdued">{t('not_allowed')}</s-text>
          <s-link href="app:app/requests/access">{t('allow')}</s-link>
        </s-stack>
      </s-admin-block>
    )
  const { restriction = null, holds = [] } = answer.value ?? {}
  return (
    <s-admin-block heading={t('name')}>
      <s-stack gap="base">
        {restriction && <Restricted since={restriction.since} words={words} />}
        {holds.map(({ keeps, law, until }) => (
          <s-stack key={`${keeps} ${law}`} gap="none">
            <s-badge tone="warning">{until ? t('kept_until', { day: day(until) }) : t('kept')}</s-badge>
            <s-text>{`${keeps} (${law})`}</s-text>
          </s-stack>
        ))}
        {!restriction && holds.length === 0 && <s-text color="subdued">{t('no_limits')}</s-text>}
      </s-stack>
    </s-admin-block>
  )
}
