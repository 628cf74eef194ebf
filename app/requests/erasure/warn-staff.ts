import type { ShopTransaction } from '../../platform/db.ts'
import { lastTimeZone } from '../../shopify/installation.ts'
import { dayIn } from '../clock/model.ts'
import { tellStaff } from '../notices/tell-staff.ts'
import { readRequestSettings } from '../settings/store.ts'
import type { ErasureRow } from './store.ts'

/** Writes to everybody whom the settings name, once for each time that it happened. The mail says nothing of the person. */
export async function warnStaff(
  tx: ShopTransaction,
  row: Pick<ErasureRow, 'id' | 'requestId' | 'erasedBy' | 'createdAt'>,
  template: 'staff_erasure_late' | 'staff_returned',
  at: Date,
): Promise<void> {
  const day = row.erasedBy ?? dayIn(await lastTimeZone(tx), row.createdAt)
  await tellStaff(tx, await readRequestSettings(tx), {
    key: `erasure/${row.id}/${template}/${+at}`,
    request: { id: row.requestId, kind: 'erasure', answerBy: day },
    template,
    daysLeft: null,
  })
}
