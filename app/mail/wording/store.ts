import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import type { MailWording, WrittenLanguage } from '../model.ts'
import type { MailTemplate } from '../words.ts'

const wording = z.object({ subject: z.string(), paragraphs: z.array(z.string()) })

interface Place {
  template: MailTemplate
  language: WrittenLanguage
}

const keyOf = (tx: ShopTransaction, { template, language }: Place) => ({
  shop_template_language: { shop: tx.shop, template, language },
})

/** A mail's text as staff worded it; null for Kept's own. */
export async function findWording(tx: ShopTransaction, place: Place): Promise<MailWording | null> {
  const row = await tx.mailText.findUnique({ where: keyOf(tx, place) })
  return row && wording.parse(row)
}

/** Which texts staff worded themselves. */
export async function wordedTexts(tx: ShopTransaction): Promise<{ template: string; language: string }[]> {
  return tx.mailText.findMany({ select: { template: true, language: true } })
}

export async function writeWording(
  tx: ShopTransaction,
  { template, language }: Place,
  { subject, paragraphs }: MailWording,
  by: { changedAt: Date; changedBy: string },
): Promise<void> {
  const saved = { subject, paragraphs, ...by }
  await tx.mailText.upsert({
    where: keyOf(tx, { template, language }),
    create: { shop: tx.shop, template, language, ...saved },
    update: saved,
  })
}

export async function removeWording(tx: ShopTransaction, { template, language }: Place): Promise<void> {
  await tx.mailText.deleteMany({ where: { template, language } })
}
