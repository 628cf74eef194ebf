import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { SEALED_COLUMNS } from '../../app/encryption-keys.ts'
import { deleteRows } from '../../app/inbox/erase-shop-store.ts'
import { logAccess } from '../../app/platform/access-log.ts'
import { forShop, pool } from '../../app/platform/db.ts'
import { type ShopDomain, shopDomain } from '../../app/platform/shop-domain.ts'
import { sqlForShop } from '../../app/platform/sql.ts'
import { identify } from '../../app/subjects/index.ts'
import { aDecision, aShop, type Doors, openDoors } from '../setup/shopify-calls.ts'

const owner = new pg.Client({ connectionString: inject('databaseOwnerUrl') })
let doors: Doors
beforeAll(async () => {
  await owner.connect()
  doors = await openDoors()
})
afterAll(async () => {
  await doors.close()
  await owner.end()
})

const ALL = 'select insert update delete'
const CHANGED_NEVER_REMOVED = 'select insert update'
const ONLY_ADDED = 'select insert'

/** What the app may do with each table. Whoever needs more says here why it may be removed or changed. */
const RIGHTS: Record<string, string> = {
  // Evidence, and what belongs to it: it goes through functions of the owner's, never by a DELETE.
  access_log: ONLY_ADDED,
  // Who is erased is taken out by the database itself, when the subject goes.
  access_log_people: ONLY_ADDED,
  banner_renderings: ONLY_ADDED,
  banner_versions: ONLY_ADDED,
  shown_wordings: ONLY_ADDED,
  consent_audits: 'select insert update(checked, finished_at, length, result, state)',
  consent_checkpoint_deliveries: 'select insert update(reason, state, updated_at)',
  consent_checkpoint_recipients: ONLY_ADDED,
  consent_checkpoints: ONLY_ADDED,
  consent_erasures: 'select',
  consent_events: ONLY_ADDED,
  consent_ledgers: CHANGED_NEVER_REMOVED,
  consent_seals: ONLY_ADDED,
  consent_signing_keys: 'select insert update(private_key)',
  consent_staff_entries: ONLY_ADDED,
  consent_evidence: ONLY_ADDED,
  consent_wordings: ONLY_ADDED,
  // Named by what it recorded: revoked, and never removed.
  api_keys: 'select insert update(last_used_at, revoked_at, revoked_by)',
  data_subject_request_events: ONLY_ADDED,
  consent_subtrees: ONLY_ADDED,
  consent_trees: 'select insert update(edge, size)',
  policy_pages: ONLY_ADDED,
  purposes: ONLY_ADDED,
  redaction_receipts: ONLY_ADDED,
  register_versions: 'select insert update(published_at, state)',
  // Goes with the person whom it is about.
  flow_events: 'select insert update(settled_at, state)',
  flow_runs: ONLY_ADDED,

  // Goes with its shop only.
  banner_publications: CHANGED_NEVER_REMOVED,
  banner_settings: CHANGED_NEVER_REMOVED,
  consent_acceptance_reach: CHANGED_NEVER_REMOVED,
  data_subject_requests: CHANGED_NEVER_REMOVED,
  inbox_messages: CHANGED_NEVER_REMOVED,
  drift_watches: CHANGED_NEVER_REMOVED,
  drifts: CHANGED_NEVER_REMOVED,
  installations: CHANGED_NEVER_REMOVED,
  policy_publications: CHANGED_NEVER_REMOVED,
  remembered_erasures: CHANGED_NEVER_REMOVED,
  erasures: CHANGED_NEVER_REMOVED,
  erasure_steps: CHANGED_NEVER_REMOVED,
  objection_effects: CHANGED_NEVER_REMOVED,
  rectifications: CHANGED_NEVER_REMOVED,
  corrections: CHANGED_NEVER_REMOVED,
  erasure_copies: CHANGED_NEVER_REMOVED,
  mails: CHANGED_NEVER_REMOVED,
  human_reviews: CHANGED_NEVER_REMOVED,
  restriction_runs: CHANGED_NEVER_REMOVED,
  restriction_steps: CHANGED_NEVER_REMOVED,
  // Goes with its subject, by the database itself.
  subject_restrictions: CHANGED_NEVER_REMOVED,
  recipient_schedules: CHANGED_NEVER_REMOVED,
  recipient_tasks: CHANGED_NEVER_REMOVED,
  request_settings: CHANGED_NEVER_REMOVED,
  request_reminders: ONLY_ADDED,
  register_drafts: CHANGED_NEVER_REMOVED,
  register_edits: CHANGED_NEVER_REMOVED,
  register_setups: CHANGED_NEVER_REMOVED,
  storefront_check_phases: ONLY_ADDED,

  // Removed by the app: who somebody no longer is, sums that are counted anew, lists that grow old, tokens that are worthless.
  consent_acceptance: ALL,
  storefront_days: ALL,
  marketing_heard: ALL,
  merged_customers: 'select insert delete',
  policy_readings: 'select insert delete',
  // Who is erased is nobody any more: that it was done stays as a keyed hash in remembered_erasures.
  subjects: ALL,
  // Goes with the person who wrote it.
  data_subject_request_originals: 'select insert delete',
  supplementary_statements: 'select insert delete',
  // Go with the person, the portions after their days too.
  request_answer_downloads: 'select insert delete',
  request_answer_portions: 'select insert delete',
  request_answers: ALL,
  mail_texts: ALL,
  recipient_ways: ALL,
  request_collections: ALL,
  request_held_portions: 'select insert delete',
  identity_links:
    'select insert delete update(expires_at, hash, known_as, result, tries, used_at, visit_hash, visit_until)',
  mailbox_links: 'select insert delete update(tries, used_at, visit_hash, visit_until)',
  // Deleted once decided, and after 30 days at the latest.
  identity_proofs: 'select insert delete',
  request_intakes: 'select insert delete',
  request_rates: 'select insert delete update(count, times)',
  // Who subscribes again may be written to, and what a customer's record says goes with them.
  contact_suppressions: ALL,
  customer_signals: ALL,
  marketing_grants: ALL,
  held_copies: ALL,
  marketing_write_backs: ALL,
  seen_trackers: ALL,
  // The origin of evidence; its file goes when it is worked.
  consent_imports: CHANGED_NEVER_REMOVED,
  consent_import_portions: 'select insert delete',
  // Told for some days, to addresses that staff remove.
  outgoing_deliveries: ALL,
  outgoing_endpoints: ALL,
  outgoing_events: ALL,
  // Known again for some days, and then by nobody.
  api_calls: 'select insert delete update(result_id)',
  sessions: ALL,
  storefront_checks: 'select insert delete',
  staff_members: ALL,
  subject_identifiers: ALL,

  // Of no shop.
  encryption_keys: 'select insert delete',
  erasure_proofs: 'select insert',
  lookup_keys: 'select insert update(wrapped_key)',
  _prisma_migrations: '',
}

