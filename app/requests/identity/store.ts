import type { IdentityLink } from '@prisma/client'
import type { ShopTransaction } from '../../platform/db.ts'
import type { SubjectId } from '../../subjects/index.ts'
import type { LinkResult } from '../words.ts'

export type LinkRow = IdentityLink

export interface AskedLink {
  id: string
  requestId: string
  askedAt: Date
  askedBy: string | null
  pathPrefix: string | null
}

export async function insertLink(tx: ShopTransaction, link: AskedLink): Promise<void> {
  await tx.identityLink.create({ data: { ...link, shop: tx.shop } })
}

/** The link, locked until the transaction ends: two calls at once do not both use it. */
export async function lockLink(tx: ShopTransaction, id: string): Promise<LinkRow | null> {
  await tx.$queryRaw`SELECT 1 FROM identity_links WHERE shop = ${tx.shop} AND id = ${id}::uuid FOR UPDATE`
  return findLink(tx, id)
}

export const findLink = (tx: ShopTransaction, id: string): Promise<LinkRow | null> =>
  tx.identityLink.findFirst({ where: { id } })

/** A link that a job has not worked yet, with whom it is for; null when it was worked, or its person was erased. */
export async function findWaitingLink(tx: ShopTransaction, id: string) {
  const found = await tx.identityLink.findFirst({
    where: { id, result: null },
    include: { request: { select: { subjectId: true, language: true, isIdentified: true } } },
  })
  if (!found?.request.subjectId) return null
  const { subjectId, language, isIdentified } = found.request
  return { ...found, subjectId: subjectId as SubjectId, language, isIdentified }
}

export async function noteSent(
  tx: ShopTransaction,
  id: string,
  sent: { knownAs: string; hash: Uint8Array; expiresAt: Date },
): Promise<void> {
  const { knownAs, expiresAt } = sent
  await tx.identityLink.updateMany({
    where: { id },
    data: { result: 'sent' satisfies LinkResult, knownAs, expiresAt, hash: new Uint8Array(sent.hash) },
  })
}

export async function noteNotSent(tx: ShopTransaction, id: string, result: LinkResult): Promise<void> {
  await tx.identityLink.updateMany({ where: { id, result: null }, data: { result } })
}

export async function noteWrongTry(tx: ShopTransaction, id: string): Promise<void> {
  await tx.identityLink.updateMany({ where: { id }, data: { tries: { increment: 1 } } })
}

export async function noteUsed(
  tx: ShopTransaction,
  id: string,
  visit: { usedAt: Date; visitHash: Uint8Array; visitUntil: Date },
): Promise<void> {
  await tx.identityLink.updateMany({ where: { id }, data: { ...visit, visitHash: new Uint8Array(visit.visitHash) } })
}

/** Links to whatever this person asked for. */
export const countLinksSince = (tx: ShopTransaction, subjectId: SubjectId, since: Date): Promise<number> =>
  tx.identityLink.count({ where: { request: { subjectId }, askedAt: { gt: since } } })

/** The link that was asked for last. */
export const lastLink = (tx: ShopTransaction, requestId: string): Promise<LinkRow | null> =>
  tx.identityLink.findFirst({ where: { requestId }, orderBy: [{ askedAt: 'desc' }, { id: 'desc' }] })

export async function removeLinks(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<void> {
  await tx.identityLink.deleteMany({ where: { request: { subjectId: { in: [...subjects] } } } })
}
