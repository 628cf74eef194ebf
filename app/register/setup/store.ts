import type { Prisma } from '@prisma/client'
import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import { type Answers, answersSchema } from './model.ts'
import { QUESTIONS, type Question } from './words.ts'

/** One answer, and who gave it. */
interface GivenAnswer {
  answer: unknown
  /** How often it was given, from 1. */
  revision: number
  /** Shopify's id of the member of staff. */
  by: string
  /** ISO 8601. */
  at: string
}

export interface Setup {
  given: Partial<Record<Question, GivenAnswer>>
  /** The answers that the register was last made from, and when; null before. */
  applied: { answers: Answers; at: Date } | null
}

const given = z.object({
  answer: z.unknown(),
  revision: z.int().min(1),
  by: z.string(),
  at: z.iso.datetime(),
})

const NOTHING: Setup = { given: {}, applied: null }

/** An answer that a later release no longer understands counts as not given. */
function givenIn(stored: unknown): Setup['given'] {
  const rows = z.record(z.string(), z.unknown()).parse(stored)
  const readable = QUESTIONS.flatMap((question): [Question, GivenAnswer][] => {
    const read = given.safeParse(rows[question])
    if (!read.success || !answersSchema.safeParse({ [question]: read.data.answer }).success) return []
    return [[question, read.data]]
  })
  return Object.fromEntries(readable)
}

export async function readSetup(tx: ShopTransaction): Promise<Setup> {
  const row = await tx.registerSetup.findUnique({ where: { shop: tx.shop } })
  if (!row) return NOTHING
  const applied = answersSchema.safeParse(row.applied)
  const isApplied = row.appliedAt !== null && applied.success
  return {
    given: givenIn(row.answers),
    applied: isApplied ? { answers: applied.data, at: row.appliedAt as Date } : null,
  }
}

/** Another answer waits until this transaction ends. */
export async function lockSetup(tx: ShopTransaction): Promise<Setup> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('register_setup:' || ${tx.shop}, 0))`
  return readSetup(tx)
}

const json = (value: unknown) => value as Prisma.InputJsonValue

/** Saves over what `lockSetup` read in the same transaction. */
export async function writeGiven(tx: ShopTransaction, written: Setup['given']): Promise<void> {
  const answers = json(written)
  await tx.registerSetup.upsert({
    where: { shop: tx.shop },
    create: { shop: tx.shop, answers },
    update: { answers },
  })
}

export async function writeApplied(tx: ShopTransaction, answers: Answers, at: Date): Promise<void> {
  await tx.registerSetup.updateMany({ where: { shop: tx.shop }, data: { applied: json(answers), appliedAt: at } })
}
