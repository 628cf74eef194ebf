import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { type IdentityMethod, offeredMethods } from '../offered-methods.ts'
import { LINK_RESULTS, type LinkResult } from '../words.ts'
import { canSendLinks } from './link-mail.ts'
import { type ListedProof, listProofs } from './proof/read.ts'
import { lastLink } from './store.ts'

/** How a one-time link stands that was asked for last. */
interface LinkStatus {
  askedAt: Date
  /** Shopify's id of the member of staff; null when the person asked for it. */
  askedBy: string | null
  /** `waiting`: a job looks for the address. */
  state: 'waiting' | 'open' | 'used' | 'expired' | Exclude<LinkResult, 'sent'>
}

/** How the person of a request can be known, for staff. */
export interface RequestIdentity {
  /** As the published register says. */
  offered: IdentityMethod[]
  canSendLinks: boolean
  link: LinkStatus | null
  proofs: ListedProof[]
}

export async function readIdentity(tx: ShopTransaction, requestId: string): Promise<RequestIdentity> {
  const link = await lastLink(tx, requestId)
  return {
    offered: await offeredMethods(tx),
    canSendLinks: canSendLinks(),
    link: link && { askedAt: link.askedAt, askedBy: link.askedBy, state: stateOf(link) },
    proofs: await listProofs(tx, requestId),
  }
}

type Link = NonNullable<Awaited<ReturnType<typeof lastLink>>>

function stateOf({ result, usedAt, expiresAt }: Link): LinkStatus['state'] {
  const known = LINK_RESULTS.find((each) => each === result)
  if (known === undefined) return 'waiting'
  if (known !== 'sent') return known
  if (usedAt) return 'used'
  return expiresAt && expiresAt > clock.now() ? 'open' : 'expired'
}
