import { type LedgerEvent, receiptOf, searchEvents } from '../../../consent/index.ts'
import { readRequest } from '../../lifecycle/read-life.ts'
import { requestsOf } from '../../store.ts'
import type { HeldRow } from '../model.ts'
import { list, rowOf } from './row.ts'
import type { KeptStep } from './step.ts'

/** Decisions that are read at once. A receipt takes several queries. */
const [EVENTS_A_PAGE, RECEIPTS_A_PAGE] = [200, 10]

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
    // The access log says which page a member of staff opened, and on purpose not about whom (note 045).
    name: 'staff_access',
    tables: ['staff_access'],
    read: async () => ({
      rows: [],
      next: null,
      unread: [{ table: 'staff_access', reason: 'not_available', scope: null }],
    }),
  },
]
