/** In what a sentence and the register parts about it differ. */
import {
  type DataCategory,
  inLanguage,
  isInEea,
  type LegalBasis,
  type Register,
  type StatementKey,
} from '../../../register/index.ts'
import { comparableAddress } from '../facts/addresses.ts'
import { isSamePeriod } from '../facts/periods.ts'
import { type Concept, mentionsIn } from '../signals/terms.ts'
import type { DifferenceKind } from '../words.ts'
import { wordsOf } from '../words-of.ts'
import { audienceOf, DATA_TOPICS_OF, isProcessor, purposesAbout, rulesAbout, TOPIC_OF } from './parts.ts'
import type { ReadSentence } from './read.ts'

/** `said` and `declared` are codes, addresses, numbers of months, or the sentence's own words. */
export interface PresentDifference {
  about: DifferenceKind
  said: string[]
  declared: string[]
}

type Differ = (register: Register, sentence: ReadSentence, statement: StatementKey) => PresentDifference[]

const unique = (values: readonly string[]) => [...new Set(values)]

/** The policy names some, and the register none of them. */
function unlike(about: DifferenceKind, said: readonly string[], declared: readonly string[]): PresentDifference[] {
  const others = said.filter((each) => !declared.includes(each))
  return others.length > 0 ? [{ about, said: unique(others), declared: unique(declared) }] : []
}

const MONTHS_OF_UNIT: Record<string, number> = {
  minutes: 0,
  hours: 12 / 365.25 / 24,
  days: 12 / 365.25,
  weeks: 84 / 365.25,
  months: 1,
  years: 12,
}

function monthsAbout(register: Register, statement: StatementKey, sentence: ReadSentence): number[] {
  const holds = register.retentionRules.flatMap(({ legalHolds }) => legalHolds.map(({ months }) => months))
  if (statement === 'purpose_legal') return holds
  const rules = rulesAbout(register, statement, audienceOf(sentence))
  const months = rules.flatMap((rule) => [rule.months, ...rule.legalHolds.map((hold) => hold.months)])
  if (statement !== 'cookies_kept_briefly') return months
  const lifetimes = register.trackers.flatMap(({ lifetime }) =>
    'value' in lifetime ? lifetime.value * (MONTHS_OF_UNIT[lifetime.unit] ?? 0) : [],
  )
  return [...months, register.cookies.askAgainMonths, ...lifetimes]
}

const periods: Differ = (register, sentence, statement) => {
  const declared = monthsAbout(register, statement, sentence)
  const others = sentence.facts.periods.filter(({ months }) => !declared.some((each) => isSamePeriod(each, months)))
  if (others.length === 0) return []
  const shown = unique(declared.filter((months) => months >= 1).map((months) => String(Math.round(months))))
  return [{ about: 'period', said: unique(others.map(({ said }) => said)), declared: shown.slice(0, MOST_SHOWN) }]
}

/** More values than these say nothing. */
const MOST_SHOWN = 6

/** "Only if you agree" is another basis than a legitimate interest. */
const BASES: Partial<Record<Concept, LegalBasis>> = {
  consent: 'consent',
  contract_basis: 'contract',
  legitimate_interest: 'legitimate_interests',
}

const legalBases: Differ = (register, sentence, statement) => {
  const said = [...sentence.signs.mentions.keys()].flatMap((concept) => BASES[concept] ?? [])
  const declared = purposesAbout(register, statement, audienceOf(sentence)).map(({ legalBasis }) => legalBasis)
  return said.some((basis) => declared.some((each) => each === basis)) ? [] : unlike('legal_basis', said, declared)
}

/** Where data is, and where those are who get it. */
function countriesOf(register: Register, { isForBusiness }: Pick<ReadSentence, 'isForBusiness'>) {
  const audience = audienceOf({ isForBusiness })
  const places = register.storagePlaces.filter((place) => place.audience.includes(audience))
  const recipients = register.recipients.filter(
    (recipient) => isProcessor(recipient) && recipient.audience.includes(audience),
  )
  const stored = unique(places.map(({ country }) => country))
  return { stored, all: unique([...stored, ...recipients.flatMap(({ country }) => country ?? [])]) }
}

const isOutside = (country: string) => !isInEea(country)

const places: Differ = (register, sentence) => {
  const { mentions } = sentence.signs
  const { stored, all } = countriesOf(register, sentence)
  const said = sentence.facts.countries
  const outside = mentions.has('european') ? all.filter(isOutside) : []
  const isOnly = mentions.has('all_only') && said.length > 0
  return [
    ...(outside.length > 0 ? [{ about: 'countries' as const, said: ['EU'], declared: outside }] : []),
    ...unlike('countries', said, all),
    ...(isOnly && stored.some((country) => !said.includes(country))
      ? [{ about: 'only_countries' as const, said, declared: stored }]
      : []),
  ]
}

const countries: Differ = (register, sentence) =>
  unlike('countries', sentence.facts.countries, countriesOf(register, sentence).all)

