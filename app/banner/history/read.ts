import type { ShopTransaction } from '../../platform/db.ts'
import { findBannerVersion } from '../configuration/store.ts'
import { readRendering } from '../rendering/read.ts'
import { type Rendering, renderedLanguages } from '../rendering/store.ts'

export interface BannerVersionRead {
  hash: string
  registerVersion: number | null
  createdAt: Date
  /** The languages that it was rendered in, by the names that decisions use. */
  languages: string[]
  rendering: Rendering
}

interface Asked {
  hash: string
  /** Null asks for the shop's own language, or any other in which it was rendered. */
  language: string | null
  /** The time of the view; null means the time of publication. */
  at: Date | null
}

/** A banner version as shoppers saw it. Null for a version that the shop never had. */
export async function readBannerVersion(
  tx: ShopTransaction,
  { hash, language, at }: Asked,
): Promise<BannerVersionRead | null> {
  const version = await findBannerVersion(tx, hash)
  if (!version) return null
  const { registerVersion, createdAt, config } = version
  const drawn = await renderedLanguages(tx, hash)
  const shown = language ?? drawn.find((each) => each === config.language) ?? drawn[0] ?? config.language
  const rendering = await readRendering(tx, { hash, language: shown, at: at ?? createdAt })
  if (!rendering) return null
  return {
    hash,
    registerVersion,
    createdAt,
    languages: await renderedLanguages(tx, hash),
    rendering,
  }
}
