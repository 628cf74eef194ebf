import { publishedLanguages, readChoicesOffer, storefrontTexts } from '../banner/index.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { canSendLinks, listOwn, passOfCustomer } from '../requests/index.ts'
import { requireInstalled } from '../shopify/installation.ts'
import { openHeld } from './held/read.ts'
import { findCopy, readProfile } from './held/store.ts'
import { isForProfessionals } from './model.ts'
import { type CentreNotice, type CentrePage, centrePage, type PageLinks } from './pages/centre-page.ts'
import type { CentreFrame } from './pages/frame.ts'
import { enterPage, heldPage, sentencePage, strangerPage } from './pages/short-pages.ts'
import { purposesFor, readCentreStanding } from './read.ts'
import { receiptsIn } from './receipts.ts'
import { CENTRE_LANGUAGES, centreLanguageOf } from './texts.ts'
import type { CentrePerson } from './who.ts'

/** Who looks at which of the pages. */
export interface CentreLook {
  /** What the address names below the centre. */
  page: { name: 'centre' } | { name: 'held' } | { name: 'enter'; token: string }
  /** `/fr/apps/privacy`. */
  prefix: string
  /** Shopify's id of the signed-in customer. */
  customerId: string | null
}

/**
 * A page of the centre, as Liquid. Looking changes nothing but that what is held is read, so that a mail scanner uses no link up.
 *
 * @throws NotInstalled
 */
export async function lookAtCentre(tx: ShopTransaction, { page, prefix, customerId }: CentreLook): Promise<string> {
  const pass = customerId === null ? null : passOfCustomer(tx, customerId)
  const frame = await frameFor(tx, prefix, pass)
  if (page.name !== 'enter' && customerId !== null) {
    const person = { by: 'customer', customerId } as const
    return page.name === 'held' ? composeHeld(tx, person, frame) : composeCentre(tx, person, { frame, notice: null })
  }
  await requireInstalled(tx)
  return page.name === 'enter' ? enterPage(frame, page.token) : composeStranger(tx, frame, false)
}

/** Of the storefront's language folder, else of the shop: the page is written in those in which it may be read. */
export async function frameFor(tx: ShopTransaction, prefix: string, pass: string | null): Promise<CentreFrame> {
  const [, folder = ''] = /^\/([a-z]{2,3}(?:-[A-Za-z]{2})?)\/\w+\//.exec(prefix) ?? []
  const wanted = folder === '' ? await publishedLanguages(tx) : [folder]
  const languages = wanted.length > 0 ? wanted.map(centreLanguageOf) : CENTRE_LANGUAGES
  return { prefix, pass, languages: [...new Set(languages)] }
}

export const composeStranger = async (tx: ShopTransaction, frame: CentreFrame, isWrong: boolean): Promise<string> =>
  strangerPage(frame, { canSendMail: canSendLinks(), isWrong, links: await linksFor(tx, frame) })

export const composeSentence = sentencePage

async function linksFor(tx: ShopTransaction, { languages }: CentreFrame): Promise<PageLinks> {
  const { isOffered, policyUrl } = await readChoicesOffer(tx)
  const every = [...new Set([...languages, 'en'])]
  const texts = new Map(await Promise.all(every.map(async (one) => [one, await storefrontTexts(one)] as const)))
  const word = (key: string) => (language: string) => texts.get(language)?.get(key) ?? key
  return { policyUrl, choicesOfUs: isOffered, policy: word('policy'), choices: word('opt_out.link') }
}

/** The page of somebody who is known. */
export async function composeCentre(
  tx: ShopTransaction,
  person: CentrePerson,
  { frame, notice }: { frame: CentreFrame; notice: CentreNotice | null },
): Promise<string> {
  const standing = await readCentreStanding(tx, person)
  const copy = person.by === 'customer' ? await findCopy(tx, standing.subjects) : null
  const profile = copy && (await readProfile(tx, copy.subjectId))
  const professional = new Set(standing.published?.asked.filter(isForProfessionals).map(({ key }) => key) ?? [])
  const inOne: CentrePage['in'] = (language) => ({
    purposes: purposesFor(person, standing, { language, isProfessional: person.by === 'customer' }),
    professional,
    receipts: receiptsIn(standing.events, standing.published, language),
  })
  return centrePage({
    frame,
    by: person.by,
    email: person.by === 'link' ? person.email : null,
    in: inOne,
    own: await listOwn(tx, standing),
    company: profile?.company ?? null,
    notice,
    links: await linksFor(tx, frame),
  })
}

async function composeHeld(
  tx: ShopTransaction,
  person: Extract<CentrePerson, { by: 'customer' }>,
  frame: CentreFrame,
): Promise<string> {
  const read = await openHeld(tx, person)
  return heldPage(frame, read)
}