describe('the app may do no more than it needs to', () => {
  test('with each table that no extension brings', async () => {
    const { rows } = await owner.query<{ table: string; rights: string }>(`
      SELECT c.relname AS table, concat_ws(' ',
        (SELECT string_agg(lower(p), ' ' ORDER BY n) FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE',
           'REFERENCES', 'TRIGGER']) WITH ORDINALITY AS t (p, n) WHERE has_table_privilege('kept_app_login', c.oid, p)),
        CASE WHEN NOT has_table_privilege('kept_app_login', c.oid, 'UPDATE') THEN
          (SELECT 'update(' || string_agg(attname, ', ' ORDER BY attname) || ')' FROM pg_attribute a
           WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped
             AND has_column_privilege('kept_app_login', c.oid, attnum, 'UPDATE')) END) AS rights
      FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')`)
    expect(Object.fromEntries(rows.map(({ table, rights }) => [table, rights]))).toEqual(RIGHTS)
  })

  test('nor with a partition, nor make anything', async () => {
    const { rows } = await owner.query(`
      SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r' AND relnamespace = 'public'::regnamespace
        AND has_table_privilege('kept_app_login', oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')`)
    expect(rows).toEqual([])
    for (const sql of ['CREATE TABLE public.mine ()', 'CREATE SCHEMA mine', 'CREATE ROLE mine']) {
      await expect(pool.query(sql), sql).rejects.toThrow(/permission denied/)
    }
  })

  test('with the functions that work as the owner: each finds its tables whatever the caller’s search path is', async () => {
    const { rows } = await owner.query<{ name: string; path: string; isAnybodys: boolean }>(`
      SELECT p.oid::regprocedure::text AS name, array_to_string(proconfig, ' ') AS path,
        EXISTS (SELECT FROM aclexplode(proacl) WHERE grantee = 0) OR proacl IS NULL AS "isAnybodys"
      FROM pg_proc p WHERE prosecdef AND has_function_privilege('kept_app_login', p.oid, 'EXECUTE')
        AND pronamespace <> 'pg_catalog'::regnamespace ORDER BY 1`)
    expect(rows.map(({ name }) => name)).toEqual([
      'api_key_shop(uuid)',
      'consent_create_partitions(timestamp with time zone,integer)',
      'consent_due_checkpoints(timestamp with time zone,integer)',
      'consent_due_seals(timestamp with time zone,bigint,integer)',
      'consent_erase_events(text,uuid[],integer)',
      'drift_due_looks(timestamp with time zone,integer)',
      'erasure_copies_due(timestamp with time zone,timestamp with time zone,integer)',
      'erasures_due(timestamp with time zone,integer)',
      'identity_due_sweeps(timestamp with time zone,integer)',
      'inbox_forget_message(text,text)',
      'inbox_shops_waiting_since(timestamp with time zone,integer)',
      'outgoing_due(timestamp with time zone,integer)',
      'recipient_due_tasks(timestamp with time zone,integer)',
      'rectifications_due(timestamp with time zone,integer)',
      'request_answers_over(timestamp with time zone,integer)',
      'request_collections_over(timestamp with time zone,integer)',
      'request_due_reminders(timestamp with time zone,integer)',
      'restrictions_due(timestamp with time zone,integer)',
      'sealed_next_shop(text)',
      'sealed_under()',
      'shop_erase_message(text,text)',
      'shop_erase_rows(text,text,text,integer)',
    ])
    for (const { path, isAnybodys } of rows) {
      expect(path).toContain('search_path=public, pg_temp')
      expect(isAnybodys).toBe(false)
    }
  })

  test('and cannot become anybody who may', async () => {
    const { rows } = await owner.query('SELECT quote_ident(current_user) AS superuser')
    for (const role of [rows[0].superuser, 'pg_read_all_data', 'pg_write_all_data']) {
      await expect(pool.query(`SET ROLE ${role}`), role).rejects.toThrow(/permission denied/)
    }
    await expect(pool.query('SET session_replication_role = replica')).rejects.toThrow(/permission denied/)
    await expect(pool.query('ALTER TABLE subjects DISABLE ROW LEVEL SECURITY')).rejects.toThrow(/must be owner/)
  })
})

