import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { vault } from '../platform/vault.ts'
import { CALL_KNOWN_DAYS } from './limits.ts'

const DAY_MS = 86_400_000

export interface NamedCall {
  keyId: string
  /** What the caller named it: the header Idempotency-Key. */
  call: string
  /** What is asked, as text. */
  content: string
}

/** `new`: do it, and note what came of it. `known`: it was done. `other`: that name was given to another call. */
export type ClaimedCall = { is: 'new' } | { is: 'known'; resultId: string } | { is: 'other' }

const hashesOf = (tx: ShopTransaction, { call, content }: NamedCall) => ({
  call: vault.lookup(call, `${tx.shop}/api_call`),
  content: vault.lookup(content, `${tx.shop}/api_content`),
})

/** Claims a call. The same one at the same time waits here until this transaction has ended. Keyed hashes are all that is kept of it. */
export async function claimCall(tx: ShopTransaction, named: NamedCall): Promise<ClaimedCall> {
  const now = clock.now()
  const { keyId } = named
  const { call, content } = hashesOf(tx, named)
  await tx.apiCall.deleteMany({ where: { at: { lt: new Date(+now - CALL_KNOWN_DAYS * DAY_MS) } } })
  const { count } = await tx.apiCall.createMany({
    data: [{ shop: tx.shop, keyId, call, content, at: now }],
    skipDuplicates: true,
  })
  if (count === 1) return { is: 'new' }
  const found = await tx.apiCall.findFirst({ where: { keyId, call } })
  if (!found?.resultId || found.content !== content) return { is: 'other' }
  return { is: 'known', resultId: found.resultId }
}

export async function noteResult(tx: ShopTransaction, named: NamedCall, resultId: string): Promise<void> {
  const { call } = hashesOf(tx, named)
  await tx.apiCall.updateMany({ where: { keyId: named.keyId, call }, data: { resultId } })
}
