import { globSync, readFileSync } from 'node:fs'
import { checkSync } from 'recheck'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

/** Expressions whose time grows with the square of a text, and why no text of theirs is long. */
const BOUNDED: Record<string, string> = {
  '/-+$/': 'an id of 34 characters',
  '/<script>([\\s\\S]*?)<\\/script>/g': 'a page of Shopify’s library, of a few kilobytes',
  '/\\/+$/': 'the address of a shop, from Shopify',
  '/^(?:[^<>]*<)?([^<>\\s]+@[^<>\\s]+?)>?$/': 'what staff type to find a person: see MOST_TYPED',
  '/^(?:gid:\\/\\/shopify\\/Customer\\/|https:\\/\\/\\S*\\/customers\\/)?(\\d{1,20})(?:[/?#]\\S*)?$/': 'the same',
}

/** Pages run in the browser of who reads them. */
const files = globSync('app/**/*.ts', {
  exclude: ['app/ui/**', 'app/shopify/generated/**', 'app/banner/storefront/**'],
})

function expressionsIn(file: string): string[] {
  const found: string[] = []
  const walk = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) found.push(node.text)
    ts.forEachChild(node, walk)
  }
  walk(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true))
  return found
}

const expressions = [...new Set(files.flatMap(expressionsIn))]

describe('no text, however it is made, keeps an expression busy', () => {
  test('there are expressions to check, and every exception is still one of them', () => {
    expect(expressions.length).toBeGreaterThan(50)
    expect(expressions).toEqual(expect.arrayContaining(Object.keys(BOUNDED)))
  })

  test.each(expressions.filter((expression) => !(expression in BOUNDED)))('%s', (expression) => {
    const end = expression.lastIndexOf('/')
    const flags = expression.slice(end + 1).replace('v', 'u')
    // Only proof counts, no search for attacks: it ends at once, or says that an expression is too large for it.
    const result = checkSync(expression.slice(1, end), flags, { checker: 'automaton', timeout: 10_000 })
    expect(result.status).not.toBe('vulnerable')
  })
})
