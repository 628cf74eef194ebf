/**
 * Links that prove a mailbox and nothing more, without a request (note 048): the way into the privacy centre of somebody who is not
 * signed in.
 */
import { addMinutes } from 'date-fns/addMinutes'
import { subHours } from 'date-fns/subHours'
import { v7 as uuidv7 } from 'uuid'
import { postMail } from '../../mail/index.ts'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { hashOfSecret, isSecretOf, newSecret, readToken, writtenToken } from '../../platform/link-token.ts'
import { centreLinkUrl } from '../../shopify/links.ts'
import { identifyMailbox, readIdentifiers, type SubjectId } from '../../subjects/index.ts'
import { LINK_MINUTES, LINKS_AN_HOUR, MAX_LINK_TRIES } from '../limits.ts'
import { canSendLinks } from './link-mail.ts'
import {
  countMailboxLinks,
  findMailboxLink,
  insertMailboxLink,
  lockMailboxLink,
  type MailboxLinkRow,
  noteMailboxTry,
  noteMailboxUsed,
  removeMailboxLinks,
} from './mailbox-store.ts'
import { takeTurn } from './rate/take-turn.ts'

interface AskedLink {
  email: string
  network: string
  /** BCP 47, of the page. */
  language: string
  /** Where the person reads: `/fr/apps/privacy`. */
  pathPrefix: string
}

const HOURS_KEPT = 24

/**
 * Sends a link to an address that somebody typed. The same is done for an address that the shop knows and for one that it does not:
 * neither the answer nor its time tells which. False when their network has sent too much.
 */
export async function askForMailboxLink(
  tx: ShopTransaction,
  { email, network, language, pathPrefix }: AskedLink,
): Promise<boolean> {
  if (!(await takeTurn(tx, network))) return false
  const subjectId = await identifyMailbox(tx, email)
  const now = clock.now()
  await removeMailboxLinks(tx, subjectId, subHours(now, HOURS_KEPT))
  const sent = await countMailboxLinks(tx, subjectId, subHours(now, 1))
  // Whoever is sent too many is not sent another one, and nobody is told.
  if (sent >= LINKS_AN_HOUR || !canSendLinks()) return true
  const [id, secret] = [uuidv7(), newSecret()]
  const expiresAt = addMinutes(now, LINK_MINUTES)
  await insertMailboxLink(tx, { id, subjectId, askedAt: now, expiresAt, hash: hashOfSecret(secret) })
  const link = centreLinkUrl(tx.shop, pathPrefix, writtenToken({ id, secret }))
  await postMail(tx, {
    ...{ to: email, template: 'centre_link', language, subjectId, requestId: null },
    values: { minutes: LINK_MINUTES, link },
    key: `centre_link/${id}`,
  })
  return true
}

export interface MailboxVisit {
  subjectId: SubjectId
  email: string
}

/**
 * Uses a link up, and begins a visit of half an hour. Null for a link that is wrong, used, expired or tried too often; nothing tells
 * which.
 *
 * @returns with what later calls of this visit carry
 */
export async function redeemMailboxLink(
  tx: ShopTransaction,
  text: string,
): Promise<(MailboxVisit & { token: string }) | null> {
  const token = readToken(text)
  const link = token && (await lockMailboxLink(tx, token.id))
  const now = clock.now()
  if (!token || !link || link.usedAt || link.tries >= MAX_LINK_TRIES || link.expiresAt <= now) return null
  if (!isSecretOf(token.secret, link.hash)) {
    await noteMailboxTry(tx, link.id)
    return null
  }
  const visit = await visitOf(tx, link)
  if (!visit) return null
  const secret = newSecret()
  await noteMailboxUsed(tx, link.id, {
    usedAt: now,
    visitHash: hashOfSecret(secret),
    visitUntil: addMinutes(now, LINK_MINUTES),
  })
  return { ...visit, token: writtenToken({ id: link.id, secret }) }
}

/** The visit that a token belongs to; null when it is wrong or over. */
export async function readMailboxVisit(tx: ShopTransaction, text: string): Promise<MailboxVisit | null> {
  const token = readToken(text)
  const link = token && (await findMailboxLink(tx, token.id))
  if (!token || !link?.visitHash || !isSecretOf(token.secret, link.visitHash)) return null
  return link.visitUntil && link.visitUntil > clock.now() ? visitOf(tx, link) : null
}

async function visitOf(tx: ShopTransaction, { subjectId }: MailboxLinkRow): Promise<MailboxVisit | null> {
  // Only `identifyMailbox` makes the subject of a link, with the one address.
  const known = await readIdentifiers(tx, subjectId as SubjectId)
  const email = known.find(({ kind }) => kind === 'email')?.value
  return email === undefined ? null : { subjectId: subjectId as SubjectId, email }
}
