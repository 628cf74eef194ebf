import type pg from 'pg'
import type { NewEvent } from '../../app/consent/ledger/model.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'

/** The database's own function, as the app calls it, once for each event and in their order. */
const APPEND_EACH = `
  SELECT consent_append($1, at, ARRAY[id], ARRAY[subject], ARRAY[source], ARRAY[choices], ARRAY[banner], ARRAY[language],
                        ARRAY[region], ARRAY[gpc], ARRAY[consent], ARRAY[previous]) AS appended
  FROM unnest($2::timestamptz[], $3::uuid[], $4::uuid[], $5::text[], $6::jsonb[], $7::text[], $8::text[], $9::text[],
              $10::boolean[], $11::text[], $12::uuid[])
    AS e (at, id, subject, source, choices, banner, language, region, gpc, consent, previous)`

/** Appends events that are new, each at a time of its own. */
export async function appendEach(
  client: pg.PoolClient,
  shop: ShopDomain,
  events: readonly (NewEvent & { at: Date })[],
): Promise<void> {
  const column = <T>(pick: (event: NewEvent & { at: Date }) => T) => events.map(pick)
  const { rows } = await client.query<{ appended: number | null }>(APPEND_EACH, [
    shop,
    column(({ at }) => at),
    column(({ id }) => id),
    column(({ subject }) => subject),
    column(({ source }) => source),
    column(({ choices }) => JSON.stringify(choices)),
    column(({ banner }) => banner?.hash ?? null),
    column(({ banner }) => banner?.language ?? null),
    column(({ region }) => region),
    column(({ gpc }) => gpc),
    column(({ shopifyConsentId }) => shopifyConsentId),
    column(({ previous }) => previous),
  ])
  if (rows.some(({ appended }) => appended !== 1)) throw new Error('Not every decision was new to the ledger')
}
