import type { AddressNode, CustomerNode, EventNode, MetafieldNode } from '../../../shopify/person-data/customer.ts'
import type { HeldRow } from '../model.ts'
import { addressValues, list, money, rowOf } from './row.ts'

/** What one answer says of a customer: the person, how Shopify rates them, and what they agreed to. */
export const customerRows = (node: CustomerNode): HeldRow[] => [
  rowOf(
    'customer',
    { id: node.id },
    {
      ...node,
      email: node.defaultEmailAddress?.emailAddress,
      phone: node.defaultPhoneNumber?.phoneNumber,
      tags: list(node.tags),
      taxExemptions: list(node.taxExemptions),
      numberOfOrders: Number(node.numberOfOrders),
      amountSpent: money(node.amountSpent),
      identityProviderSubjects: list(
        node.identityProviderSubjects?.map(({ providerName, subject }) => list([providerName, subject], ': ')),
      ),
      image: node.image?.url,
    },
  ),
  ...consentRows(node),
  ...(node.statistics?.predictedSpendTier || node.statistics?.rfmGroup
    ? [rowOf('profiles', { id: node.id, parent: node.id }, node.statistics)]
    : []),
]

function consentRows({ id, defaultEmailAddress: email, defaultPhoneNumber: phone }: CustomerNode): HeldRow[] {
  const rows: HeldRow[] = []
  if (email) {
    rows.push(
      rowOf(
        'marketing_consents',
        { id: `${id}/email`, parent: id },
        {
          channel: 'email',
          address: email.emailAddress,
          state: email.marketingState,
          optInLevel: email.marketingOptInLevel,
          updatedAt: email.marketingUpdatedAt,
          collectedFrom: null,
          openTracking: email.openTrackingLevel,
        },
      ),
    )
  }
  if (phone) {
    const { whatsAppMarketingConsent: whatsapp } = phone
    const common = { address: phone.phoneNumber, openTracking: null }
    rows.push(
      rowOf(
        'marketing_consents',
        { id: `${id}/sms`, parent: id },
        {
          ...common,
          channel: 'sms',
          state: phone.marketingState,
          optInLevel: phone.marketingOptInLevel,
          updatedAt: phone.marketingUpdatedAt,
          collectedFrom: phone.marketingCollectedFrom,
        },
      ),
    )
    if (whatsapp) {
      rows.push(
        rowOf(
          'marketing_consents',
          { id: `${id}/whatsapp`, parent: id },
          { ...common, channel: 'whatsapp', ...whatsapp },
        ),
      )
    }
  }
  return rows
}

/** An address that was never saved has no id of its own. */
export const addressRow = (node: AddressNode, defaultId: string | null): HeldRow =>
  rowOf('addresses', { id: node.id }, { isDefault: node.id === defaultId, ...addressValues('address', node) })

export const metafieldRow = (
  table: 'customer_metafields' | 'order_metafields',
  { id, namespace, key, type, value }: Pick<MetafieldNode, 'id' | 'namespace' | 'key' | 'type' | 'value'>,
  parent: string,
): HeldRow => rowOf(table, { id, parent }, { namespace, key, type, value })

export const eventRow = (node: EventNode): HeldRow =>
  rowOf(
    'customer_events',
    { id: node.id },
    {
      createdAt: node.createdAt,
      action: node.action,
      message: node.message,
      comment: node.__typename === 'CommentEvent' ? node.rawMessage : null,
      author: node.__typename === 'BasicEvent' ? node.author : null,
      app: node.appTitle,
    },
  )
