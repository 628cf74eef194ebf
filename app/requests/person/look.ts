import type { ShopTransaction } from '../../platform/db.ts'
import { privacyContact } from '../../register/index.ts'
import { requireInstalled } from '../../shopify/installation.ts'
import { canSendLinks, isLinkToken } from '../identity/index.ts'
import { offeredMethods } from '../offered-methods.ts'
import {
  filingPage,
  linkPage,
  missingOwnPage,
  ownRequestPage,
  type PageFrame,
  provePage,
  type SentFiling,
} from './page/index.ts'
import { listOwn, readOwn } from './read-own.ts'
import { type KnownVisitor, whoLooks } from './who-asks.ts'

interface Look {
  /** What the address names: nothing, a request's id, or a one-time link. */
  named: string
  /** `/fr/apps/privacy`. */
  prefix: string
  /** Shopify's id of the signed-in customer. */
  customerId: string | null
}

/**
 * A page of requests, as Liquid. Looking changes nothing, so that a mail scanner uses no link up. Who is not known as the
 * person of a request gets the same page, whatever the address names.
 *
 * @throws NotInstalled
 */
export async function lookAtRequests(tx: ShopTransaction, { named, prefix, customerId }: Look): Promise<string> {
  await requireInstalled(tx)
  const visitor = await whoLooks(tx, customerId)
  const frame: PageFrame = { prefix, contact: await contactOf(tx), pass: visitor?.pass ?? null }
  if (isLinkToken(named)) return linkPage(frame, named)
  if (named === '') {
    return composeFilingPage(tx, { frame, visitor, sent: null })
  }
  if (!visitor) return provePage(frame, named, canSendLinks())
  const own = await readOwn(tx, visitor, named)
  return own ? ownRequestPage({ frame, own, isByLink: false, notice: null, typedReply: '' }) : missingOwnPage(frame)
}

interface Filing {
  frame: PageFrame
  visitor: KnownVisitor | null
  /** What was filled in and could not be taken. */
  sent: SentFiling | null
}

export async function composeFilingPage(tx: ShopTransaction, { frame, visitor, sent }: Filing): Promise<string> {
  const isLoginEnough = (await offeredMethods(tx)).includes('account_login')
  const own = visitor && (await listOwn(tx, visitor))
  return filingPage({ frame, own, isLoginEnough, canSendMail: canSendLinks(), sent })
}

/** To whom people write, as the published register says. */
export const contactOf = async (tx: ShopTransaction): Promise<string | null> =>
  (await privacyContact(tx))?.email ?? null
