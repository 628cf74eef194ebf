/** Entries that neither the template nor the catalogue has. */
import type { z } from 'zod'
import { clause, dataCategory, type Purpose, purpose, retentionRule } from '../model.ts'
import { AUDIENCES } from '../words.ts'
import type { Answers } from './model.ts'
import { written } from './texts.ts'

const EVERYONE = [...AUDIENCES]

/** What Kept keeps for the shop: the proof of choices (GDPR Art. 7(1)), requests, and who looked at them. */
export const privacyRecords = (): z.output<typeof dataCategory> =>
  dataCategory.parse({
    id: 'privacy-records',
    audience: EVERYONE,
    topic: 'other',
    name: written(({ records }) => records.name),
    items: [
      written(({ records }) => records.choices),
      written(({ records }) => records.requests),
      written(({ records }) => records.access),
    ],
    sources: ['data_subject', 'observed'],
  } satisfies z.input<typeof dataCategory>)

/** The limitation of five years: Code civil Art. 2224. */
const PROOF_MONTHS = 60

export const privacyRecordsRule = (months: number): z.output<typeof retentionRule> =>
  retentionRule.parse({
    id: 'privacy-records',
    audience: EVERYONE,
    subject: 'customer',
    trigger: 'last_activity',
    months,
    action: 'delete',
    description: written(({ records }) => records.kept),
    dataCategories: ['privacy-records'],
    legalHolds: [
      {
        keeps: written(({ proof }) => proof.keeps),
        reason: written(({ proof }) => proof.reason),
        months: Math.max(PROOF_MONTHS, months),
        dataCategories: ['privacy-records'],
      },
    ],
  } satisfies z.input<typeof retentionRule>)

/** What rests on consent and is no statistics, advertising or message: chat, suggestions, translation. */
export const extraFunctions = (): Purpose =>
  purpose.parse({
    id: 'extra-functions',
    audience: EVERYONE,
    topic: 'preferences',
    name: written(({ comfort }) => comfort.name),
    description: written(({ comfort }) => comfort.description),
    legalBasis: 'consent',
    dataCategories: ['navigation'],
    retentionRules: ['cookies'],
    signal: 'preferences',
    askedAt: ['banner'],
  } satisfies z.input<typeof purpose>)

export function clausesFor({ markets }: Answers): z.output<typeof clause>[] {
  const wanted: (z.input<typeof clause> | false)[] = [
    markets?.ships === 'world' && {
      id: 'delivery-abroad',
      audience: EVERYONE,
      section: 'storage',
      text: written(({ clauses }) => clauses.abroad),
    },
  ]
  return wanted.filter((each) => each !== false).map((each) => clause.parse(each))
}
