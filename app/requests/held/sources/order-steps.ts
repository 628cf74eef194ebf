import {
  FIRST_OF_LIST,
  type FulfillmentNode,
  MOST_OF,
  type OrderNode,
  readOrderLines,
  readOrderLists,
  readOrderMetafields,
  readOrderPlaces,
  readOrderRefunds,
  readOrders,
  readOrderVisits,
} from '../../../shopify/person-data/orders.ts'
import { readCheckoutLines, readCheckouts, readDraftLines, readDrafts } from '../../../shopify/person-data/sales.ts'
import type { ShopClient } from '../../../shopify/shop-client.ts'
import type { HeldRow, HeldTable, Unread } from '../model.ts'
import { metafieldRow } from './customer-rows.ts'
import {
  checkoutRow,
  draftRow,
  fulfillmentRow,
  lineRow,
  orderRow,
  refundRow,
  saleLineRow,
  transactionRow,
  visitRow,
} from './order-rows.ts'
import {
  further,
  moreThanRead,
  type NestedCursor,
  notApproved,
  readNested,
  type ShopifyStep,
  writtenNested,
} from './step.ts'

const READ_LOCATIONS = 'read_locations'
/** Without it Shopify shows the orders of the last 60 days, and does not say that there are others. */
const READ_ALL_ORDERS = 'read_all_orders'

type OrderPart = 'lines' | 'visits' | 'metafields' | 'refunds' | 'lists'

/** A further page of a list within an order, as rows. */
const ORDER_PARTS: Record<
  OrderPart,
  (
    client: ShopClient,
    id: string,
    after: string | null,
  ) => Promise<{ rows: HeldRow[]; next: string | null; denied: string[]; more?: Unread[] }>
> = {
  async lines(client, id, after) {
    const { nodes, ...page } = await readOrderLines(client, id, after)
    return { ...page, rows: nodes.map((node) => lineRow(node, id)) }
  },
  async visits(client, id, after) {
    const { nodes, ...page } = await readOrderVisits(client, id, after)
    return { ...page, rows: nodes.flatMap((node) => visitRow(node, id)) }
  },
  async metafields(client, id, after) {
    const { nodes, ...page } = await readOrderMetafields(client, id, after)
    return { ...page, rows: nodes.map((node) => metafieldRow('order_metafields', node, id)) }
  },
  async refunds(client, id) {
    const { refunds, denied } = await readOrderRefunds(client, id)
    const isMore = refunds.length >= MOST_OF.refunds || refunds.some((one) => one.refundLineItems?.pageInfo.hasNextPage)
    const rows = refunds.map((node) => refundRow(node, id))
    return { rows, next: null, denied, more: moreThanRead('order_refunds', isMore) }
  },
  // Shopify gives these without pages: what the first answer had is left out.
  async lists(client, id) {
    const { order, denied } = await readOrderLists(client, id)
    const { transactions = [], fulfillments = [] } = order ?? {}
    const more = [
      ...moreThanRead('order_transactions', transactions.length >= MOST_OF.lists),
      ...moreThanRead('order_fulfillments', fulfillments.length >= MOST_OF.lists || hasMoreTracking(fulfillments)),
    ]
    return { rows: listRows(order, id, FIRST_OF_LIST), next: null, denied, more }
  },
}

type OrderLists = Pick<OrderNode, 'transactions' | 'fulfillments'>

const hasMoreTracking = (parcels: readonly FulfillmentNode[] | undefined): boolean =>
  (parcels ?? []).some(({ trackingInfo }) => (trackingInfo?.length ?? 0) >= MOST_OF.tracking)

const listRows = (order: OrderLists | null, id: string, from: number): HeldRow[] => [
  ...(order?.transactions ?? []).slice(from).map((node) => transactionRow(node, id)),
  ...(order?.fulfillments ?? []).slice(from).map((node) => fulfillmentRow(node, id)),
]

const rowsOf = (node: OrderNode, place: string | null): HeldRow[] => [
  orderRow(node, place),
  ...(node.lineItems?.nodes ?? []).map((line) => lineRow(line, node.id)),
  ...listRows(node, node.id, 0),
  ...(node.customerJourneySummary?.moments?.nodes ?? []).flatMap((moment) => visitRow(moment, node.id)),
  ...(node.metafields?.nodes ?? []).map((metafield) => metafieldRow('order_metafields', metafield, node.id)),
]

function longerIn({ id, ...order }: OrderNode): NestedCursor<OrderPart>['todo'] {
  const lists = [order.transactions, order.fulfillments]
  return [
    ...further('lines', id, order.lineItems),
    ...further('visits', id, order.customerJourneySummary?.moments),
    ...further('metafields', id, order.metafields),
    ...((order.refunds?.length ?? 0) > 0 ? [{ kind: 'refunds' as const, id, after: null }] : []),
    ...(lists.some((list) => (list?.length ?? 0) >= FIRST_OF_LIST)
      ? [{ kind: 'lists' as const, id, after: null }]
      : []),
  ]
}

const hasMoreOfItsOwn = ({ discountApplications, localizedFields }: OrderNode): boolean =>
  [discountApplications, localizedFields].some((list) => list?.pageInfo.hasNextPage)

