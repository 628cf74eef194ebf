import { randomUUID } from 'node:crypto'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { isMailAddress } from '../../platform/mail-address.ts'
import { isMailConfigured } from '../configured.ts'
import {
  type MailWording,
  placeholdersOf,
  tidied,
  type WordingProblem,
  type WrittenLanguage,
  wordingProblems,
} from '../model.ts'
import { preparedMail, writeMail } from '../post.ts'
import { ownWording, type RenderedMail } from '../render.ts'
import { countTests } from '../store.ts'
import { MAIL_TEXTS } from '../texts.ts'
import type { MailTemplate } from '../words.ts'
import { sampleValues } from './sample.ts'
import { findWording, removeWording, writeWording } from './store.ts'

export interface WordingPlace {
  template: MailTemplate
  language: WrittenLanguage
}

export interface ReadWording {
  wording: MailWording
  /** Kept's own words, to which staff can go back. */
  own: MailWording
  isOwn: boolean
  /** What is added whatever staff write. */
  fixed: string | null
  /** What a text can fill in. */
  placeholders: string[]
}

export async function readWording(tx: ShopTransaction, place: WordingPlace): Promise<ReadWording> {
  const [saved, own] = [await findWording(tx, place), ownWording(place.template, place.language)]
  const { fixed } = MAIL_TEXTS[place.language].templates[place.template]
  return { wording: saved ?? own, own, isOwn: saved === null, fixed, placeholders: placeholdersOf(place.template) }
}

export type WordingSaved = { ok: true } | { ok: false; problems: WordingProblem[] }

/** Saves a text as staff worded it. One that says what Kept says is not kept, so that it follows Kept's next release. */
export async function saveWording(
  tx: ShopTransaction,
  place: WordingPlace,
  typed: MailWording,
  staffId: string,
): Promise<WordingSaved> {
  const wording = tidied(typed)
  const problems = wordingProblems(place.template, wording)
  if (problems.length > 0) return { ok: false, problems }
  const isOwn = JSON.stringify(wording) === JSON.stringify(tidied(ownWording(place.template, place.language)))
  if (isOwn) await removeWording(tx, place)
  else await writeWording(tx, place, wording, { changedAt: clock.now(), changedBy: staffId })
  return { ok: true }
}

/** Goes back to Kept's own words, and returns them. */
export async function resetWording(tx: ShopTransaction, place: WordingPlace): Promise<MailWording> {
  await removeWording(tx, place)
  return ownWording(place.template, place.language)
}

const samplesOf = ({ template, language }: WordingPlace) => ({
  template,
  language,
  values: sampleValues(template, language, clock.now().toISOString().slice(0, 10)),
})

/** The mail with made-up values; null while its text cannot be saved. */
export async function previewWording(
  tx: ShopTransaction,
  place: WordingPlace,
  typed: MailWording,
): Promise<RenderedMail | null> {
  const wording = tidied(typed)
  if (wordingProblems(place.template, wording).length > 0) return null
  const { subject, html, text } = await preparedMail(tx, samplesOf(place), wording)
  return { subject, html, text }
}

/** Test mails of a shop in an hour: enough to word every text, too few to annoy somebody. */
const MOST_TESTS_AN_HOUR = 20
const HOUR_MS = 3_600_000
const TEST_KEY = 'test/'

export type TestSent = { ok: true } | { ok: false; reason: 'not_an_address' | 'not_configured' | 'too_many' }

/** Sends the mail as it is saved, with made-up values, to an address of staff's. */
export async function sendTest(tx: ShopTransaction, place: WordingPlace, to: string): Promise<TestSent> {
  if (!isMailAddress(to)) return { ok: false, reason: 'not_an_address' }
  if (!isMailConfigured()) return { ok: false, reason: 'not_configured' }
  const since = new Date(+clock.now() - HOUR_MS)
  if ((await countTests(tx, TEST_KEY, since)) >= MOST_TESTS_AN_HOUR) return { ok: false, reason: 'too_many' }
  const nobody = { subjectId: null, requestId: null }
  const mail = { to, template: place.template, key: `${TEST_KEY}${randomUUID()}`, ...nobody }
  await writeMail(tx, mail, await preparedMail(tx, samplesOf(place)))
  return { ok: true }
}
