import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { TENANT_TABLES } from '../../app/inbox/tenant-tables.ts'

/**
 * What lets a shop's rows lie together on one machine of several: whatever tells rows apart or ties them together begins
 * with the shop. Sessions are Shopify's shape, few, and stay where the job queue is (docs/scale.md).
 */
const TABLES = TENANT_TABLES.filter((table) => table !== 'sessions')

interface Key {
  table: string
  name: string
  columns: string[]
  refersTo?: { table: string; columns: string[] }
  onUpdate?: string
}

const listOf = (text: string) => text.split(',').map((column) => column.replaceAll(/["\s]/g, ''))
const nameOf = (text: string) => text.replaceAll('"', '')

/** The keys that the migrations leave behind, run one after the other as the database would. */
function keysOf(migrations: readonly string[]): Key[] {
  const keys = new Map<string, Key>()
  const [NAME, LIST] = ['("?\\w+"?)', '\\(([^()]+)\\)']
  const drop = (table: string, name: string) => void keys.delete(`${table}.${name}`)
  const add = (key: Key) => void keys.set(`${key.table}.${key.name}`, key)
  const constraints = (table: string, body: string) => {
    for (const [, name = '', columns = ''] of body.matchAll(
      new RegExp(`CONSTRAINT ${NAME} (?:PRIMARY KEY|UNIQUE)\\s*${LIST}`, 'g'),
    )) {
      add({ table, name: nameOf(name), columns: listOf(columns) })
    }
    const foreign = `CONSTRAINT ${NAME} FOREIGN KEY\\s*${LIST}\\s*REFERENCES ${NAME}\\s*${LIST}([^,;)]*)`
    for (const [, name = '', columns = '', other = '', others = '', rest = ''] of body.matchAll(
      new RegExp(foreign, 'g'),
    )) {
      add({
        table,
        name: nameOf(name),
        columns: listOf(columns),
        refersTo: { table: nameOf(other), columns: listOf(others) },
        onUpdate: /ON UPDATE (CASCADE|SET \w+|RESTRICT)/.exec(rest)?.[1] ?? 'NO ACTION',
      })
    }
  }
  for (const statement of migrations.flatMap((sql) => sql.replaceAll(/--.*$/gm, '').split(';'))) {
    const created = new RegExp(`CREATE TABLE ${NAME} \\((.*)\\)`, 's').exec(statement)
    if (created) constraints(nameOf(created[1] ?? ''), created[2] ?? '')
    const altered = new RegExp(`ALTER TABLE ${NAME}`).exec(statement)
    if (altered) {
      const table = nameOf(altered[1] ?? '')
      for (const [, name = ''] of statement.matchAll(new RegExp(`DROP CONSTRAINT ${NAME}`, 'g'))) {
        drop(table, nameOf(name))
      }
      constraints(table, statement)
    }
    const index = new RegExp(`CREATE UNIQUE INDEX ${NAME}\\s+ON ${NAME}\\s*${LIST}`).exec(statement)
    if (index) add({ table: nameOf(index[2] ?? ''), name: nameOf(index[1] ?? ''), columns: listOf(index[3] ?? '') })
  }
  return [...keys.values()]
}

const migrations = globSync('prisma/migrations/*/migration.sql')
  .toSorted()
  .map((file) => readFileSync(file, 'utf8'))

describe('the shop begins every key of a tenant table', () => {
  const keys = keysOf(migrations).filter(({ table }) => TABLES.includes(table))

  test('in the database, as the migrations make it', () => {
    const withPrimaryKey = new Set(keys.filter(({ refersTo }) => !refersTo).map(({ table }) => table))
    expect([...withPrimaryKey].toSorted()).toEqual(TABLES.toSorted())
    for (const key of keys) expect(key.columns[0], `${key.table}.${key.name}`).toBe('shop')
  })

  test('a row refers to rows of its own shop only, and follows no change of their keys', () => {
    const foreign = keys.filter(({ refersTo }) => refersTo)
    expect(foreign).not.toEqual([])
    for (const { table, name, refersTo, onUpdate } of foreign) {
      expect(refersTo?.columns[0], `${table}.${name}`).toBe('shop')
      expect(TABLES, `${table}.${name}`).toContain(refersTo?.table)
      expect(onUpdate, `${table}.${name}`).toBe('NO ACTION')
    }
  })

  test('in Prisma’s models, which say the same', () => {
    const models = readFileSync('prisma/schema.prisma', 'utf8').matchAll(/^model \w+ \{(.*?)^\}/gms)
    const seen: string[] = []
    for (const [, body = ''] of models) {
      const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? ''
      if (!TABLES.includes(table)) continue
      seen.push(table)
      // A key of one field is the shop itself.
      for (const [, field] of body.matchAll(/^ +(\w+) .*@(?:id|unique)\b/gm)) expect(field, table).toBe('shop')
      for (const [, columns = ''] of body.matchAll(/@@(?:id|unique|index)\(\[([^\]]+)\]/g)) {
        expect(listOf(columns)[0], table).toBe('shop')
      }
      for (const [, relation = ''] of body.matchAll(/@relation\((.*)\)/g)) {
        expect(relation, table).toMatch(/fields: \[shop, .*references: \[shop, .*onUpdate: NoAction/)
      }
    }
    expect(seen.toSorted()).toEqual(TABLES.toSorted())
  })
})

test('a key that leaves the shop out is found', () => {
  const found = keysOf([
    'CREATE TABLE "t" ("shop" TEXT NOT NULL, CONSTRAINT "t_pkey" PRIMARY KEY ("id"));',
    'CREATE UNIQUE INDEX t_name ON t (name) WHERE true;',
    'ALTER TABLE t ADD CONSTRAINT t_fkey FOREIGN KEY (shop, o) REFERENCES o (shop, id) ON DELETE CASCADE ON UPDATE CASCADE;',
    'ALTER TABLE t DROP CONSTRAINT t_pkey;',
  ])
  expect(found.map(({ name, columns, onUpdate }) => [name, columns[0], onUpdate])).toEqual([
    ['t_name', 'name', undefined],
    ['t_fkey', 'shop', 'CASCADE'],
  ])
})