const orders: ShopifyStep = {
  name: 'orders',
  tables: [
    'orders',
    'order_lines',
    'order_transactions',
    'order_refunds',
    'order_fulfillments',
    'order_visits',
    'order_metafields',
  ],
  scopes: ['read_orders'],
  async read({ client, customer, scopes, readSoFar }, written) {
    const cursor = readNested<OrderPart>(written)
    const [open, ...todo] = cursor.todo
    if (open) {
      const { rows, next, denied, more = [] } = await ORDER_PARTS[open.kind](client, open.id, open.after)
      const rest = next === null ? todo : [{ ...open, after: next }, ...todo]
      return {
        rows,
        next: writtenNested({ ...cursor, todo: rest }),
        unread: [...notApproved('orders', denied), ...more],
      }
    }
    const { nodes, next, denied } = await readOrders(client, customer.id, cursor.after)
    const maySeePlaces = scopes.covers(READ_LOCATIONS)
    const places =
      maySeePlaces && nodes.length > 0
        ? await readOrderPlaces(
            client,
            nodes.map(({ id }) => id),
          )
        : new Map<string, string>()
    return {
      rows: nodes.flatMap((node) => rowsOf(node, places.get(node.id) ?? null)),
      next: writtenNested({ after: next, isLast: next === null, todo: nodes.flatMap(longerIn) }),
      unread: [
        ...notApproved('orders', denied),
        ...moreThanRead('orders', nodes.some(hasMoreOfItsOwn)),
        ...moreThanRead(
          'order_fulfillments',
          nodes.some(({ fulfillments }) => hasMoreTracking(fulfillments)),
        ),
        ...(maySeePlaces || nodes.length === 0
          ? []
          : [{ table: 'orders', reason: 'scope_missing', scope: READ_LOCATIONS } as const]),
        ...(next === null &&
        !scopes.covers(READ_ALL_ORDERS) &&
        readSoFar('orders') + nodes.length < customer.numberOfOrders
          ? [{ table: 'orders', reason: 'older_orders', scope: READ_ALL_ORDERS } as const]
          : []),
      ],
    }
  },
}

/** A sale and its lines, page by page. */
async function readSales<Node extends { id: string; lineItems: Lines<Line> }, Line>(
  written: string | null,
  table: HeldTable,
  source: {
    page(after: string | null): Promise<{ nodes: Node[]; next: string | null; denied: string[] }>
    lines(id: string, after: string | null): Promise<{ nodes: Line[]; next: string | null; denied: string[] }>
    row(node: Node): HeldRow
    lineRow(line: Line, parent: string): HeldRow
  },
) {
  const cursor = readNested<'lines'>(written)
  const [open, ...todo] = cursor.todo
  if (open) {
    const { nodes, next, denied } = await source.lines(open.id, open.after)
    const rest = next === null ? todo : [{ ...open, after: next }, ...todo]
    const rows = nodes.map((line) => source.lineRow(line, open.id))
    return { rows, next: writtenNested({ ...cursor, todo: rest }), unread: notApproved(table, denied) }
  }
  const { nodes, next, denied } = await source.page(cursor.after)
  return {
    rows: nodes.flatMap((node) => [
      source.row(node),
      ...(node.lineItems?.nodes ?? []).map((line) => source.lineRow(line, node.id)),
    ]),
    next: writtenNested({
      after: next,
      isLast: next === null,
      todo: nodes.flatMap(({ id, lineItems }) => further('lines', id, lineItems)),
    }),
    unread: notApproved(table, denied),
  }
}

interface Lines<Line> {
  nodes: Line[]
  pageInfo: { hasNextPage: boolean; endCursor?: string | null }
}

const drafts: ShopifyStep = {
  name: 'drafts',
  tables: ['draft_orders', 'draft_order_lines'],
  scopes: ['read_draft_orders'],
  read: ({ client, customer }, cursor) =>
    readSales(cursor, 'draft_orders', {
      page: (after) => readDrafts(client, customer.id, after),
      lines: (id, after) => readDraftLines(client, id, after),
      row: draftRow,
      lineRow: (line, parent) => saleLineRow('draft_order_lines', line, parent),
    }),
}

const checkouts: ShopifyStep = {
  name: 'checkouts',
  tables: ['abandoned_checkouts', 'abandoned_checkout_lines'],
  scopes: ['read_orders'],
  async read({ client, customer: { id: customerId, search } }, cursor) {
    if (search === null) {
      return { rows: [], next: null, unread: [{ table: 'abandoned_checkouts', reason: 'not_available', scope: null }] }
    }
    return readSales(cursor, 'abandoned_checkouts', {
      page: (after) => readCheckouts(client, { customerId, search }, after),
      lines: (id, after) => readCheckoutLines(client, id, after),
      row: checkoutRow,
      lineRow: (line, parent) => saleLineRow('abandoned_checkout_lines', line, parent),
    })
  },
}

/** What a customer bought, and began to buy. */
export const ORDER_STEPS: readonly ShopifyStep[] = [orders, drafts, checkouts]
