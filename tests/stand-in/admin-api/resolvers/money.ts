import type { StoreCreditTransaction } from '../../shop/model/money.ts'
import {
  type Customer,
  customerWith,
  type GiftCard,
  gid,
  idOf,
  type LineItem,
  type PaymentMethod,
  type StoreCreditAccount,
  type SubscriptionContract,
} from '../../shop/model.ts'
import { connection, type PageArguments, sortedBy } from '../connection.ts'
import { count, money, type Resolvers, type WithId } from '../context.ts'
import { searchGiftCards } from '../search.ts'
import { mailing } from './addresses.ts'
import { masked } from './order-parts.ts'

type Search = PageArguments & { query?: string; sortKey?: string }
type Methods = PageArguments & { showRevoked?: boolean }

const GIFT_CARD_SORTS = {
  CREATED_AT: ({ createdAt }: GiftCard) => createdAt,
  UPDATED_AT: ({ updatedAt }: GiftCard) => updatedAt,
  BALANCE: ({ balance }: GiftCard) => balance,
} as const

const spending = { amount: ({ amount }: StoreCreditTransaction) => money(amount), origin: () => null } as const

const TRANSACTION = {
  ...spending,
  balanceAfterTransaction: ({ balanceAfter }: StoreCreditTransaction) => money(balanceAfter),
} as const

/** A method that was revoked is shown to nobody who does not ask for it. */
const shownMethods = (methods: readonly PaymentMethod[], showRevoked = false) =>
  methods.filter(({ revokedAt }) => showRevoked || !revokedAt)

