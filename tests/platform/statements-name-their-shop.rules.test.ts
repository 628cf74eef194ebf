import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { TENANT_TABLES } from '../../app/inbox/tenant-tables.ts'

/** Ask for no row: whether the tables are there. */
const WITHOUT_ROWS = /WHERE false$/
const READS = new RegExp(`\\b(?:FROM|JOIN|INTO|UPDATE)\\s+(?:${TENANT_TABLES.join('|')})\\b`)
const NAMES_SHOP = /\bshop = \$|\(shop, |\bVALUES \(\$\{tx\.shop\}/

/** SQL that reads or writes a tenant table, as it stands in a file: what is filled in stands as ${…}. */
function statementsIn(source: string): string[] {
  const found: string[] = []
  const file = ts.createSourceFile('x.ts', source, ts.ScriptTarget.Latest)
  const visit = (node: ts.Node): void => {
    if (ts.isTemplateLiteral(node) || ts.isStringLiteral(node)) {
      const text = node.getText(file).slice(1, -1)
      if (READS.test(text)) found.push(text)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

test('each statement on a tenant table names its shop, and so goes to one machine of several', () => {
  const files = globSync('app/**/*.ts')
  const statements = files.flatMap((file) => statementsIn(readFileSync(file, 'utf8')).map((sql) => ({ file, sql })))
  expect(statements.length).toBeGreaterThan(20)
  expect(statements.filter(({ sql }) => !NAMES_SHOP.test(sql) && !WITHOUT_ROWS.test(sql))).toEqual([])
})

test('one that does not is found', () => {
  const found = statementsIn('const x = `SELECT * FROM subjects WHERE id = $1`; // FROM subjects')
  expect(found).toHaveLength(1)
  expect(found.filter((sql) => NAMES_SHOP.test(sql))).toEqual([])
})
