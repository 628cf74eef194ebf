import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { TENANT_TABLES } from '../../app/inbox/tenant-tables.ts'
import { functionsAfter, migrationFiles, statementsOfFunction } from './sql/functions.ts'
import { shopsAsked } from './sql/shops.ts'
import { FILLED, type Statement, statementsIn, statementsOfApp } from './sql/statements.ts'

/** Ask for no row: whether the tables are there. */
const WITHOUT_ROWS = /WHERE false$/

/** Work over all shops, and why. Each joins only rows of one shop, all the same. */
const OVER_ALL_SHOPS: Record<string, string> = {
  api_key_shop: 'a key says by itself which shop it is of',
  consent_due_seals: 'looks for due work',
  consent_due_checkpoints: 'looks for due work',
  drift_due_looks: 'looks for due work',
  erasure_copies_due: 'looks for due work',
  erasures_due: 'looks for due work',
  rectifications_due: 'looks for due work',
  request_due_reminders: 'looks for due work',
  identity_due_sweeps: 'looks for due work',
  inbox_shops_waiting_since: 'looks for due work',
  outgoing_due: 'looks for due work',
  recipient_due_tasks: 'looks for due work',
  request_answers_over: 'looks for due work',
  restrictions_due: 'looks for due work',
  request_collections_over: 'looks for due work',
  sealed_next_shop: 'a change of the encryption key goes from shop to shop',
  consent_create_partitions: 'a month’s events move into their partition',
}

/** Adds up one number of each table, over all shops, and joins nothing. */
const COUNTS = new Set(['sealed_under'])

/** A partition and a table that is filled in have a shop too. */
const isTenantTable = (table: string) =>
  TENANT_TABLES.includes(table) || table === FILLED || table === 'consent_events_default'

/** Why a statement would not be worked by the one machine that has the shop, or might mix shops; null for one that is fine. */
function problemOf({ sql, place }: Statement): string | null {
  if (WITHOUT_ROWS.test(sql) || COUNTS.has(place)) return null
  try {
    const { tables, shops, isNamed } = shopsAsked(sql, isTenantTable)
    if (tables.length === 0) return null
    if (shops > 1) return `${tables.join(', ')}: not joined on the shop`
    return isNamed || place in OVER_ALL_SHOPS ? null : `${tables.join(', ')}: of which shop?`
  } catch (error) {
    return `PostgreSQL cannot read it: ${error instanceof Error ? error.message : error}`
  }
}

const problemsOf = (statements: Statement[]) =>
  statements.map((one) => ({ ...one, problem: problemOf(one) })).filter(({ problem }) => problem !== null)

describe('no query joins two shops, and each names its own, so that one machine of several answers it', () => {
  test('in the app', () => {
    const statements = statementsOfApp()
    expect(statements.length).toBeGreaterThan(40)
    expect(problemsOf(statements)).toEqual([])
  })

  test('in the functions that the migrations leave behind', () => {
    const functions = functionsAfter(migrationFiles().map((file) => readFileSync(file, 'utf8')))
    expect(functions.map(({ name }) => name)).toEqual(
      expect.arrayContaining([...Object.keys(OVER_ALL_SHOPS), ...COUNTS]),
    )
    const statements = functions.flatMap(statementsOfFunction)
    expect(statements.length).toBeGreaterThan(40)
    expect(problemsOf(statements)).toEqual([])
  })

  test.each([
    ['names no shop', 'SELECT * FROM subjects WHERE id = $1'],
    ['names it in one branch only', 'SELECT * FROM subjects WHERE shop = $1 OR id = $2'],
    ['names many', 'SELECT * FROM subjects WHERE shop = ANY ($1)'],
    ['joins on an id', 'SELECT FROM subjects s JOIN subject_identifiers i ON i.subject_id = s.id WHERE s.shop = $1'],
    ['joins two shops', 'SELECT FROM subjects s, subject_identifiers i WHERE s.shop = $1 AND i.shop = $2'],
    [
      'asks another table aside',
      'SELECT FROM subjects WHERE shop = $1 AND id IN (SELECT subject_id FROM consent_events)',
    ],
    [
      'asks a table in what it selects',
      'SELECT (SELECT max(position) FROM consent_events) FROM subjects WHERE shop = $1',
    ],
    ['hides a table in a WITH', 'WITH e AS (SELECT * FROM consent_events) SELECT FROM e, subjects s WHERE s.shop = $1'],
    [
      'writes for one shop what it read of others',
      'INSERT INTO subjects (id, shop) SELECT subject_id, $1 FROM consent_events',
    ],
    [
      'deletes by another’s rows',
      'DELETE FROM subjects s USING consent_events e WHERE e.shop = $1 AND e.subject_id = s.id',
    ],
    [
      'changes by an outer row',
      'UPDATE subjects s SET id = $2 WHERE EXISTS (SELECT FROM consent_events e WHERE e.shop = $1)',
    ],
    ['adds another shop’s rows', 'SELECT id FROM subjects WHERE shop = $1 UNION SELECT id FROM consent_events'],
  ])('a statement that %s is found', (_what, sql) => {
    expect(problemOf({ place: '', sql })).toMatch(/of which shop|not joined on the shop/)
  })

  test.each([
    ['a join on the shop', 'SELECT FROM subjects s JOIN subject_identifiers i ON i.shop = s.shop WHERE s.shop = $1'],
    ['USING', 'SELECT FROM subjects s LEFT JOIN subject_identifiers i USING (shop, id) WHERE s.shop = $1'],
    ['rows', 'SELECT FROM subjects s, consent_events e WHERE (s.shop, s.id) = (e.shop, e.subject_id) AND s.shop = $1'],
    [
      'what a WITH gives',
      'WITH e AS (SELECT shop FROM consent_events WHERE shop = $1) SELECT FROM subjects s JOIN e ON e.shop = s.shop',
    ],
    [
      'a row around it',
      'UPDATE subjects s SET id = $2 WHERE s.shop = $1 AND EXISTS (SELECT FROM consent_events e WHERE e.shop = s.shop)',
    ],
    ['values', 'INSERT INTO subjects AS s (id, shop) VALUES ($1, $2) ON CONFLICT (shop, id) DO UPDATE SET id = s.id'],
    ['a row of a trigger', 'SELECT FROM consent_erasures WHERE shop = OLD.shop'],
  ])('one that says it by %s is fine', (_what, sql) => {
    expect(problemOf({ place: '', sql })).toBeNull()
  })

  test('what is filled into a file’s SQL is a parameter, the same for the same expression, or a name', () => {
    const source =
      'sql`SELECT FROM a JOIN b ON a.shop = #{tx.shop} AND b.shop = #{tx.shop}`; x(`SELECT #{c} FROM #{t}`)'
    const [tagged, text] = statementsIn(source.replaceAll('#', '$'))
    expect([tagged, text]).toEqual(['SELECT FROM a JOIN b ON a.shop = $1 AND b.shop = $1', 'SELECT filled FROM filled'])
  })
})
