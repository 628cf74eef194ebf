import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import { requireInstalled } from '../../shopify/installation.ts'
import { MAX_STOREFRONT_TEXT } from '../limits.ts'
import { actOnOwn } from './act-own.ts'
import { type FiledOwn, fileOwn } from './file-own.ts'
import type { storefrontRequest } from './model.ts'
import { listOwn, type OwnRequest, type OwnRequestDetail, readOwn } from './read-own.ts'
import { whoLooks } from './who-asks.ts'

/** What a signed-in customer sends about a request of theirs. */
export const accountAct = z.discriminatedUnion('name', [
  z.strictObject({ name: z.enum(['confirm', 'withdraw']) }),
  z.strictObject({ name: z.literal('reply'), text: z.string().trim().min(1).max(MAX_STOREFRONT_TEXT) }),
])

/** @throws NotInstalled */
export async function listFromAccount(tx: ShopTransaction, customerId: string): Promise<OwnRequest[]> {
  await requireInstalled(tx)
  const visitor = await whoLooks(tx, customerId)
  return visitor ? listOwn(tx, visitor) : []
}

/** Null when there is no such request of theirs. @throws NotInstalled */
export async function readFromAccount(
  tx: ShopTransaction,
  customerId: string,
  id: string,
): Promise<OwnRequestDetail | null> {
  await requireInstalled(tx)
  const visitor = await whoLooks(tx, customerId)
  return visitor && readOwn(tx, visitor, id)
}

/** @throws NotInstalled */
export const fileFromAccount = (
  tx: ShopTransaction,
  asked: z.infer<typeof storefrontRequest>,
  who: { customerId: string; network: string },
): Promise<FiledOwn> => fileOwn(tx, asked, { ...who, channel: 'customer_account' })

/** False when the rules of the request do not allow it, or there is no such request of theirs. @throws NotInstalled */
export async function actFromAccount(
  tx: ShopTransaction,
  customerId: string,
  { id, act }: { id: string; act: z.infer<typeof accountAct> },
): Promise<boolean> {
  await requireInstalled(tx)
  const visitor = await whoLooks(tx, customerId)
  return visitor !== null && actOnOwn(tx, visitor, id, act)
}
