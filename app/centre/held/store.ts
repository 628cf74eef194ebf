import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import { vault } from '../../platform/vault.ts'
import type { HeldGlance } from '../../requests/index.ts'
import { keyOf, type SubjectId, subjectContext } from '../../subjects/index.ts'

const COPY_STATES = ['reading', 'read', 'failed'] as const

/** A reading of what is held, without its content. */
export interface HeldCopy {
  subjectId: SubjectId
  readingId: string
  state: (typeof COPY_STATES)[number]
  startedAt: Date
  readAt: Date | null
}

const copy = z.object({
  subjectId: z.string().transform((id) => id as SubjectId),
  readingId: z.string(),
  state: z.enum(COPY_STATES),
  startedAt: z.date(),
  readAt: z.date().nullable(),
})

const ABOUT = { subjectId: true, readingId: true, state: true, startedAt: true, readAt: true } as const

/** The newest of these subjects of one person. */
export async function findCopy(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<HeldCopy | null> {
  const row = await tx.heldCopy.findFirst({
    where: { subjectId: { in: [...subjects] } },
    orderBy: { startedAt: 'desc' },
    select: ABOUT,
  })
  return row && copy.parse(row)
}

export async function findReading(tx: ShopTransaction, readingId: string): Promise<HeldCopy | null> {
  const row = await tx.heldCopy.findFirst({ where: { readingId }, select: ABOUT })
  return row && copy.parse(row)
}

/** Begins a reading in place of the one before. What that one read stays until this one is done. */
export async function beginReading(
  tx: ShopTransaction,
  subjectId: SubjectId,
  { readingId, at }: { readingId: string; at: Date },
): Promise<void> {
  const begun = { readingId, state: 'reading', startedAt: at }
  await tx.heldCopy.upsert({
    where: { shop_subjectId: { shop: tx.shop, subjectId } },
    create: { shop: tx.shop, subjectId, ...begun },
    update: begun,
  })
}

type Profile = Omit<HeldGlance, 'tables'>

/** Nothing where another reading has begun, or the person was erased. */
export async function storeCopy(
  tx: ShopTransaction,
  { subjectId, readingId }: HeldCopy,
  { tables, ...profile }: HeldGlance,
  at: Date,
): Promise<void> {
  const key = await keyOf(tx, subjectId)
  if (!key) return
  const sealed = (value: object) =>
    new Uint8Array(vault.seal(key, JSON.stringify(value), subjectContext(tx.shop, subjectId)))
  await tx.heldCopy.updateMany({
    where: { subjectId, readingId },
    data: { state: 'read', readAt: at, profile: sealed(profile), content: sealed(tables) },
  })
}

export async function noteReadingFailed(tx: ShopTransaction, readingId: string): Promise<void> {
  await tx.heldCopy.updateMany({ where: { readingId, state: 'reading' }, data: { state: 'failed' } })
}

export async function removeReading(tx: ShopTransaction, readingId: string): Promise<void> {
  await tx.heldCopy.deleteMany({ where: { readingId } })
}

/** Only Kept writes these two, and only with these types. */
async function opened<Content>(
  tx: ShopTransaction,
  subjectId: SubjectId,
  column: 'profile' | 'content',
): Promise<Content | null> {
  const row = await tx.heldCopy.findFirst({ where: { subjectId }, select: { profile: true, content: true } })
  const sealed = row?.[column]
  const key = sealed && (await keyOf(tx, subjectId))
  if (!sealed || !key) return null
  return JSON.parse(vault.open(key, sealed, subjectContext(tx.shop, subjectId)).toString('utf8')) as Content
}

export const readProfile = (tx: ShopTransaction, subjectId: SubjectId) => opened<Profile>(tx, subjectId, 'profile')

export const readTables = (tx: ShopTransaction, subjectId: SubjectId) =>
  opened<HeldGlance['tables']>(tx, subjectId, 'content')
