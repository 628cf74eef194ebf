import { readChoicesOffer } from '../banner/index.ts'
import { type CurrentChoice, choicesOfPerson, type LedgerEvent } from '../consent/index.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { policyLanguageOf } from '../policy/index.ts'
import { inLanguage, languageOfLocale } from '../register/index.ts'
import { listOwn, type OwnRequest, rightsInWords } from '../requests/index.ts'
import { proxyPathOf } from '../shopify/app-proxy/store.ts'
import { requireInstalled } from '../shopify/installation.ts'
import { centrePageUrl, policyPageUrl, requestsPageUrl } from '../shopify/links.ts'
import { restrictedAmong, type SubjectId } from '../subjects/index.ts'
import { findCopy, readProfile } from './held/store.ts'
import {
  type AskedPurpose,
  type CentrePurpose,
  type CentreView,
  concerns,
  directionOf,
  isShownTo,
  obstacleOf,
  stateOf,
} from './model.ts'
import { type Published, readPublished } from './published.ts'
import { centreLanguageOf, centreTexts } from './texts.ts'
import { type CentrePerson, subjectsOf } from './who.ts'

/** What a switch depends on. */
export interface CentreStanding {
  published: Published | null
  subjects: SubjectId[]
  current: CurrentChoice[]
  /** What they chose, the newest first. */
  events: LedgerEvent[]
  isRestricted: boolean
}

/** @throws NotInstalled */
export async function readCentreStanding(tx: ShopTransaction, person: CentrePerson): Promise<CentreStanding> {
  await requireInstalled(tx)
  const subjects = await subjectsOf(tx, person)
  const [first] = subjects
  const said = first ? await choicesOfPerson(tx, first) : { current: [], events: [] }
  return {
    published: await readPublished(tx),
    subjects,
    ...said,
    isRestricted: (await restrictedAmong(tx, subjects)).size > 0,
  }
}

/** What one person sees of themselves. @throws NotInstalled */
export async function readCentre(
  tx: ShopTransaction,
  person: CentrePerson,
  locale: string,
): Promise<CentreView<OwnRequest>> {
  const standing = await readCentreStanding(tx, person)
  const offer = await readChoicesOffer(tx)
  const path = await proxyPathOf(tx)
  const language = centreLanguageOf(locale)
  const profile = await profileOf(tx, person, standing.subjects)
  return {
    shop: tx.shop,
    language,
    direction: directionOf(language),
    person: { name: profile?.name ?? null, email: person.by === 'link' ? person.email : (profile?.email ?? null) },
    purposes: purposesFor(person, standing, { language, isProfessional: (profile?.company ?? null) !== null }),
    requests: await listOwn(tx, standing),
    rights: rightsInWords(policyLanguageOf(language) ?? 'en'),
    company: profile?.company ?? null,
    choicesOfUs: offer.isOffered,
    links: {
      policy: offer.policyUrl ?? policyPageUrl(tx.shop),
      centre: centrePageUrl(tx.shop, path),
      file: requestsPageUrl(tx.shop, path),
    },
  }
}

/** As far as Shopify was asked within the last hour: a mailbox proves nothing of it. */
async function profileOf(tx: ShopTransaction, { by }: CentrePerson, subjects: readonly SubjectId[]) {
  const copy = by === 'customer' && subjects.length > 0 ? await findCopy(tx, subjects) : null
  return copy && readProfile(tx, copy.subjectId)
}

/** The switches as this person sees them. */
export function purposesFor(
  person: CentrePerson,
  standing: CentreStanding,
  { language, isProfessional }: { language: string; isProfessional: boolean },
): CentrePurpose[] {
  const { published } = standing
  if (!published) return []
  return published.asked
    .filter((asked) => isShownTo(asked, person.by) && concerns(asked, isProfessional))
    .map((asked) => purposeFor(person, standing, { asked, language, own: published.language }))
}

function purposeFor(
  { by }: CentrePerson,
  { current, isRestricted }: CentreStanding,
  { asked, language, own }: { asked: AskedPurpose; language: string; own: Published['language'] },
): CentrePurpose {
  const read = languageOfLocale(language)
  const wanted = read && asked.name[read] !== undefined ? read : own
  const obstacle = obstacleOf(asked, { by, isRestricted })
  return {
    id: asked.key,
    name: inLanguage(asked.name, wanted, own),
    description: inLanguage(asked.description, wanted, own),
    spoken: wanted === read ? language : wanted,
    asks: asked.asks,
    partner: asked.partner && inLanguage(asked.partner, wanted, own),
    ...stateOf(asked, current),
    canGrant: obstacle === null,
    why: obstacle && centreTexts(language).why[obstacle],
  }
}
