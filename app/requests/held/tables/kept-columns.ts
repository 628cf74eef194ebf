import type { HeldTable } from '../model.ts'
import type { Fields } from './fields.ts'
import { partsOf } from './of.ts'

/**
 * What Kept itself holds about somebody. The law makes the shop hold it (GDPR Art. 5(2), 7(1)), so that it needs no data
 * category of its own: it is always declared (decision 45).
 */
export const KEPT = 'Kept'

export const KEPT_COLUMNS = {
  consents: partsOf(`${KEPT}.consents`, [
    ...(['recordedAt', 'source', 'granted', 'refused', 'language', 'region', 'gpc', 'registerVersion'] as const),
  ]),
  receipts: partsOf(`${KEPT}.receipts`, ['position', 'seal', 'sealedAt', 'signature']),
  requests: partsOf(`${KEPT}.requests`, [
    ...(['kind', 'channel', 'receivedAt', 'state', 'dueOn', 'closedAt', 'text', 'orders'] as const),
  ]),
  statements: partsOf(`${KEPT}.statements`, ['about', 'text', 'addedAt']),
  staff_access: partsOf(`${KEPT}.staff_access`, ['at', 'page', 'action', 'role', 'staff']),
} as const satisfies Partial<Record<HeldTable, Record<string, Fields>>>
