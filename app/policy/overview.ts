import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { dayOf, keptDraft, keptVersion, summaryInForce, type VersionSummary } from '../register/index.ts'
import type { DraftQuery, DraftSummary } from './draft.ts'
import { cookieAddress, policyAddress } from './publication/addresses.ts'
import type { DocumentKind, Plan } from './publication/model.ts'
import { resumePublication } from './publication/resume.ts'
import { newestPublication, type PolicyPublication, publicationInForce } from './publication/store.ts'
import { runPolicyTask } from './run-in-thread.ts'

/** What stands between the draft and publishing it; null when nothing does. */
type PublishObstacle = 'errors' | 'unconfirmed' | 'being_published' | 'unchanged' | null

/** The addresses at which customers read the policy in the shop's own language. */
type Addresses = Record<DocumentKind, string>

export interface PolicyOverview extends Omit<DraftSummary, 'isInForce'> {
  /** The revision of this draft. Publishing uses it, so that staff publish what they looked at. */
  revision: number
  obstacle: PublishObstacle
  inForce: VersionSummary | null
  /** The version that the shop shows. It may be older than the last publication, if that one was taken back. */
  shown: { id: string; version: number; acceptedAt: Date | null; addresses: Addresses | null } | null
  /** The last publication, whatever its result. */
  publication: Omit<PolicyPublication, 'plan'> | null
  document: DocumentKind
}

interface Reader {
  inShop<T>(work: (tx: ShopTransaction) => Promise<T>): Promise<T>
}

/** The policy page of staff: the draft's preview, what the shop shows, and what is left to do. Null without a draft. */
export async function policyOverview(
  { inShop }: Reader,
  looking: Omit<DraftQuery, 'today' | 'shownIn'>,
): Promise<PolicyOverview | null> {
  const found = await inShop(read)
  if (!found) return null
  const { kept, inForce, before, publication, shown } = found
  const { errors, suggested, isInForce, ...draft } = await runPolicyTask('summariseStoredDraft', {
    ...looking,
    content: kept.content,
    inForce: inForce && before && { content: before.content, hash: inForce.hash },
    today: dayOf(clock.now()),
    shownIn: Object.values(shown?.plan?.languages ?? {}),
  })
  const isOpen = publication !== null && publication.finishedAt === null
  return {
    ...draft,
    errors,
    suggested,
    revision: kept.revision,
    obstacle: obstacleTo({ errors, suggested, isInForce }, isOpen),
    inForce,
    shown: shown && {
      id: shown.id,
      version: shown.version,
      acceptedAt: shown.acceptedAt,
      addresses: shown.plan && addressesOf(shown.plan),
    },
    publication: publication && withoutPlan(publication),
    document: looking.document,
  }
}

function obstacleTo(
  { errors, suggested, isInForce }: Pick<DraftSummary, 'errors' | 'suggested' | 'isInForce'>,
  isOpen: boolean,
): PublishObstacle {
  if (isOpen) return 'being_published'
  if (errors > 0) return 'errors'
  if (suggested > 0) return 'unconfirmed'
  return isInForce ? 'unchanged' : null
}

async function read(tx: ShopTransaction) {
  await resumePublication(tx)
  const kept = await keptDraft(tx)
  if (!kept) return null
  const inForce = await summaryInForce(tx)
  return {
    kept,
    inForce,
    before: inForce && (await keptVersion(tx, inForce.number)),
    publication: await newestPublication(tx),
    shown: await publicationInForce(tx),
  }
}

function addressesOf({ url, primary, cookieHandle }: Plan): Addresses {
  const reader = { url, primary, locale: primary }
  return { policy: policyAddress(reader), cookies: cookieAddress(reader, cookieHandle) }
}

const withoutPlan = ({ plan: _, ...publication }: PolicyPublication) => publication