/** A shop with a decision of somebody known, an access that was logged, and a webhook that staff must look at. */
async function aShopWithEvidence(): Promise<ShopDomain> {
  const shop = shopDomain.parse(aShop())
  await doors.consent(aDecision(), { shop, customerId: '5' })
  await doors.webhook('customers/redact', 'not json', { shop })
  await logAccess({ shop, staffId: '1', method: 'GET', route: '/app', status: 200, people: [] })
  return shop
}

const evidenceOf = async (shop: ShopDomain) => {
  const counts: Record<string, number> = {}
  for (const table of ['consent_events', 'consent_erasures', 'access_log', 'inbox_messages', 'subjects']) {
    const { rows } = await owner.query(`SELECT count(*)::int FROM ${table} WHERE shop = $1`, [shop])
    counts[table] = rows[0].count
  }
  return counts
}

describe('nobody who has the app’s login takes evidence away', () => {
  test.each([
    'consent_events',
    'consent_erasures',
    'consent_ledgers',
    'consent_seals',
    'consent_signing_keys',
    'access_log',
    'banner_versions',
    'banner_renderings',
    'redaction_receipts',
    'inbox_messages',
  ])('%s: not even by saying that the shop is being erased', async (table) => {
    const shop = await aShopWithEvidence()
    const attempt = sqlForShop(shop, async (client) => {
      await client.query(`SELECT set_config('kept.erasing_shop', $1, true)`, [shop])
      await client.query(`DELETE FROM ${table}`)
    })
    await expect(attempt).rejects.toThrow(/permission denied/)
  })

  test('by putting a false hash in a decision’s place', async () => {
    const shop = await aShopWithEvidence()
    const put = sqlForShop(shop, (client) =>
      client.query(`INSERT INTO consent_erasures VALUES ($1, 0, sha256('false'), now())`, [shop]),
    )
    await expect(put).rejects.toThrow(/permission denied/)
  })

  test('by erasing a person without a trace', async () => {
    const shop = await aShopWithEvidence()
    await sqlForShop(shop, async (client) => {
      await client.query(`SELECT set_config('kept.erasing_shop', $1, true)`, [shop])
      await client.query('SELECT consent_erase_events($1, (SELECT array_agg(subject_id) FROM consent_events), 10)', [
        shop,
      ])
    })
    expect(await evidenceOf(shop)).toMatchObject({ consent_events: 0, consent_erasures: 1 })
  })

  test('by a function of the release before: it leaves the hash, and reaches its transaction’s shop only', async () => {
    const [shop, other] = [await aShopWithEvidence(), await aShopWithEvidence()]
    const { rows } = await owner.query(
      'SELECT array_agg(subject_id) AS subjects FROM consent_events WHERE shop = ANY ($1)',
      [[shop, other]],
    )
    const erase = (client: pg.PoolClient | typeof pool) =>
      client.query('SELECT consent_erase_events($1::uuid[], 10) AS erased', [rows[0].subjects])
    expect((await sqlForShop(shop, erase)).rows).toEqual([{ erased: 1 }])
    expect(await evidenceOf(shop)).toMatchObject({ consent_events: 0, consent_erasures: 1 })
    expect(await evidenceOf(other)).toMatchObject({ consent_events: 1, consent_erasures: 0 })
    await expect(erase(pool)).rejects.toThrow(/transaction of its shop/)
  })

  test('of another shop', async () => {
    const [mine, theirs] = [await aShopWithEvidence(), await aShopWithEvidence()]
    const { rows } = await owner.query('SELECT array_agg(subject_id) AS subjects FROM consent_events WHERE shop = $1', [
      theirs,
    ])
    const erase = (shop: string, named = shop) =>
      sqlForShop(shop as ShopDomain, (client) =>
        client.query('SELECT consent_erase_events($1, $2, 10) AS erased', [named, rows[0].subjects]),
      )
    expect((await erase(mine)).rows).toEqual([{ erased: 0 }])
    for (const [shop, named] of [
      ['', ''],
      [mine, theirs],
      ['', theirs],
    ] as const) {
      await expect(erase(shop, named)).rejects.toThrow(/transaction of its shop/)
    }
    expect(await evidenceOf(theirs)).toMatchObject({ consent_events: 1 })
  })
})

