import { changeCustomer } from '../../shop/customers.ts'
import { cents } from '../../shop/model/orders.ts'
import { customerWith, idOf } from '../../shop/model.ts'
import type { ShopState } from '../../shop/state.ts'
import { type Resolvers, userError, type WithId } from '../context.ts'

interface Debit {
  id: string
  debitInput: { debitAmount: { amount: string; currencyCode: string } }
}

type Tagged = WithId & { tags: string[] }

/** The tags of a customer, an order or a draft; what has none is not found. */
function retag(state: ShopState, id: string, change: (tags: string[]) => string[]) {
  const type = id.split('/')[3] ?? ''
  const missing = { node: null, userErrors: [userError(['id'], 'Resource does not exist')] }
  if (type === 'Customer') {
    const customer = customerWith(state.shop, idOf(id))
    if (!customer) return missing
    changeCustomer(state, customer, { tags: change(customer.tags) })
    return { node: { __typename: type, ...customer }, userErrors: [] }
  }
  const lists = { Order: state.shop.orders, DraftOrder: state.shop.draftOrders }
  const found = type in lists && lists[type as keyof typeof lists].find((one) => one.id === idOf(id))
  if (!found) return missing
  found.tags = change(found.tags)
  state.changed()
  return { node: { __typename: type, ...found }, userErrors: [] }
}

/** What an app ends or takes back: contracts, credit, cards, tags. */
export const moneyWriteResolvers: Resolvers = {
  Mutation: {
    subscriptionContractCancel: (
      _source,
      { subscriptionContractId: id }: { subscriptionContractId: string },
      { state },
    ) => {
      const contract = state.shop.subscriptions.find((one) => one.id === idOf(id))
      const refused = (message: string, code: string) => ({
        contract: null,
        userErrors: [userError(['subscriptionContractId'], message, code)],
      })
      if (!contract) return refused('Subscription contract does not exist', 'INVALID')
      if (contract.status === 'CANCELLED') return refused('Contract has been terminated', 'CONTRACT_TERMINATED')
      Object.assign(contract, { status: 'CANCELLED', nextBillingDate: null, updatedAt: state.now().toISOString() })
      state.changed()
      return { contract, userErrors: [] }
    },
    giftCardDeactivate: (_source, { id }: WithId, { state }) => {
      const giftCard = state.shop.giftCards.find((one) => one.id === idOf(id))
      if (!giftCard) return { giftCard: null, userErrors: [userError(['id'], 'Gift card does not exist')] }
      giftCard.deactivatedAt ??= state.now().toISOString()
      state.changed()
      return { giftCard, userErrors: [] }
    },
    storeCreditAccountDebit: (_source, { id, debitInput }: Debit, { state }) => {
      const refused = (message: string, code: string) => ({
        storeCreditAccountTransaction: null,
        userErrors: [userError(['debitInput', 'debitAmount'], message, code)],
      })
      const account = state.shop.storeCredit.find((one) => one.id === idOf(id))
      const amount = Number(debitInput.debitAmount.amount)
      if (!account) return refused('Store credit account does not exist', 'ACCOUNT_NOT_FOUND')
      if (debitInput.debitAmount.currencyCode !== 'EUR')
        return refused('Currency does not match', 'MISMATCHING_CURRENCY')
      if (!(amount > 0)) return refused('Amount must be positive', 'NEGATIVE_OR_ZERO_AMOUNT')
      if (amount > account.balance) return refused('Insufficient funds', 'INSUFFICIENT_FUNDS')
      account.balance = cents(account.balance - amount)
      const transaction = {
        id: state.nextId(),
        amount: -amount,
        balanceAfter: account.balance,
        event: 'ADJUSTMENT' as const,
        createdAt: state.now().toISOString(),
        expiresAt: null,
      }
      account.transactions.push(transaction)
      state.changed()
      return { storeCreditAccountTransaction: { ...transaction, account }, userErrors: [] }
    },
    tagsAdd: (_source, { id, tags }: Tagged, { state }) =>
      retag(state, id, (before) => [...new Set([...before, ...tags])]),
    tagsRemove: (_source, { id, tags }: Tagged, { state }) =>
      retag(state, id, (before) => before.filter((tag) => !tags.includes(tag))),
  },
}
