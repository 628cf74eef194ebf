import { createHash } from 'node:crypto'
import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { canonicalJson } from '../../register/index.ts'
import type { ShownWording } from './model.ts'

const content: z.ZodType<ShownWording> = z.object({
  place: z.string(),
  language: z.string(),
  purposes: z.array(
    z.object({ key: z.string(), name: z.string(), description: z.string(), partner: z.string().optional() }),
  ),
  around: z.array(z.string()),
})

/** Keeps a wording once, and returns by what an event of the ledger names it. */
export async function keepShownWording(
  tx: ShopTransaction,
  wording: ShownWording,
): Promise<{ hash: string; language: string }> {
  const hash = createHash('sha256').update(canonicalJson(wording)).digest('hex')
  await tx.$executeRaw`
    INSERT INTO shown_wordings (shop, hash, content, shown_at)
    VALUES (${tx.shop}, ${hash}, ${JSON.stringify(wording)}::jsonb, ${clock.now()})
    ON CONFLICT DO NOTHING`
  return { hash, language: wording.language }
}

/** Null for a hash that names a banner. */
export async function findShownWording(tx: ShopTransaction, hash: string): Promise<ShownWording | null> {
  const row = await tx.shownWording.findFirst({ where: { hash }, select: { content: true } })
  return row && content.parse(row.content)
}