describe('a shop is erased only because Shopify said so', () => {
  async function aMessage(shop: ShopDomain, changes: { topic?: string; state?: string } = {}): Promise<string> {
    const id = randomUUID()
    const { topic = 'shop/redact', state = 'received' } = changes
    await sqlForShop(shop, (client) =>
      client.query('INSERT INTO inbox_messages (shop, id, topic, received_at, state) VALUES ($1, $2, $3, now(), $4)', [
        shop,
        id,
        topic,
        state,
      ]),
    )
    return id
  }
  const erase = (shop: ShopDomain, message: string, table = 'access_log', most = 10) =>
    forShop(shop, (tx) => deleteRows(tx, message, table, most))

  test.each([
    ['without a message', () => Promise.resolve('none')],
    ['by a message of another topic', (shop: ShopDomain) => aMessage(shop, { topic: 'customers/redact' })],
    ['by one that is done', (shop: ShopDomain) => aMessage(shop, { state: 'done' })],
    ['by one that waits for staff', (shop: ShopDomain) => aMessage(shop, { state: 'needs_person' })],
    ['by one of another shop', () => aMessage(shopDomain.parse(aShop()))],
  ])('not %s', async (_what, message) => {
    const shop = await aShopWithEvidence()
    const id = await message(shop)
    const before = await evidenceOf(shop)
    await expect(erase(shop, id)).rejects.toThrow(/shop\/redact/)
    await expect(forShop(shop, (tx) => tx.$executeRaw`SELECT shop_erase_message(${shop}, ${id})`)).rejects.toThrow(
      /shop\/redact/,
    )
    expect(await evidenceOf(shop)).toEqual(before)
  })

  test.each([
    'redaction_receipts',
    'encryption_keys',
    '_prisma_migrations',
    'consent_events_default',
    'pg_class',
    'x"; --',
    '',
  ])('and never the table %s, which is no shop’s', async (table) => {
    const shop = await aShopWithEvidence()
    await expect(erase(shop, await aMessage(shop), table)).rejects.toThrow(/no table with a shop/)
  })

  test('in portions, and no row of another shop', async () => {
    const [shop, other] = [await aShopWithEvidence(), await aShopWithEvidence()]
    for (let n = 0; n < 4; n += 1) await doors.consent(aDecision(), { shop })
    const before = await evidenceOf(other)
    const message = await aMessage(shop)
    expect(await erase(shop, message, 'consent_events', 3)).toBe(3)
    expect(await erase(shop, message, 'consent_events', 3)).toBe(2)
    expect(await erase(shop, message, 'inbox_messages', 3)).toBe(1)
    expect(await evidenceOf(shop)).toMatchObject({ consent_events: 0, consent_erasures: 0, inbox_messages: 1 })
    expect(await evidenceOf(other)).toEqual(before)
    await expect(erase(shop, message, 'access_log', 1_000_000)).rejects.toThrow(/no number of rows/)
  })
})