/** The policy says that data leaves the European Union. */
export function transferDifferences(register: Register, sentence: ReadSentence): PresentDifference[] {
  const { all } = countriesOf(register, sentence)
  const outside = all.filter(isOutside)
  const said = sentence.facts.countries.filter(isOutside)
  if (outside.length === 0) return [{ about: 'transfers', said, declared: all.slice(0, MOST_SHOWN) }]
  return unlike('countries', said, outside)
}

/** GDPR Art. 12(3): the policy that Kept writes promises an answer within a month. */
const ANSWER_MONTHS = 1

export function answerDifferences({ facts }: ReadSentence): PresentDifference[] {
  const others = facts.periods.filter(({ months }) => !isSamePeriod(months, ANSWER_MONTHS))
  if (others.length < facts.periods.length) return []
  return [{ about: 'period', said: others.map(({ said }) => said), declared: [String(ANSWER_MONTHS)] }]
}

const mailsOf = ({ controller, recipients }: Register): string[] =>
  [
    controller.email,
    controller.dpoEmail,
    controller.representative?.email,
    ...recipients.map(({ noticeEmail }) => noticeEmail),
  ].flatMap((mail) => mail?.toLowerCase() ?? [])

const addresses: Differ = (register, sentence) => {
  const { mails, pages } = sentence.facts
  const { contactPageUrl, siteUrl } = register.controller
  const own = [contactPageUrl, siteUrl].flatMap((url) => (url ? comparableAddress(url) : []))
  const isContact = sentence.signs.mentions.has('contact') && !pages.some((page) => own.includes(page))
  return [
    ...(mails.some((mail) => mailsOf(register).includes(mail))
      ? []
      : unlike('address', mails, mailsOf(register).slice(0, 2))),
    ...(isContact ? unlike('page', pages, own) : []),
  ]
}

const help: Differ = ({ cookies }, { facts }) => {
  const declared = cookies.browserHelpUrl ? [comparableAddress(cookies.browserHelpUrl)] : []
  return unlike(
    'page',
    facts.pages.filter((page) => page.includes('cookie')),
    declared,
  )
}

const ITEMS: readonly Concept[] = ['bank', 'birth', 'demographic', 'first_name', 'password', 'phone']

/** What a category lists, in one language; null when the register is not written in it. */
function itemsIn(categories: readonly DataCategory[], { language }: ReadSentence, register: Register) {
  const texts = categories.flatMap(({ name, items }) => [name, ...items])
  if (texts.some((text) => text[language] === undefined)) return null
  const words = texts.map((text) => wordsOf(inLanguage(text, language, register.languages.default)))
  return new Set(words.flatMap((each) => [...mentionsIn(each, language).keys()]))
}

const items: Differ = (register, sentence, statement) => {
  const declared = itemsIn(register.dataCategories, sentence, register)
  if (!declared || !DATA_TOPICS_OF[statement]) return []
  const others = ITEMS.filter((item) => !declared.has(item)).flatMap((item) => sentence.signs.mentions.get(item) ?? [])
  return others.length > 0 ? [{ about: 'data', said: unique(others.map(({ said }) => said)), declared: [] }] : []
}

const FAR = 10

/** "We sell your data" and "we do not sell it", and whether the register has somebody who pays for it. */
const sale: Differ = ({ recipients, purposes }, { signs: { mentions } }) => {
  const denials = mentions.get('negation') ?? []
  const sold = mentions.get('sell') ?? []
  // "It remains yours" sells nothing either.
  const isDenied =
    sold.length === 0 || sold.some(({ word }) => denials.some((denial) => Math.abs(denial.word - word) <= FAR))
  const sells = recipients.some(({ buys }) => buys) || purposes.some(({ signal }) => signal === 'sale_of_data')
  if (isDenied === !sells) return []
  return [{ about: isDenied ? 'sold' : 'not_sold', said: [], declared: [] }]
}

/** "We collect no …", of what the register has. Said with a condition ("without your consent"), it is no denial. */
const denied: Differ = (_register, { signs: { mentions } }) =>
  mentions.has('not_collected') && !mentions.has('consent') ? [{ about: 'denied', said: [], declared: [] }] : []

const RETENTION: readonly Differ[] = [periods]

const DIFFERS: Partial<Record<StatementKey, readonly Differ[]>> = {
  controller_named: [addresses],
  requests_by_page_or_mail: [addresses],
  cookies_explained: [help],
  no_sale: [sale],
  purpose_legal: [periods],
  stored_in_eu: [places],
  territory_reviewed: [places],
  processors_by_kind: [countries],
  kept_during_contract: RETENTION,
  account_kept_until_inactive: RETENTION,
  marketing_kept_until_withdrawn: RETENTION,
  cookies_kept_briefly: RETENTION,
  forgotten_after_inactivity: RETENTION,
  automated_decision: [denied],
}

export function differencesOf(
  register: Register,
  sentence: ReadSentence,
  statement: StatementKey,
): PresentDifference[] {
  const purposes = TOPIC_OF[statement] && statement !== 'purpose_legal' ? [legalBases, denied] : []
  const categories = DATA_TOPICS_OF[statement] ? [items, denied] : []
  return [...(DIFFERS[statement] ?? []), ...purposes, ...categories].flatMap((differ) =>
    differ(register, sentence, statement),
  )
}
