import { LRUCache } from 'lru-cache'
import type { ShopTransaction } from '../platform/db.ts'
import { type Register, summaryInForce, type Text, versionInForce } from '../register/index.ts'
import { type AskedPurpose, switchesOf } from './model.ts'

/** What of the published register the centre needs. A version never changes. */
export interface Published {
  number: number
  asked: readonly AskedPurpose[]
  /** What each purpose, and each partner of one, is called. */
  names: ReadonlyMap<string, Text>
  /** Every partner with whom a switch is shared. */
  partners: Register['recipients']
  language: Register['languages']['default']
}

/** A register may be large, and a page is asked for often. */
const parsed = new LRUCache<string, Published>({ max: 200 })

/** Null before the first published version. */
export async function readPublished(tx: ShopTransaction): Promise<Published | null> {
  const summary = await summaryInForce(tx)
  if (!summary) return null
  const key = `${tx.shop} ${summary.number} ${summary.hash}`
  const known = parsed.get(key)
  if (known) return known
  const version = await versionInForce(tx)
  if (!version) return null
  const asked = switchesOf(version.register)
  const published: Published = {
    number: version.number,
    asked,
    names: new Map([
      ...version.register.purposes.map(({ id, name }): [string, Text] => [id, name]),
      ...asked.flatMap(({ key, partner }): [string, Text][] => (partner ? [[key, partner]] : [])),
    ]),
    partners: version.register.recipients.filter(({ id }) => asked.some(({ recipient }) => recipient === id)),
    language: version.register.languages.default,
  }
  parsed.set(`${tx.shop} ${version.number} ${version.hash}`, published)
  return published
}
