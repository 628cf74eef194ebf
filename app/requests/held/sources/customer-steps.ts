import { type RoleNode, readContacts, readRoles } from '../../../shopify/person-data/companies.ts'
import { readAddresses, readCustomerEvents, readMetafields } from '../../../shopify/person-data/customer.ts'
import {
  readCreditTransactions,
  readGiftCards,
  readPaymentMethods,
  readStoreCredit,
  readSubscriptions,
} from '../../../shopify/person-data/payments.ts'
import type { Unread } from '../model.ts'
import { companyRow, contactRow, locationRow } from './company-rows.ts'
import { addressRow, eventRow, metafieldRow } from './customer-rows.ts'
import {
  creditAccountRow,
  creditTransactionRow,
  giftCardRow,
  paymentMethodRow,
  subscriptionRow,
} from './payment-rows.ts'
import { further, moreThanRead, notApproved, readNested, type ShopifyStep, writtenNested } from './step.ts'

const READ_CUSTOMERS = ['read_customers'] as const

/** What hangs on a customer besides their orders. */
export const CUSTOMER_STEPS: readonly ShopifyStep[] = [
  {
    name: 'addresses',
    tables: ['addresses'],
    scopes: READ_CUSTOMERS,
    async read({ client, customer }, cursor) {
      const { nodes, next, denied, defaultId } = await readAddresses(client, customer.id, cursor)
      const rows = nodes.map((node) => addressRow(node, defaultId))
      return { rows, next, unread: notApproved('addresses', denied) }
    },
  },
  {
    name: 'metafields',
    tables: ['customer_metafields'],
    scopes: READ_CUSTOMERS,
    async read({ client, customer }, cursor) {
      const { nodes, next, denied } = await readMetafields(client, customer.id, cursor)
      const rows = nodes.map((node) => metafieldRow('customer_metafields', node, customer.gid))
      return { rows, next, unread: notApproved('customer_metafields', denied) }
    },
  },
  {
    name: 'events',
    tables: ['customer_events'],
    scopes: READ_CUSTOMERS,
    async read({ client, customer }, cursor) {
      const { nodes, next, denied } = await readCustomerEvents(client, customer.id, cursor)
      return { rows: nodes.map(eventRow), next, unread: notApproved('customer_events', denied) }
    },
  },
  {
    name: 'payment_methods',
    tables: ['payment_methods'],
    scopes: ['read_customer_payment_methods'],
    async read({ client, customer }, cursor) {
      const { nodes, next, denied } = await readPaymentMethods(client, customer.id, cursor)
      return { rows: nodes.map(paymentMethodRow), next, unread: notApproved('payment_methods', denied) }
    },
  },
  {
    name: 'store_credit',
    tables: ['store_credit'],
    scopes: ['read_store_credit_accounts', 'read_store_credit_account_transactions'],
    async read({ client, customer }, written) {
      const cursor = readNested<'transactions'>(written)
      const [open, ...todo] = cursor.todo
      if (open) {
        const { nodes, next, denied } = await readCreditTransactions(client, open.id, open.after)
        const rows = nodes.map((node) => creditTransactionRow(node, open.id))
        const rest = next === null ? todo : [{ ...open, after: next }, ...todo]
        return { rows, next: writtenNested({ ...cursor, todo: rest }), unread: notApproved('store_credit', denied) }
      }
      const { nodes, next, denied } = await readStoreCredit(client, customer.id, cursor.after)
      const rows = nodes.flatMap((node) => [
        creditAccountRow(node),
        ...node.transactions.nodes.map((one) => creditTransactionRow(one, node.id)),
      ])
      const longer = nodes.flatMap((node) => further('transactions', node.id, node.transactions))
      return {
        rows,
        next: writtenNested({ after: next, isLast: next === null, todo: longer }),
        unread: notApproved('store_credit', denied),
      }
    },
  },
  {
    name: 'gift_cards',
    tables: ['gift_cards'],
    scopes: ['read_gift_cards'],
    async read({ client, customer }, cursor) {
      const { nodes, next, denied } = await readGiftCards(client, customer.id, cursor)
      const rows = nodes.flatMap((node) => giftCardRow(node, customer.gid) ?? [])
      return { rows, next, unread: notApproved('gift_cards', denied) }
    },
  },
  {
    name: 'subscriptions',
    tables: ['subscriptions'],
    scopes: ['read_own_subscription_contracts'],
    async read({ client, customer }, cursor) {
      const { nodes, next, denied } = await readSubscriptions(client, customer.id, cursor)
      const isMore = nodes.some(({ lines }) => lines?.pageInfo.hasNextPage)
      const unread = [...notApproved('subscriptions', denied), ...moreThanRead('subscriptions', isMore)]
      return { rows: nodes.map(subscriptionRow), next, unread }
    },
  },
  {
    name: 'companies',
    tables: ['company_contacts', 'companies', 'company_locations'],
    scopes: ['read_companies'],
    async read({ client, customer }) {
      const { contacts, denied } = await readContacts(client, customer.id)
      const withheld = [...denied]
      const rows = []
      const unread: Unread[] = []
      for (const contact of contacts) {
        const roles: RoleNode[] = []
        let after: string | null = null
        do {
          const page = await readRoles(client, contact.id, after)
          roles.push(...page.nodes)
          withheld.push(...page.denied)
          after = page.next
        } while (after !== null)
        // Somebody may have several roles at one place.
        const places = new Map(roles.map((role) => [role.companyLocation.id, role]))
        unread.push(
          ...moreThanRead('companies', contact.company.metafields?.pageInfo.hasNextPage === true),
          ...moreThanRead(
            'company_locations',
            roles.some(({ companyLocation }) => companyLocation.metafields?.pageInfo.hasNextPage),
          ),
        )
        rows.push(contactRow(contact, customer.gid, roles), companyRow(contact))
        rows.push(...[...places.values()].map((role) => locationRow(role, contact.company.id)))
      }
      return { rows, next: null, unread: [...notApproved('company_contacts', withheld), ...unread] }
    },
  },
]
