import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import { requireInstalled } from '../../shopify/installation.ts'
import { MAX_STOREFRONT_TEXT } from '../limits.ts'
import { proposedCorrections, proposedStatement, type WrongValue } from '../rectification/index.ts'
import { actOnOwn } from './act-own.ts'
import { proposeOwn, rereadOwn, stateOwn } from './correct-own.ts'
import { type FiledOwn, fileOwn } from './file-own.ts'
import type { storefrontRequest } from './model.ts'
import { listOwn, type OwnRequest, type OwnRequestDetail, readOwn } from './read-own.ts'
import { whoLooks } from './who-asks.ts'

/** What a signed-in customer sends about a request of theirs. */
export const accountAct = z.discriminatedUnion('name', [
  z.strictObject({ name: z.enum(['confirm', 'withdraw']) }),
  z.strictObject({ name: z.literal('reply'), text: z.string().trim().min(1).max(MAX_STOREFRONT_TEXT) }),
  /** GDPR Art. 16: values of one place, as they were read at `at`. */
  proposedCorrections.extend({ name: z.literal('propose') }),
  proposedStatement.extend({ name: z.literal('state') }),
  z.strictObject({ name: z.literal('read_again') }),
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

/** Which values cannot be taken as they are. */
export type ActedFromAccount = { isDone: true } | { isDone: false; wrong?: WrongValue[] }

/** Not done when the rules of the request do not allow it, or there is no such request of theirs. @throws NotInstalled */
export async function actFromAccount(
  tx: ShopTransaction,
  customerId: string,
  { id, act }: { id: string; act: z.infer<typeof accountAct> },
): Promise<ActedFromAccount> {
  await requireInstalled(tx)
  const visitor = await whoLooks(tx, customerId)
  if (!visitor) return { isDone: false }
  if (act.name === 'read_again') return { isDone: await rereadOwn(tx, visitor, id) }
  if (act.name !== 'propose' && act.name !== 'state') return { isDone: await actOnOwn(tx, visitor, id, act) }
  const { name: _name, ...proposed } = act
  const result =
    'place' in proposed ? await proposeOwn(tx, visitor, id, proposed) : await stateOwn(tx, visitor, id, proposed)
  return result.ok ? { isDone: true } : { isDone: false, ...(result.wrong && { wrong: result.wrong }) }
}
