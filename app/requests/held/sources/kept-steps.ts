import { type LedgerEvent, receiptOf, searchEvents } from '../../../consent/index.ts'
import { type AccessLogRow, accessesAbout, lastUnknowingAccess } from '../../../platform/access-log.ts'
import type { StaffNames } from '../../../shopify/staff-names/model.ts'
import { staffNames } from '../../../shopify/staff-names/store.ts'
import { readRequest } from '../../lifecycle/read-life.ts'
import { personStatements } from '../../statements/store.ts'
import { requestsOf } from '../../store.ts'
import type { HeldRow } from '../model.ts'
import { list, rowOf } from './row.ts'
import type { KeptStep } from './step.ts'

/** Decisions that are read at once. A receipt takes several queries. */
const [EVENTS_A_PAGE, RECEIPTS_A_PAGE, ACCESSES_A_PAGE] = [200, 10, 200]

/** The kind of each page that shows somebody's data: its address is of no use to the person. */
const PAGES: Readonly<Record<string, string>> = {
  '/app/requests': 'request_list',
  '/app/requests/assign': 'request_list',
  '/app/requests/new': 'request_filed',
  '/app/requests/:id': 'request',
  '/app/requests/:id/answer': 'request_answer',
  '/app/requests/:id/held': 'request_data',
  '/app/requests/:id/identity': 'request_identity',
  '/app/requests/:id/rectification': 'request',
  '/app/requests/:id/mails': 'request_mail',
  '/app/requests/:id/original': 'request_original',
  '/app/consents': 'consent_list',
  '/app/consents/:id': 'consent',
  '/app/consents/:id/receipt': 'receipt',
  '/app/consents/export': 'consent_file',
  '/app/activity/:id': 'shopify_message',
  '/app/activity/withdrawals': 'withdrawal_list',
}

/** Session tokens name a member of the shop's staff, and say nothing of their position there. */
const accessRow = ({ id, at, method, route, staffId }: AccessLogRow, names: StaffNames): HeldRow =>
  rowOf(
    'staff_access',
    { id },
    {
      at: at.toISOString(),
      page: PAGES[route] ?? route,
      action: method === 'GET' ? 'viewed' : 'acted',
      role: 'shop_staff',
      staff: names[staffId] ?? staffId,
    },
  )

const consentRow = ({ id, choices, ...event }: LedgerEvent): HeldRow => {
  const chosen = (granted: boolean) => list(Object.keys(choices).filter((purpose) => choices[purpose] === granted))
  const banner = event.banner?.language ?? null
  return rowOf('consents', { id }, { ...event, granted: chosen(true), refused: chosen(false), language: banner })
}

/** What Kept itself holds about somebody. */
export const KEPT_STEPS: readonly KeptStep[] = [
  {
    name: 'consents',
    tables: ['consents'],
    async read(tx, subjects, cursor) {
      const before = cursor === null ? null : Number(cursor)
      const { events, next } = await searchEvents(tx, { subjects }, { size: EVENTS_A_PAGE, before })
      return { rows: events.map(consentRow), next: next === null ? null : String(next), unread: [] }
    },
  },
  {
    name: 'receipts',
    tables: ['receipts'],
    async read(tx, subjects, cursor) {
      const before = cursor === null ? null : Number(cursor)
      const { events, next } = await searchEvents(tx, { subjects }, { size: RECEIPTS_A_PAGE, before })
      const rows: HeldRow[] = []
      for (const { id, position } of events) {
        const receipt = await receiptOf(tx, id)
        const seal = receipt?.proof.state === 'sealed' ? receipt.proof.seal : null
        const signature = receipt?.signature ?? null
        rows.push(
          rowOf('receipts', { id, parent: id }, { position, seal: seal?.number, sealedAt: seal?.sealedAt, signature }),
        )
      }
      return { rows, next: next === null ? null : String(next), unread: [] }
    },
  },
  {
    name: 'requests',
    tables: ['requests'],
    async read(tx, subjects) {
      const rows: HeldRow[] = []
      for (const { id } of await requestsOf(tx, subjects)) {
        const found = await readRequest(tx, id)
        if (!found) continue
        const { row, life, details } = found
        rows.push(
          rowOf(
            'requests',
            { id },
            {
              kind: row.kind,
              channel: row.channel,
              receivedAt: row.receivedAt.toISOString(),
              state: life.state,
              dueOn: row.dueOn,
              closedAt: life.closedAt?.toISOString() ?? null,
              text: details?.text,
              orders: list(details?.orders),
            },
          ),
        )
      }
      return { rows, next: null, unread: [] }
    },
  },
  {
    name: 'statements',
    tables: ['statements'],
    async read(tx, subjects) {
      const rows = (await personStatements(tx, subjects)).map(({ id, about, text, addedAt, requestId }) =>
        rowOf('statements', { id, parent: requestId }, { about, text, addedAt: addedAt.toISOString() }),
      )
      return { rows, next: null, unread: [] }
    },
  },
  {
    name: 'staff_access',
    tables: ['staff_access'],
    async read(tx, subjects, cursor) {
      const { accesses, next } = await accessesAbout(tx, subjects, { size: ACCESSES_A_PAGE, before: cursor })
      const names = await staffNames(tx)
      const known = cursor === null ? await lastUnknowingAccess(tx) : null
      return {
        rows: accesses.map((access) => accessRow(access, names)),
        next,
        unread: known
          ? [{ table: 'staff_access', reason: 'not_known_before', scope: null, since: known.toISOString() }]
          : [],
      }
    },
  },
]
