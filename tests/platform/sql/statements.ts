import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'

/** SQL as it stands in a file. */
export interface Statement {
  place: string
  sql: string
}

/** Stands for a name or an expression that is filled in: PostgreSQL's parser takes it for one. */
export const FILLED = 'filled'

const READS = /\b(?:FROM|JOIN|INTO|UPDATE)\s+(?:\$\{|[a-z_]+\b(?!\())/

/** SQL in the app's code that reads or writes a table. A part of a statement that does is one that nobody can read alone. */
export const statementsOfApp = (): Statement[] =>
  globSync('app/**/*.ts', { exclude: ['app/ui/**', 'app/shopify/generated/**', 'app/banner/storefront/**'] })
    .toSorted()
    .flatMap((place) => statementsIn(readFileSync(place, 'utf8')).map((sql) => ({ place, sql })))

/** What is filled in becomes a parameter, the same for the same expression, as it does for PostgreSQL; in a text without a tag, a name. */
export function statementsIn(source: string): string[] {
  const found: string[] = []
  const file = ts.createSourceFile('x.ts', source, ts.ScriptTarget.Latest, true)
  const visit = (node: ts.Node): void => {
    if ((ts.isTemplateLiteral(node) || ts.isStringLiteral(node)) && READS.test(node.getText(file))) {
      found.push(ts.isTemplateExpression(node) ? filled(node, file) : node.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function filled(template: ts.TemplateExpression, file: ts.SourceFile): string {
  const isTagged = ts.isTaggedTemplateExpression(template.parent)
  const parameters: string[] = []
  return template.templateSpans.reduce((sql, { expression, literal }) => {
    const text = expression.getText(file)
    if (!parameters.includes(text)) parameters.push(text)
    const value = isTagged ? `$${parameters.indexOf(text) + 1}` : FILLED
    // Another statement, which is read where it stands.
    const isQuery = isTagged && /\bFROM \($/.test(sql)
    return `${sql}${isQuery ? `SELECT ${value}` : value}${literal.text}`
  }, template.head.text)
}
