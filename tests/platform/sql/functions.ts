import { globSync } from 'node:fs'
import { loadModule, parsePlPgSQLSync, parseSync } from 'libpg-query'
import { FILLED, type Statement } from './statements.ts'
import { childOf, listOf, type Node, namesOf, nodesBelow, textOf } from './tree.ts'

// Until the parser's WebAssembly is loaded, it refuses everything.
await loadModule()

export interface SqlFunction {
  name: string
  /** Types of its parameters: with the name, what tells it from others. */
  signature: string
  language: string
  body: string
  /** As it is created. */
  sql: string
}

export const migrationFiles = (): string[] => globSync('prisma/migrations/*/migration.sql').toSorted()

/** The functions that the migrations leave behind, run one after the other. */
export function functionsAfter(migrations: readonly string[]): SqlFunction[] {
  const functions = new Map<string, SqlFunction>()
  for (const sql of migrations) {
    for (const { stmt, text } of statementsOf(sql)) {
      for (const dropped of droppedBy(stmt)) functions.delete(dropped)
      const created = childOf(stmt, 'CreateFunctionStmt')
      if (created) {
        const made = functionOf(created, text)
        functions.set(made.signature, made)
      }
    }
  }
  return [...functions.values()]
}

/** What a migration takes away or renames: signatures of functions, tables, and columns with their table. */
export const removedBy = (sql: string): string[] =>
  statementsOf(sql).flatMap(({ stmt }) => [
    ...droppedBy(stmt),
    ...tablesDroppedBy(stmt),
    ...columnsDroppedBy(stmt),
    ...renamedBy(stmt),
  ])

function tablesDroppedBy(stmt: Node | undefined): string[] {
  const drop = childOf(stmt, 'DropStmt')
  if (!['OBJECT_TABLE', 'OBJECT_VIEW'].includes(textOf(drop, 'removeType'))) return []
  return listOf(drop, 'objects').map((one) => namesOf(childOf(one, 'List'), 'items').at(-1) ?? '')
}

function columnsDroppedBy(stmt: Node | undefined): string[] {
  const table = childOf(stmt, 'AlterTableStmt')
  return listOf(table, 'cmds')
    .map((one) => childOf(one, 'AlterTableCmd'))
    .filter((one) => textOf(one, 'subtype') === 'AT_DropColumn')
    .map((one) => `${textOf(childOf(table, 'relation'), 'relname')}.${textOf(one, 'name')}`)
}

function renamedBy(stmt: Node | undefined): string[] {
  const rename = childOf(stmt, 'RenameStmt')
  const table = textOf(childOf(rename, 'relation'), 'relname')
  if (textOf(rename, 'renameType') === 'OBJECT_COLUMN') return [`${table}.${textOf(rename, 'subname')}`]
  return textOf(rename, 'renameType') === 'OBJECT_TABLE' ? [table] : []
}

function statementsOf(sql: string): { stmt: Node | undefined; text: string }[] {
  const bytes = Buffer.from(sql)
  return (
    parseSync(sql).stmts?.map(({ stmt, stmt_location: from = 0, stmt_len: length }) => ({
      stmt: childOf({ stmt }, 'stmt'),
      text: bytes.subarray(from, length === undefined ? undefined : from + length).toString(),
    })) ?? []
  )
}

function droppedBy(stmt: Node | undefined): string[] {
  const drop = childOf(stmt, 'DropStmt')
  if (textOf(drop, 'removeType') !== 'OBJECT_FUNCTION') return []
  return listOf(drop, 'objects').map((one) => {
    const object = childOf(one, 'ObjectWithArgs')
    const types = listOf(object, 'objargs').map((type) => typeOf(childOf(type, 'TypeName')))
    return `${namesOf(object, 'objname').at(-1)}(${types.join(',')})`
  })
}

const typeOf = (type: Node | undefined): string =>
  `${namesOf(type, 'names').at(-1)}${listOf(type, 'arrayBounds').length > 0 ? '[]' : ''}`

function functionOf(created: Node, sql: string): SqlFunction {
  const name = namesOf(created, 'funcname').at(-1) ?? ''
  const types = listOf(created, 'parameters')
    .map((one) => childOf(one, 'FunctionParameter'))
    .filter((one) => textOf(one, 'mode') !== 'FUNC_PARAM_TABLE' && textOf(one, 'mode') !== 'FUNC_PARAM_OUT')
    .map((one) => typeOf(childOf(one, 'argType')))
  const option = (wanted: string) =>
    listOf(created, 'options')
      .map((one) => childOf(one, 'DefElem'))
      .find((one) => textOf(one, 'defname') === wanted)
  const [body = ''] = namesOf(childOf(childOf(option('as'), 'arg'), 'List'), 'items')
  const language = textOf(childOf(childOf(option('language'), 'arg'), 'String'), 'sval')
  return { name, signature: `${name}(${types.join(',')})`, language, body, sql }
}

/** The statements inside a function, those that it puts together from a text too. */
export function statementsOfFunction({ name, language, body, sql }: SqlFunction): Statement[] {
  if (language === 'sql') return [{ place: name, sql: body }]
  const expressions = nodesBelow(parsePlPgSQLSync(sql), ['PLpgSQL_expr']).map(({ node }) => textOf(node, 'query'))
  return expressions.flatMap((expression) => {
    const whole = asStatement(expression)
    return [whole, ...madeFromText(whole)].map((one) => ({ place: name, sql: one }))
  })
}

/** PL/pgSQL also has expressions, and assignments of them. */
function asStatement(expression: string): string {
  if (/^\s*(?:WITH|SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|LOCK|SET)\b/i.test(expression)) return expression
  return `SELECT ${expression.replace(/^\s*[\w.]+\s*:=/, '')}`
}

/** A format('…') that is a statement: %L is a value, the rest are names and parts. */
const madeFromText = (statement: string): string[] =>
  nodesBelow(parseSync(statement), ['A_Const'])
    .map(({ node }) => textOf(childOf(node, 'sval'), 'sval'))
    .filter((text) => /^(?:WITH|SELECT|INSERT|UPDATE|DELETE)\b/.test(text))
    .map((text) =>
      text
        .replaceAll(/%(?:\d\$)?L/g, "''")
        .replaceAll(/%(?:\d\$)?I/g, FILLED)
        .replaceAll(/%(?:\d\$)?s/g, ''),
    )
