import { globSync } from 'node:fs'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

/** What the pages bring into a browser, types left out as the build leaves them out. */
async function inTheBrowser() {
  const { metafile } = await build({
    entryPoints: globSync('app/ui/**/*.{ts,tsx}'),
    bundle: true,
    packages: 'external',
    write: false,
    metafile: true,
    outdir: 'unwritten',
    format: 'esm',
    jsx: 'automatic',
    logLevel: 'silent',
  })
  const files = Object.keys(metafile.inputs)
  const packages = Object.values(metafile.inputs).flatMap(({ imports }) =>
    imports.flatMap(({ path, external }) => (external ? [path] : [])),
  )
  return { files, packages: new Set(packages) }
}

test('a browser gets pages, and of the server only rules, lists and limits, without a library for them', async () => {
  const { files, packages } = await inTheBrowser()
  const ofTheServer = files.filter((file) => !file.startsWith('app/ui/'))
  expect(ofTheServer).toContain('app/register/limits.ts')
  expect(ofTheServer.filter((file) => !/\/(model|words|limits)\.ts$/.test(file))).toEqual([])
  expect([...packages].filter((name) => name === 'zod' || name.startsWith('node:'))).toEqual([])
})
