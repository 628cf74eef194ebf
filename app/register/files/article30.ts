/**
 * The record of processing activities: GDPR Art. 30(1), items (a) to (g), one row per activity, in the language of the
 * staff who give it to the authority (Art. 30(4)).
 */
import type { StaffLanguage } from '../../platform/i18n.ts'
import { isInEea } from '../countries.ts'
import type { Purpose, Recipient, Register, RetentionRule, StoragePlace, Transfer } from '../model.ts'
import { type StaffTranslator, staffTranslator } from '../staff-texts.ts'
import { inLanguage, type Text } from '../text.ts'
import type { Audience } from '../words.ts'
import type { Cell, Sheet } from './sheets.ts'

interface Writing {
  register: Register
  translate: StaffTranslator
  text: (written: Text) => string
  country: (code: string | null) => string
}

const lines = (parts: readonly string[]) => parts.filter((part) => part !== '').join('\n')

function find<Entry extends { id: string }>(entries: readonly Entry[], ids: readonly string[]): Entry[] {
  const wanted = new Set(ids)
  return entries.filter(({ id }) => wanted.has(id))
}

const audiences = (audience: readonly Audience[], { translate }: Writing) =>
  audience.map((each) => translate(`words.audience.${each}`)).join(', ')

function safeguard(transfer: Transfer, { translate }: Writing): string {
  const mechanism = translate(`words.mechanism.${transfer.mechanism}`)
  if (transfer.mechanism === 'standard_clauses' && transfer.signedOn)
    return translate('article30.signed', { mechanism, date: transfer.signedOn })
  return mechanism
}

/** Item (e): only data that leaves the EU/EEA is a transfer. */
const transferOf = (place: Recipient | StoragePlace, writing: Writing): string =>
  place.country === null || isInEea(place.country)
    ? ''
    : `${writing.text(place.name)} — ${writing.country(place.country)} — ${safeguard(place.transfer, writing)}`

function limitOf(rule: RetentionRule, { translate, text }: Writing): string {
  const limit = translate('article30.limit', {
    subject: translate(`words.retentionSubject.${rule.subject}`),
    action: translate(`words.retentionAction.${rule.action}`),
    period: translate('article30.months', { months: rule.months }),
    trigger: translate(`words.retentionTrigger.${rule.trigger}`),
  })
  const holds = rule.legalHolds.map((hold) =>
    translate('article30.hold', {
      keeps: text(hold.keeps),
      period: translate('article30.months', { months: hold.months }),
      reason: text(hold.reason),
    }),
  )
  return lines([limit, ...holds])
}

function basisOf(purpose: Purpose, { translate, text }: Writing): string {
  return lines([
    translate(`words.legalBasis.${purpose.legalBasis}`),
    text(purpose.legitimateInterest),
    text(purpose.legalObligation),
  ])
}

function decisionsOf({ profiling, automatedDecision }: Purpose, { translate, text }: Writing): string {
  const decision = automatedDecision ? [text(automatedDecision.logic), text(automatedDecision.consequences)] : []
  return lines([...(profiling ? [translate('article30.profiling')] : []), ...decision])
}

const securityOf = ({ register, text }: Writing) =>
  lines(register.clauses.filter(({ section }) => section === 'security').map((clause) => text(clause.text)))

function activity(purpose: Purpose, writing: Writing): Cell[] {
  const { register, text, translate } = writing
  const categories = find(register.dataCategories, purpose.dataCategories)
  const recipients = find(register.recipients, purpose.recipients)
  const places = register.storagePlaces.filter((place) =>
    place.dataCategories.some((id) => purpose.dataCategories.includes(id)),
  )
  const sources = new Set(categories.flatMap((category) => category.sources))
  return [
    text(purpose.name),
    audiences(purpose.audience, writing),
    text(purpose.description),
    basisOf(purpose, writing),
    lines(categories.map(({ name, items }) => `${text(name)}: ${items.map(text).join(', ')}`)),
    lines(categories.filter(({ special }) => special).map(({ name }) => text(name))),
    [...sources].map((source) => translate(`words.source.${source}`)).join(', '),
    lines(recipients.map(({ kind, name }) => `${text(name)} (${translate(`words.recipientKind.${kind}`)})`)),
    lines(recipients.filter(({ kind }) => kind === 'joint_controller').map(({ name }) => text(name))),
    lines([...recipients, ...places].map((place) => transferOf(place, writing))),
    lines(find(register.retentionRules, purpose.retentionRules).map((rule) => limitOf(rule, writing))),
    decisionsOf(purpose, writing),
    securityOf(writing),
  ]
}

const ACTIVITY_COLUMNS = [
  ...['activity', 'persons', 'purposes', 'basis', 'data', 'special', 'sources', 'recipients', 'jointControllers'],
  ...['transfers', 'limits', 'decisions', 'security'],
]

