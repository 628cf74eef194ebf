import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import type { RenderContext } from './liquid.ts'
import type { FrozenRendering } from './render.ts'

export interface Rendering extends FrozenRendering {
  bannerHash: string
  drawnAt: Date
}

/** Stores a rendering of a stored banner version. An existing one stays as it is. */
export async function storeRendering(
  tx: ShopTransaction,
  { bannerHash, language, html, htmlHash, filesHash, drawnAt }: Rendering,
  scene: RenderContext,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO banner_renderings (shop, banner_hash, language, html_hash, files_hash, html, scene, drawn_at)
    VALUES (${tx.shop}, ${bannerHash}, ${language}, ${htmlHash}, ${filesHash}, ${html}, ${JSON.stringify(scene)}::jsonb, ${drawnAt})
    ON CONFLICT DO NOTHING`
}

/** The rendering that shoppers saw at a time: the last one before it, else the first one after it. */
export async function findRendering(
  tx: ShopTransaction,
  { hash, language, at }: { hash: string; language: string; at: Date },
): Promise<Rendering | null> {
  const where = { bannerHash: hash, language }
  const select = { bannerHash: true, language: true, html: true, htmlHash: true, filesHash: true, drawnAt: true }
  const before = await tx.bannerRendering.findFirst({
    where: { ...where, drawnAt: { lte: at } },
    orderBy: [{ drawnAt: 'desc' }, { htmlHash: 'asc' }],
    select,
  })
  return before ?? (await tx.bannerRendering.findFirst({ where, orderBy: { drawnAt: 'asc' }, select }))
}

/** The languages in which a version was rendered. */
export async function renderedLanguages(tx: ShopTransaction, hash: string): Promise<string[]> {
  const found = await tx.bannerRendering.findMany({
    where: { bannerHash: hash },
    distinct: ['language'],
    orderBy: { language: 'asc' },
    select: { language: true },
  })
  return found.map(({ language }) => language)
}

export const isRenderedBy = async (tx: ShopTransaction, hash: string, filesHash: string): Promise<boolean> =>
  (await tx.bannerRendering.findFirst({ where: { bannerHash: hash, filesHash }, select: { language: true } })) !== null

const scene = z.object({ shopName: z.string(), policyUrl: z.string().nullable() }) satisfies z.ZodType<RenderContext>

/** The shop's facts in the newest rendering of this version, or of any version; null before the first. */
export async function lastRenderContext(tx: ShopTransaction, hash: string | null): Promise<RenderContext | null> {
  const found = await tx.bannerRendering.findFirst({
    where: hash === null ? {} : { bannerHash: hash },
    orderBy: { drawnAt: 'desc' },
    select: { scene: true },
  })
  return found && scene.parse(found.scene)
}
