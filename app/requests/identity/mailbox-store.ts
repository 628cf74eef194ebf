import type { MailboxLink } from '@prisma/client'
import type { ShopTransaction } from '../../platform/db.ts'
import type { SubjectId } from '../../subjects/index.ts'

export type MailboxLinkRow = MailboxLink

export async function insertMailboxLink(
  tx: ShopTransaction,
  link: Pick<MailboxLinkRow, 'id' | 'askedAt' | 'expiresAt'> & { subjectId: SubjectId; hash: Uint8Array },
): Promise<void> {
  await tx.mailboxLink.create({ data: { ...link, shop: tx.shop, hash: new Uint8Array(link.hash) } })
}

export const findMailboxLink = (tx: ShopTransaction, id: string): Promise<MailboxLinkRow | null> =>
  tx.mailboxLink.findFirst({ where: { id } })

/** The link, locked until the transaction ends: two calls at once do not both use it. */
export async function lockMailboxLink(tx: ShopTransaction, id: string): Promise<MailboxLinkRow | null> {
  await tx.$queryRaw`SELECT 1 FROM mailbox_links WHERE shop = ${tx.shop} AND id = ${id}::uuid FOR UPDATE`
  return findMailboxLink(tx, id)
}

export const countMailboxLinks = (tx: ShopTransaction, subjectId: SubjectId, since: Date): Promise<number> =>
  tx.mailboxLink.count({ where: { subjectId, askedAt: { gt: since } } })

export async function removeMailboxLinks(tx: ShopTransaction, subjectId: SubjectId, before: Date): Promise<void> {
  await tx.mailboxLink.deleteMany({ where: { subjectId, askedAt: { lt: before } } })
}

export async function noteMailboxTry(tx: ShopTransaction, id: string): Promise<void> {
  await tx.mailboxLink.updateMany({ where: { id }, data: { tries: { increment: 1 } } })
}

export async function noteMailboxUsed(
  tx: ShopTransaction,
  id: string,
  used: { usedAt: Date; visitHash: Uint8Array; visitUntil: Date },
): Promise<void> {
  await tx.mailboxLink.updateMany({ where: { id }, data: { ...used, visitHash: new Uint8Array(used.visitHash) } })
}
