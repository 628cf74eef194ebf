import { monthsAfter } from '../calendar.ts'
import { adequacyOf, isInEea } from '../countries.ts'
import type { Recipient, StoragePlace } from '../model.ts'
import { isWritten } from '../text.ts'
import type { EntryRule } from './finding.ts'

/** Decision (EU) 2021/914 introduced the present clauses on this day; older ones are no longer valid (its Art. 4). */
const CLAUSES_SINCE = '2021-06-27'

/** Participants certify every year (EU-US Data Privacy Framework, Annex I, III.6), so the list is checked as often. */
const PARTICIPATION_MONTHS = 12

type Place = Pick<Recipient | StoragePlace, 'country' | 'transfer'>

/** The country, when data that is sent there leaves the EEA. */
const abroad = ({ country }: Place) => (country !== null && !isInEea(country) ? country : undefined)

/** GDPR Art. 44 to 46: whether the declared safeguard lets data leave the EU/EEA. */
const TRANSFER_RULES: readonly EntryRule<Place>[] = [
  {
    code: 'country_outside_eea',
    field: 'transfer',
    broken: (place) => {
      const country = abroad(place)
      return country !== undefined && place.transfer.mechanism === 'eea' && { country }
    },
  },
  {
    code: 'transfer_without_mechanism',
    field: 'transfer',
    broken: (place) => {
      const country = abroad(place)
      return country !== undefined && place.transfer.mechanism === 'none' && { country }
    },
  },
  // Art. 45(3).
  {
    code: 'adequacy_not_decided',
    field: 'transfer',
    broken: (place, { today }) => {
      const country = abroad(place)
      const relied = country !== undefined && place.transfer.mechanism === 'adequacy'
      return relied && adequacyOf(country, today) === undefined && { country }
    },
  },
  {
    code: 'adequacy_participation_unchecked',
    field: 'transfer',
    broken: ({ country, transfer }, { today }) => {
      if (country === null || transfer.mechanism !== 'adequacy') return false
      if (adequacyOf(country, today)?.scope !== 'participants') return false
      const checked = transfer.participationCheckedOn
      return (checked === null || monthsAfter(checked, PARTICIPATION_MONTHS) < today) && { country }
    },
  },
  {
    code: 'clauses_repealed',
    field: 'transfer',
    broken: ({ transfer }) =>
      transfer.mechanism === 'standard_clauses' &&
      transfer.signedOn !== null &&
      transfer.signedOn < CLAUSES_SINCE && { date: transfer.signedOn },
  },
]

const OUTSIDE: ReadonlySet<Recipient['kind']> = new Set<Recipient['kind']>([
  'processor',
  'joint_controller',
  'controller',
])

/** Another organisation that we chose to send data to: what we must know of it, and look at again. */
export const isOutsideParty = ({ kind }: Recipient): boolean => OUTSIDE.has(kind)

const isUndated = ({ transfer }: Place) => transfer.mechanism === 'standard_clauses' && transfer.signedOn === null

export const STORAGE_PLACE_RULES: readonly EntryRule<StoragePlace>[] = [
  ...TRANSFER_RULES,
  // Art. 46(2)(c) asks for the clauses of Decision (EU) 2021/914, not for the day; the day shows which version was signed.
  // Where a recipient runs the place, the clauses are its own: with the shop, and then they stand at the
  // recipient, or with a sub-processor (Art. 28(4)), and then the shop has signed none.
  { code: 'clauses_undated', field: 'transfer', broken: (place) => place.recipient === null && isUndated(place) },
]

export const RECIPIENT_RULES: readonly EntryRule<Recipient>[] = [
  ...TRANSFER_RULES,
  // Art. 46(2)(c).
  { code: 'clauses_undated', field: 'transfer', broken: isUndated },
  {
    code: 'recipient_country_missing',
    field: 'country',
    broken: (recipient) => isOutsideParty(recipient) && recipient.country === null,
  },
  { code: 'recipient_buys', field: 'buys', broken: ({ buys }) => buys },
  // Art. 28(3).
  {
    code: 'agreement_missing',
    field: 'agreement',
    broken: ({ kind, agreement }) => kind === 'processor' && agreement === null,
  },
  {
    code: 'agreement_expired',
    field: 'agreement',
    broken: ({ agreement }, { today }) => {
      const date = agreement?.expiresOn
      return typeof date === 'string' && date < today && { date }
    },
  },
  // Art. 26(2).
  {
    code: 'arrangement_missing',
    field: 'arrangement',
    broken: ({ kind, arrangement }) => kind === 'joint_controller' && !isWritten(arrangement),
  },
  // Art. 28(1) and 24(1): guarantees are reviewed regularly, not only asked for once.
  {
    code: 'review_missing',
    field: 'nextReviewOn',
    broken: (recipient) => isOutsideParty(recipient) && recipient.nextReviewOn === null,
  },
  {
    code: 'review_overdue',
    field: 'nextReviewOn',
    broken: ({ nextReviewOn }, { today }) => nextReviewOn !== null && nextReviewOn < today && { date: nextReviewOn },
  },
  // Art. 19.
  {
    code: 'notice_email_missing',
    field: 'noticeEmail',
    broken: (recipient) => isOutsideParty(recipient) && recipient.noticeEmail === null,
  },
  {
    code: 'recipient_unused',
    field: 'id',
    broken: ({ id }, { register }) =>
      !register.purposes.some(({ recipients }) => recipients.includes(id)) &&
      !register.storagePlaces.some(({ recipient }) => recipient === id) &&
      !register.trackers.some(({ recipient }) => recipient === id),
  },
]