describe('a change of the encryption key reaches everything', () => {
  /** Files that seal something under the installation's key, and the columns that it lands in. */
  const SEALS: Record<string, string[]> = {
    'app/inbox/receive.ts': ['inbox_messages.payload'],
    'app/mail/content.ts': ['mails.staff_content'],
    'app/requests/erasure/store.ts': ['erasures.customer'],
    'app/recipients/secret.ts': ['recipient_tasks.wrapped_key', 'recipient_tasks.note'],
    'app/recipients/ways/store.ts': ['recipient_ways.credential', 'recipient_ways.previous_credential'],
    'app/outgoing/endpoints-store.ts': ['outgoing_endpoints.secret', 'outgoing_endpoints.previous_secret'],
    'app/outgoing/deliveries-store.ts': ['outgoing_events.content', 'outgoing_deliveries.answer'],
    'app/consent/imports/store.ts': ['consent_imports.wrapped_key'],
    'app/consent/seals/keys-store.ts': ['consent_signing_keys.private_key'],
    'app/platform/keys-store.ts': [],
    'app/shopify/session-storage.ts': ['sessions.access_token', 'sessions.refresh_token'],
    'app/subjects/store.ts': ['subjects.wrapped_key'],
  }

  test('a new kind of sealed column must be added to the list of places', () => {
    const sealing = readdirSync('app', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && file !== 'platform/crypto.ts')
      .filter((file) => /\.(wrap|sealEnvelope)\(/.test(readFileSync(`app/${file}`, 'utf8')))
      .map((file) => `app/${file}`)
    expect(sealing.toSorted()).toEqual(Object.keys(SEALS).toSorted())
    const reached = SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`)
    expect(reached.toSorted()).toEqual(Object.values(SEALS).flat().toSorted())
  })

  test('and every column is counted under its key', async () => {
    const shop = shopDomain.parse(aShop())
    const counts = async () => {
      const { rows } = await pool.query('SELECT sealed::int FROM sealed_under()')
      return rows.reduce((sum, { sealed }) => sum + sealed, 0)
    }
    const before = await counts()
    await forShop(shop, (tx) => identify(tx, [{ kind: 'email', value: 'a@example.com' }]))
    await doors.webhook('customers/redact', 'not json', { shop })
    expect(await counts()).toBe(before + 2)
  })
})
