/** Visitors' choices as Kept recorded them, and the ledger's nights. */
import { v7 as uuidv7 } from 'uuid'
import { readPublication } from '../../app/banner/configuration/store.ts'
import { findBannerVersion } from '../../app/banner/index.ts'
import { issueCheckpoint } from '../../app/consent/checkpoints/issue.ts'
import { decision, recordDecision } from '../../app/consent/index.ts'
import type { Decision } from '../../app/consent/model.ts'
import { eventOfDecision } from '../../app/consent/record.ts'
import { sealNext } from '../../app/consent/seals/index.ts'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { sqlForShop } from '../../app/platform/sql.ts'
import { visitorSubject } from '../../app/subjects/index.ts'
import { setClock } from './clock.ts'
import { appendEach } from './store.ts'
import { agrees, type Visit } from './visitors.ts'

/** What the storefront asks with. */
export interface BannerShown {
  hash: string
  purposes: readonly string[]
}

export async function bannerShown(shop: ShopDomain): Promise<BannerShown> {
  return forShop(shop, async (tx) => {
    const { hash } = await readPublication(tx)
    const version = hash === null ? null : await findBannerVersion(tx, hash)
    if (hash === null || !version) throw new Error('The storefront has no banner')
    return { hash, purposes: version.config.purposes.map(({ key }) => key) }
  })
}

/** How long a choice is on its way from the page to the ledger. */
const ON_ITS_WAY_MS = 180

/** Keeps what each browser knows: the id of the choice before. */
export class Browsers {
  readonly #last = new Map<string, string>()

  /** The visit's choice as the page sends it. */
  choose(visit: Visit, banner: BannerShown): Decision {
    const { visitor, surface, locale, region } = visit
    const previous = this.#last.get(visitor)
    const made = decision.parse({
      id: uuidv7({ msecs: +visit.at - ON_ITS_WAY_MS }),
      visitor,
      choices: Object.fromEntries(banner.purposes.map((key, n) => [key, agrees(visit, n)])),
      surface,
      language: locale,
      region,
      gpc: surface === 'gpc',
      banner: banner.hash,
      ...(previous && { previous }),
    })
    this.#last.set(visitor, made.id)
    return made
  }
}

export interface ChoiceOfBrowser {
  at: Date
  decision: Decision
}

/**
 * Records choices of browsers, each at its own time, many in a statement: one each, as they came, would make the first
 * start of the demo a minute longer.
 */
export async function recordBrowsers(shop: ShopDomain, made: readonly ChoiceOfBrowser[]): Promise<void> {
  const events = made.map(({ at, decision }) => ({
    at,
    ...eventOfDecision(decision, visitorSubject(shop, decision.visitor)),
  }))
  if (events.length > 0) await sqlForShop(shop, (client) => appendEach(client, shop, events))
}

export async function recordCustomer(shop: ShopDomain, at: Date, made: Decision, customerId: number): Promise<void> {
  setClock(at)
  await recordDecision(shop, made, String(customerId))
}

/** Seals what the day brought. */
export const seal = (shop: ShopDomain) => forShop(shop, sealNext)

/** Signs the day's checkpoint, once everything is sealed. */
export const checkpoint = (shop: ShopDomain, day: Date) => forShop(shop, (tx) => issueCheckpoint(tx, day))
