/** Findings about the register as a whole. */
import { type AskedPurposesProblem, askedPurposesProblem, purposesAskedInBanner } from '../asked-purposes.ts'
import { isInEea } from '../countries.ts'
import { COLLECTIONS, danglingReferences, type EntryRef, referencesOf, textsOf } from '../entries.ts'
import { MAX_CHOICE_MONTHS } from '../limits.ts'
import type { Controller, Register } from '../model.ts'
import { suggestedParts } from '../suggested.ts'
import { languagesOf } from '../text.ts'
import type { EntryKind } from '../words.ts'
import { type FindingCode, finding, type RegisterFinding } from './finding.ts'

const CONTROLLER: EntryRef = { kind: 'controller', id: null }
const RIGHTS: EntryRef = { kind: 'rights_channel', id: null }
const COOKIES: EntryRef = { kind: 'cookies', id: null }

function aboutTheController(controller: Controller): RegisterFinding[] {
  const { country, contactPageUrl, email, dpoEmail } = controller
  const found: (RegisterFinding | false)[] = [
    // Art. 13(1)(a).
    controller.address === '' && finding('address_missing', CONTROLLER, 'address'),
    !contactPageUrl && !email && !dpoEmail && finding('contact_missing', CONTROLLER, 'email'),
    controller.siteUrl === null && finding('site_missing', CONTROLLER, 'siteUrl'),
    country === null && finding('country_missing', CONTROLLER, 'country'),
    // Art. 27(1).
    country !== null &&
      !isInEea(country) &&
      controller.representative === null &&
      finding('representative_missing', CONTROLLER, 'representative', { country }),
    // Art. 13(2)(d), 77(1).
    controller.supervisoryAuthority === null && finding('authority_missing', CONTROLLER, 'supervisoryAuthority'),
  ]
  return found.filter((each) => each !== false)
}

function aboutTheRights({ rightsChannel, controller }: Register): RegisterFinding[] {
  const ways = [
    { field: 'contactPage', offered: rightsChannel.contactPage, there: controller.contactPageUrl !== null },
    { field: 'dpoEmail', offered: rightsChannel.dpoEmail, there: (controller.dpoEmail ?? controller.email) !== null },
    { field: 'post', offered: rightsChannel.post, there: controller.address !== '' },
  ]
  const found = ways
    .filter(({ offered, there }) => offered && !there)
    .map(({ field }) => finding('way_missing', RIGHTS, field))
  // Art. 12(2): an account helps only people who have one.
  if (!ways.some(({ offered, there }) => offered && there))
    found.push(finding('rights_unreachable', RIGHTS, 'contactPage'))
  // Art. 12(6).
  if (rightsChannel.identityMethods.length === 0)
    found.push(finding('identity_method_missing', RIGHTS, 'identityMethods'))
  return found
}

const TOO_MUCH_ASKED = {
  too_many_purposes: 'too_many_asked',
  long_purpose_keys: 'asked_ids_long',
} as const satisfies Record<AskedPurposesProblem['code'], FindingCode>

function aboutTheBanner(register: Register): RegisterFinding[] {
  const { askAgainMonths: months } = register.cookies
  const tooMuch = askedPurposesProblem(purposesAskedInBanner(register))
  const found: RegisterFinding[] = []
  if (tooMuch) found.push(finding(TOO_MUCH_ASKED[tooMuch.code], COOKIES, 'askAgainMonths', tooMuch.values))
  if (months > MAX_CHOICE_MONTHS)
    found.push(finding('ask_again_late', COOKIES, 'askAgainMonths', { months, most: MAX_CHOICE_MONTHS }))
  return found
}

function aboutTheReferences(register: Register): RegisterFinding[] {
  const missing = danglingReferences(register)
  const lost = new Set(missing.map(({ path }) => path.join('.')))
  const audiences = new Map<string, readonly string[]>()
  for (const kind of Object.keys(COLLECTIONS) as EntryKind[])
    for (const entry of register[COLLECTIONS[kind]]) audiences.set(`${kind}/${entry.id}`, entry.audience)
  const audienceOf = (kind: string, id: string | null) => audiences.get(`${kind}/${id}`) ?? []
  const strangers = referencesOf(register).filter(({ from, to, path }) => {
    const theirs = audienceOf(to.kind, to.id)
    return !lost.has(path.join('.')) && !audienceOf(from.kind, from.id).some((audience) => theirs.includes(audience))
  })
  const values = ({ kind, id }: EntryRef) => ({ kind, id: id ?? '' })
  return [
    ...missing.map(({ from, field, to }) => finding('reference_missing', from, field, values(to))),
    ...strangers.map(({ from, field, to }) => finding('audience_mismatch', from, field, values(to))),
  ]
}

/** Every text must exist in the register's own language, because every other language falls back to it. */
function aboutTheTexts(register: Register): RegisterFinding[] {
  const language = register.languages.default
  return textsOf(register)
    .filter(({ text }) => languagesOf(text).length > 0 && text[language] === undefined)
    .map(({ entry, field }) => finding('default_text_missing', entry, field, { language }))
}

function aboutTheTrackers({ trackers }: Register): RegisterFinding[] {
  const seen = new Set<string>()
  return trackers.flatMap(({ id, pattern, party, storage }) => {
    const place = `${storage} ${party} ${pattern.toLowerCase()}`
    const twice = seen.has(place)
    seen.add(place)
    return twice ? [finding('tracker_twice', { kind: 'tracker', id }, 'pattern', { pattern })] : []
  })
}

/** What a template supposed is said to nobody before staff confirmed it: GDPR Art. 5(1)(a) and 12(1). */
const aboutWhatIsSuggested = (register: Register): RegisterFinding[] =>
  suggestedParts(register).map((part) => finding('unconfirmed', part, part.id === null ? '' : 'id'))

export function findingsOfTheWhole(register: Register): RegisterFinding[] {
  const nothing = register.purposes.length === 0
  return [
    ...aboutTheController(register.controller),
    ...aboutTheRights(register),
    ...aboutTheBanner(register),
    ...(nothing ? [finding('purpose_missing', { kind: 'purpose', id: null }, 'id')] : []),
    ...aboutTheReferences(register),
    ...aboutTheTexts(register),
    ...aboutTheTrackers(register),
    ...aboutWhatIsSuggested(register),
  ]
}