/** What somebody has in the shop that is worth money, and how they pay. */
export const moneyResolvers: Resolvers = {
  QueryRoot: {
    giftCards: (_source, { query, sortKey, ...page }: Search, { state }) =>
      connection(searchGiftCards(state.shop, query), page, sortedBy(GIFT_CARD_SORTS, sortKey)),
    giftCardsCount: (_source, { query }: Search, { state }) => count(searchGiftCards(state.shop, query).length),
    giftCard: (_source, { id }: WithId, { state }) => state.shop.giftCards.find((card) => card.id === idOf(id)) ?? null,
    storeCreditAccount: (_source, { id }: WithId, { state }) =>
      state.shop.storeCredit.find((account) => account.id === idOf(id)) ?? null,
    subscriptionContract: (_source, { id }: WithId, { state }) =>
      state.shop.subscriptions.find((contract) => contract.id === idOf(id)) ?? null,
    subscriptionContracts: (_source, { sortKey, query, ...page }: Search, { state }) =>
      connection(state.shop.subscriptions, page, sortedBy({}, sortKey)),
    customerPaymentMethod: (_source, { id, showRevoked }: WithId & Methods, { state }) =>
      shownMethods(state.shop.paymentMethods, showRevoked).find((method) => id.endsWith(`/${method.id}`)) ?? null,
  },
  Customer: {
    storeCreditAccounts: ({ id }: Customer, page: PageArguments, { state }) =>
      connection(
        state.shop.storeCredit.filter(({ ownerId }) => ownerId === gid('Customer', id)),
        page,
        sortedBy({}, 'ID'),
      ),
    paymentMethods: ({ id }: Customer, { showRevoked, ...page }: Methods, { state }) =>
      connection(
        shownMethods(
          state.shop.paymentMethods.filter(({ customerId }) => customerId === id),
          showRevoked,
        ),
        page,
        (method) => [method.id, Number(method.id)],
      ),
    subscriptionContracts: ({ id }: Customer, page: PageArguments, { state }) =>
      connection(
        state.shop.subscriptions.filter(({ customerId }) => customerId === id),
        page,
        sortedBy({}, 'ID'),
      ),
    productSubscriberStatus: ({ id }: Customer, _args, { state }) =>
      state.shop.subscriptions.find(({ customerId }) => customerId === id)?.status ?? 'NEVER_SUBSCRIBED',
  },
  StoreCreditAccount: {
    id: ({ id }: StoreCreditAccount) => gid('StoreCreditAccount', id),
    balance: ({ balance }: StoreCreditAccount) => money(balance),
    owner: ({ ownerId }: StoreCreditAccount, _args, { state }) => ({
      __typename: 'Customer',
      ...customerWith(state.shop, idOf(ownerId)),
    }),
    transactions: (account: StoreCreditAccount, page: PageArguments) =>
      connection(
        account.transactions.map((each) => ({
          ...each,
          account,
          __typename: each.amount < 0 ? 'StoreCreditAccountDebitTransaction' : 'StoreCreditAccountCreditTransaction',
        })),
        page,
        sortedBy({}, 'ID'),
      ),
  },
  StoreCreditAccountCreditTransaction: {
    ...TRANSACTION,
    id: ({ id }: StoreCreditTransaction) => gid('StoreCreditAccountCreditTransaction', id),
    remainingAmount: ({ amount }: StoreCreditTransaction) => money(amount),
  },
  StoreCreditAccountDebitTransaction: {
    ...TRANSACTION,
    id: ({ id }: StoreCreditTransaction) => gid('StoreCreditAccountDebitTransaction', id),
  },
  GiftCard: {
    id: ({ id }: GiftCard) => gid('GiftCard', id),
    balance: ({ balance }: GiftCard) => money(balance),
    initialValue: ({ initialValue }: GiftCard) => money(initialValue),
    maskedCode: ({ lastCharacters }: GiftCard) => masked(lastCharacters),
    enabled: ({ deactivatedAt }: GiftCard) => deactivatedAt === null,
    isRedeemable: ({ deactivatedAt }: GiftCard) => deactivatedAt === null,
    customer: ({ customerId }: GiftCard, _args, { state }) => customerWith(state.shop, customerId) ?? null,
    order: ({ orderId }: GiftCard, _args, { state }) => state.shop.orders.find(({ id }) => id === orderId) ?? null,
    lineItem: () => null,
    templateSuffix: () => null,
    recipientAttributes: ({ recipient }: GiftCard, _args, { state }) =>
      recipient && {
        ...recipient,
        recipient: customerWith(state.shop, recipient.customerId),
        sendNotificationAt: null,
      },
  },
  CustomerPaymentMethod: {
    id: ({ id }: PaymentMethod) => gid('CustomerPaymentMethod', id),
    customer: ({ customerId }: PaymentMethod, _args, { state }) => customerWith(state.shop, customerId) ?? null,
    // Shopify shows no more of a method that was revoked.
    instrument: ({ card, paypalEmail, revokedAt }: PaymentMethod) => {
      if (revokedAt) return null
      if (!card) {
        return {
          __typename: 'CustomerPaypalBillingAgreement',
          paypalAccountEmail: paypalEmail,
          inactive: false,
          isRevocable: true,
          billingAddress: null,
        }
      }
      return {
        __typename: 'CustomerCreditCard',
        brand: card.brand.toLowerCase(),
        name: card.holder,
        expiryMonth: card.expiryMonth,
        expiryYear: card.expiryYear,
        firstDigits: null,
        lastDigits: card.lastDigits,
        maskedNumber: masked(card.lastDigits),
        virtualLastDigits: null,
        source: null,
        expiresSoon: false,
        isRevocable: true,
        billingAddress: null,
      }
    },
    subscriptionContracts: ({ id }: PaymentMethod, page: PageArguments, { state }) =>
      connection(
        state.shop.subscriptions.filter(({ paymentMethodId }) => paymentMethodId === id),
        page,
        sortedBy({}, 'ID'),
      ),
  },
  SubscriptionContract: {
    id: ({ id }: SubscriptionContract) => gid('SubscriptionContract', id),
    customer: ({ customerId }: SubscriptionContract, _args, { state }) => customerWith(state.shop, customerId) ?? null,
    customerPaymentMethod: ({ paymentMethodId }: SubscriptionContract, { showRevoked }: Methods, { state }) =>
      shownMethods(state.shop.paymentMethods, showRevoked).find(({ id }) => id === paymentMethodId) ?? null,
    originOrder: ({ originOrderId }: SubscriptionContract, _args, { state }) =>
      state.shop.orders.find(({ id }) => id === originOrderId) ?? null,
    lines: ({ lines }: SubscriptionContract, page: PageArguments) => connection(lines, page, sortedBy({}, 'ID')),
    linesCount: ({ lines }: SubscriptionContract) => count(lines.length),
    customAttributes: () => [],
    currencyCode: () => 'EUR',
    deliveryPrice: () => money(0),
    deliveryPolicy: ({ interval, intervalCount }: SubscriptionContract) => ({ interval, intervalCount, anchors: [] }),
    billingPolicy: ({ interval, intervalCount }: SubscriptionContract) => ({
      interval,
      intervalCount,
      anchors: [],
      maxCycles: null,
      minCycles: null,
    }),
    deliveryMethod: ({ address }: SubscriptionContract) =>
      address && {
        __typename: 'SubscriptionDeliveryMethodShipping',
        address: mailing(address),
        shippingOption: { code: null, description: null, presentmentTitle: null, title: null },
      },
    lastPaymentStatus: () => 'SUCCEEDED',
    lastBillingAttemptErrorType: () => null,
    revisionId: () => '1',
  },
  SubscriptionLine: {
    id: ({ id }: LineItem) => gid('SubscriptionLine', id),
    currentPrice: ({ price }: LineItem) => money(price),
    lineDiscountedPrice: ({ price, quantity }: LineItem) => money(price * quantity),
    productId: () => null,
    variantId: () => null,
    sellingPlanId: () => null,
    sellingPlanName: () => null,
    requiresShipping: () => true,
    taxable: () => true,
  },
}