function controllerRows({ register, translate, country }: Writing): Cell[][] {
  const { controller } = register
  const rows: [string, string | null][] = [
    ['name', controller.name],
    ['legalForm', controller.legalForm],
    ['registrationNumber', controller.registrationNumber],
    ['address', controller.address],
    ['country', country(controller.country)],
    ['siteUrl', controller.siteUrl],
    ['contactPageUrl', controller.contactPageUrl],
    ['email', controller.email],
    ['dpoEmail', controller.dpoEmail],
    ['supervisoryAuthority', controller.supervisoryAuthority?.name ?? null],
    ['representative', lines([controller.representative?.name ?? '', controller.representative?.address ?? ''])],
  ]
  return rows.map(([field, content]) => [translate(`fields.${field}`), content])
}

const recipientRows = (writing: Writing): Cell[][] => {
  const { register, translate, text, country } = writing
  return register.recipients.map((recipient) => [
    text(recipient.name),
    translate(`words.recipientKind.${recipient.kind}`),
    translate(`words.service.${recipient.service}`),
    country(recipient.country),
    safeguard(recipient.transfer, writing),
    recipient.agreement?.reference ?? null,
    recipient.agreement?.expiresOn ?? null,
    recipient.noticeEmail,
    [recipient.lastReviewOn ?? '–', recipient.nextReviewOn ?? '–'].join(' / '),
  ])
}

const namesOf = (entries: readonly { id: string; name: Text }[], ids: readonly string[], { text }: Writing) =>
  lines(find(entries, ids).map(({ name }) => text(name)))

const storageRows = (writing: Writing): Cell[][] => {
  const { register, text, country } = writing
  return register.storagePlaces.map((place) => [
    text(place.name),
    country(place.country),
    safeguard(place.transfer, writing),
    namesOf(register.dataCategories, place.dataCategories, writing),
  ])
}

const retentionRows = (writing: Writing): Cell[][] => {
  const { register, translate } = writing
  return register.retentionRules.map((rule) => [
    audiences(rule.audience, writing),
    translate(`words.retentionSubject.${rule.subject}`),
    limitOf(rule, writing),
    namesOf(register.dataCategories, rule.dataCategories, writing),
  ])
}

const trackerRows = (writing: Writing): Cell[][] => {
  const { register, translate } = writing
  return register.trackers.map(({ pattern, provider, purpose, lifetime, party, exemption }) => [
    pattern,
    provider,
    namesOf(register.purposes, purpose ? [purpose] : [], writing),
    translate(`lifetime.${lifetime.unit}`, 'value' in lifetime ? { value: lifetime.value } : {}),
    translate(`words.party.${party}`),
    translate(`words.trackerExemption.${exemption}`),
  ])
}

const column = (name: string) => `article30.columns.${name}`

/** The organisation, its activities, and the lists that the activities refer to; a column by the path of its title. */
const SHEETS: readonly { name: string; columns: readonly string[]; rows: (writing: Writing) => Cell[][] }[] = [
  { name: 'controller', columns: [column('item'), column('content')], rows: controllerRows },
  {
    name: 'activities',
    columns: ACTIVITY_COLUMNS.map(column),
    rows: (writing) => writing.register.purposes.map((purpose) => activity(purpose, writing)),
  },
  {
    name: 'recipients',
    columns: [
      ...['fields.name', 'fields.kind', 'fields.service', 'fields.country', 'fields.mechanism'],
      ...[column('agreement'), 'fields.expiresOn', column('notices'), column('reviews')],
    ],
    rows: recipientRows,
  },
  {
    name: 'storage',
    columns: ['fields.name', 'fields.country', 'fields.mechanism', column('data')],
    rows: storageRows,
  },
  {
    name: 'retention',
    columns: [column('persons'), 'fields.subject', column('limits'), column('data')],
    rows: retentionRows,
  },
  {
    name: 'trackers',
    columns: [
      ...['fields.pattern', 'fields.provider', 'fields.purpose', 'fields.lifetime', 'fields.party', 'fields.exemption'],
    ],
    rows: trackerRows,
  },
]

/** The record as a workbook, a sheet each. */
export function article30(register: Register, language: StaffLanguage): Sheet[] {
  const translate = staffTranslator(language)
  const regions = new Intl.DisplayNames([language], { type: 'region' })
  const writing: Writing = {
    register,
    translate,
    text: (written) => inLanguage(written, language, register.languages.default),
    country: (code) => (code === null ? '' : (regions.of(code) ?? code)),
  }
  return SHEETS.map(({ name, columns, rows }) => ({
    name: translate(`article30.sheets.${name}`),
    columns: columns.map((path) => ({ title: translate(path), width: 30 })),
    rows: rows(writing),
  }))
}
