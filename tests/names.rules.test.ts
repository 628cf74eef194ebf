import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Names that more than one file may declare, and why nobody mixes them up. */
const ALLOWED: Readonly<Record<string, string>> = {
  ErrorBoundary: 'Remix: every route may have one',
  action: 'Remix: every route may have one',
  loader: 'Remix: every route may have one',
  Purpose: 'the storefront bundle keeps its purposes as tuples, and imports no type of the register',
  controller: 'a section writer is named after its section, a schema after its record',
}

const DECLARATION =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:const|let|function\*?|type|interface|class|enum) (?<name>\w+)/gm

const declaredIn = (text: string) => [...text.matchAll(DECLARATION)].flatMap(({ groups }) => groups?.name ?? [])

/** Each exported name, with the files that declare it. */
function filesByName(): Map<string, Set<string>> {
  const files = new Map<string, Set<string>>()
  for (const file of globSync('app/**/*.{ts,tsx}', { exclude: ['app/shopify/generated/**'] })) {
    for (const name of declaredIn(readFileSync(file, 'utf8'))) {
      files.set(name, (files.get(name) ?? new Set()).add(file))
    }
  }
  return files
}

const repeated = [...filesByName()].filter(([, files]) => files.size > 1)

test('an engineer who searches an exported name finds one declaration', () => {
  expect(repeated.filter(([name]) => !(name in ALLOWED)).map(([name, files]) => [name, ...files])).toEqual([])
})

test('a name is allowed twice only while it is declared twice', () => {
  const names = repeated.map(([name]) => name)
  expect(Object.keys(ALLOWED).filter((name) => !names.includes(name))).toEqual([])
})

test('every form of an exported declaration is seen', () => {
  const text = [
    'export const one = 1',
    'export async function two() {}',
    'export function* three() {}',
    'export async function* four() {}',
    'export abstract class Five {}',
    'export type Six = 6',
    'export interface Seven {}',
    '  export const inside = 0',
  ].join('\n')
  expect(declaredIn(text)).toEqual(['one', 'two', 'three', 'four', 'Five', 'Six', 'Seven'])
})
