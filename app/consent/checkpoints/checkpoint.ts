/** Checkpoints as transparency logs share them: C2SP tlog-checkpoint (https://c2sp.org/tlog-checkpoint). */
import { HASH_BYTES } from '../tree/merkle.ts'

/** The head of a shop's log: the tree over the leaf hashes of its first `size` positions. */
export interface Checkpoint {
  /** The log's name: see `originOf`. */
  origin: string
  size: number
  root: Buffer
}

/** The text that is signed. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`

const SIZE = /^(?:0|[1-9]\d*)$/
const ROOT = /^[A-Za-z0-9+/]{43}=$/

/**
 * Null for a text that is not a checkpoint. Lines after the third are extensions: they are signed, and Kept does not
 * read them.
 */
export function readCheckpointText(text: string): Checkpoint | null {
  const lines = text.split('\n')
  // Each line ends with a newline, and none is empty.
  if (lines.pop() !== '' || lines.includes('')) return null
  const [origin, digits = '', encoded = ''] = lines
  const size = Number(digits)
  const root = Buffer.from(encoded, 'base64')
  if (!origin || !SIZE.test(digits) || !Number.isSafeInteger(size)) return null
  if (!ROOT.test(encoded) || root.length !== HASH_BYTES) return null
  return { origin, size, root }
}

/** The name of a shop's log: the URL at which this installation publishes it, without the scheme. */
export const originOf = (host: string, shop: string): string => `${host}/ledger/${shop}`

/** The shop of a log's name; null when the name is not one of Kept's. */
export const shopOfOrigin = (origin: string): string | null =>
  /^[^/\s+]+\/ledger\/([a-z0-9][a-z0-9-]*\.myshopify\.com)$/.exec(origin)?.[1] ?? null
