import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  appendEvent,
  canonicalLine,
  DECISION_SOURCES,
  eraseEventsOf,
  type LedgerEvent,
  leafHash,
  ledgerLength,
  readEvents,
} from '../../app/consent/index.ts'
import { forShop, pool } from '../../app/platform/db.ts'
import { shopDomain } from '../../app/platform/shop-domain.ts'
import { sqlForShop } from '../../app/platform/sql.ts'
import type { SubjectId } from '../../app/subjects/index.ts'
import { aShop } from '../setup/shopify-calls.ts'
import { anEvent, aSubject } from './an-event.ts'

/** PostgreSQL holds every character but this one. */
const text = fc.string({ unit: 'binary', maxLength: 12 }).map((value) => value.replaceAll('\0', ''))
const hard = fc.constantFrom(
  '"',
  '\\',
  '\b\f\n\r\t\v\u001f\u007f',
  '\u2028\u2029',
  '😀',
  '\uffff',
  '</script>',
  "'",
  '%s',
  '',
)
const word = fc.oneof(text, hard)
const key = fc.oneof(word, fc.constantFrom('__proto__', '10', '2', '-1', 'é', 'e\u0301', '𐀀', '\ue000', 'constructor'))

const event: fc.Arbitrary<LedgerEvent> = fc.record({
  shop: word,
  position: fc.maxSafeNat(),
  id: fc.uuid(),
  subject: fc.uuid(),
  recordedAt: fc
    .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  source: fc.constantFrom(...DECISION_SOURCES),
  choices: fc.array(fc.tuple(key, fc.boolean()), { maxLength: 8 }).map(Object.fromEntries),
  registerVersion: fc.option(fc.nat()),
  banner: fc.option(fc.record({ hash: word, language: word })),
  region: word,
  gpc: fc.boolean(),
  shopifyConsentId: fc.option(word),
  previous: fc.option(fc.uuid()),
})

/** What the database makes of the same event. */
async function inTheDatabase(one: LedgerEvent): Promise<{ line: string; leaf: string }> {
  const { rows } = await pool.query(
    `SELECT consent_event_line(e) AS line, encode(consent_leaf_hash(e), 'hex') AS leaf FROM (
       SELECT $1::text, $2::uuid, $3::bigint, $4::uuid, $5::timestamptz(3), $6::text, $7::jsonb, $8::int, $9::text,
         $10::text, $11::text, $12::boolean, $13::text, $14::uuid
     ) AS given (shop, id, position, subject_id, recorded_at, source, choices, register_version, banner_hash, language,
                 region, gpc, shopify_consent_id, previous_id),
     LATERAL (SELECT (shop, id, position, subject_id, recorded_at, source, choices, register_version, banner_hash, language,
       region, gpc, shopify_consent_id, previous_id)::consent_events AS e) AS event`,
    [
      one.shop,
      one.id,
      one.position,
      one.subject,
      one.recordedAt,
      one.source,
      JSON.stringify(one.choices),
      one.registerVersion,
      one.banner?.hash ?? null,
      one.banner?.language ?? null,
      one.region,
      one.gpc,
      one.shopifyConsentId,
      one.previous,
    ],
  )
  return rows[0]
}

/** That change how PostgreSQL writes dates and bytes. */
const SETTINGS = {
  TimeZone: 'Asia/Kathmandu',
  DateStyle: 'German',
  lc_time: 'C',
  bytea_output: 'escape',
  IntervalStyle: 'sql_standard',
}

describe('the hash that an erased decision leaves is the one that was sealed', () => {
  test('the database writes every event as Kept does, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(event, async (one) => {
        const { line, leaf } = await inTheDatabase(one)
        expect(line).toBe(canonicalLine(one))
        expect(leaf).toBe(leafHash(one).toString('hex'))
      }),
      { numRuns: 500 },
    )
  })

  test('whatever the settings of the connection that erases it', async () => {
    const shop = shopDomain.parse(aShop())
    const subject = aSubject()
    await appendEvent(shop, anEvent({ subject }))
    const ledger = () => forShop(shop, async (tx) => readEvents(tx, 0, await ledgerLength(tx)))
    const [decided] = await ledger()
    await sqlForShop(shop, async (client) => {
      for (const [name, value] of Object.entries(SETTINGS)) await client.query(`SET LOCAL ${name} = '${value}'`)
      await client.query('SELECT consent_erase_events($1, $2, 1)', [shop, [subject]])
    })
    const [erased] = await ledger()
    if (decided?.kind !== 'event' || erased?.kind !== 'erased') throw new Error('It was not decided, or not erased')
    expect(erased.leafHash).toEqual(leafHash(decided.event))
  })

  test('it is left for each of them, in the place of each', async () => {
    const shop = shopDomain.parse(aShop())
    const subject = aSubject()
    const all = [anEvent({ subject }), anEvent(), anEvent({ subject, choices: {}, banner: null, region: '' })]
    for (const one of all) await appendEvent(shop, one)
    const ledger = () => forShop(shop, async (tx) => readEvents(tx, 0, await ledgerLength(tx)))
    const leaves = (await ledger()).map((entry) => entry.kind === 'event' && leafHash(entry.event))
    expect(await forShop(shop, (tx) => eraseEventsOf(tx, [subject as SubjectId]))).toBe(2)
    const after = await ledger()
    expect(after.map(({ kind }) => kind)).toEqual(['erased', 'event', 'erased'])
    expect(after.map((entry) => (entry.kind === 'event' ? leafHash(entry.event) : entry.leafHash))).toEqual(leaves)
  })
})
