import { addMinutes } from 'date-fns/addMinutes'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { hashOfSecret, isSecretOf, newSecret, readToken, writtenToken } from '../../platform/link-token.ts'
import type { SubjectId } from '../../subjects/index.ts'
import { readRow } from '../lifecycle/store.ts'
import { LINK_MINUTES, MAX_LINK_TRIES } from '../limits.ts'
import { beginObjection } from '../objection/index.ts'
import { confirmIdentity } from './confirm.ts'
import { knownPerson } from './known-person.ts'
import { findLink, type LinkRow, lockLink, noteUsed, noteWrongTry } from './store.ts'

/** A person who has just proven that a mailbox is theirs. */
export interface Visit {
  requestId: string
  subjectId: SubjectId
}

/**
 * Uses a one-time link up, and begins a visit of half an hour. The request that it was sent for is proven with it, where the
 * shop offers links as a proof. Null for a link that is wrong, used, expired or tried too often; nothing tells which.
 *
 * @returns what later calls of this visit carry
 */
export async function redeemLink(tx: ShopTransaction, text: string): Promise<(Visit & { token: string }) | null> {
  const token = readToken(text)
  const link = token && (await lockLink(tx, token.id))
  if (!token || !link?.hash || link.usedAt || link.tries >= MAX_LINK_TRIES) return null
  const now = clock.now()
  if (!link.expiresAt || link.expiresAt <= now) return null
  if (!isSecretOf(token.secret, link.hash)) {
    await noteWrongTry(tx, link.id)
    return null
  }
  const visit = await visitOf(tx, link)
  if (!visit) return null
  const secret = newSecret()
  await noteUsed(tx, link.id, {
    usedAt: now,
    visitHash: hashOfSecret(secret),
    visitUntil: addMinutes(now, LINK_MINUTES),
  })
  await confirmIdentity(tx, visit.requestId, 'email_link')
  // A link that was used is enough for what needs no proof, also where the shop takes none by link.
  await beginObjection(tx, visit.requestId)
  return { ...visit, token: writtenToken({ id: link.id, secret }) }
}

/** The visit that a token belongs to; null when it is wrong or over, or the subject has become somebody else since. */
export async function readVisit(tx: ShopTransaction, text: string): Promise<Visit | null> {
  const token = readToken(text)
  const link = token && (await findLink(tx, token.id))
  if (!token || !link?.visitHash || !isSecretOf(token.secret, link.visitHash)) return null
  if (!link.visitUntil || link.visitUntil <= clock.now()) return null
  return visitOf(tx, link)
}

async function visitOf(tx: ShopTransaction, { requestId, knownAs }: LinkRow): Promise<Visit | null> {
  const row = await readRow(tx, requestId)
  if (!row?.subjectId) return null
  const person = await knownPerson(tx, row.subjectId)
  return person?.knownAs === knownAs ? { requestId, subjectId: row.subjectId } : null
}
