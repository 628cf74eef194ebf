import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

type Graph = Map<string, Set<string>>

/** What the files of each folder import from other folders, types too. */
function importsOfFolders(): Graph {
  const graph: Graph = new Map()
  for (const file of globSync('app/**/*.{ts,tsx}')) {
    const folder = path.dirname(file)
    for (const { fileName } of ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles) {
      if (!fileName.startsWith('.')) continue
      const imported = path.dirname(path.join(folder, fileName))
      graph.set(folder, (graph.get(folder) ?? new Set()).add(imported))
    }
  }
  return graph
}

/** A room's root holds what its rooms share, and its index what they offer: each imports the other. */
const isInside = (one: string, other: string) => one.startsWith(`${other}/`) || other.startsWith(`${one}/`)

function circlesIn(graph: Graph): string[][] {
  const done = new Set<string>()
  const circles: string[][] = []
  const walk = (folder: string, way: readonly string[]) => {
    const before = way.indexOf(folder)
    if (before >= 0) circles.push([...way.slice(before), folder])
    if (before >= 0 || done.has(folder)) return
    for (const next of graph.get(folder) ?? []) {
      if (next !== folder && !isInside(folder, next)) walk(next, [...way, folder])
    }
    done.add(folder)
  }
  for (const folder of graph.keys()) walk(folder, [])
  return circles
}

test('no two folders of the app need each other: one can be read, and changed, without the other', () => {
  const graph = importsOfFolders()
  expect(graph.get('app/routes')).toContain('app/ui')
  expect(circlesIn(graph)).toEqual([])
})

test('a circle over three folders is found', () => {
  const graph: Graph = new Map([
    ['app/a', new Set(['app/b'])],
    ['app/b', new Set(['app/c', 'app/b/d'])],
    ['app/b/d', new Set(['app/b'])],
    ['app/c', new Set(['app/a'])],
  ])
  expect(circlesIn(graph)).toEqual([['app/a', 'app/b', 'app/c', 'app/a']])
})
