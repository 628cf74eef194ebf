import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { beginHistory } from '../../scripts/history/make.ts'

const aDirectory = () => path.join(mkdtempSync(path.join(tmpdir(), 'kept-history-')), 'demo')

test('a history that was broken off begins anew, without what was made of it', async () => {
  const directory = aDirectory()
  expect(await beginHistory(directory)).toBe('to_make')
  writeFileSync(path.join(directory, 'half-made'), '')
  expect(await beginHistory(directory)).toBe('to_make')
  expect(existsSync(path.join(directory, 'half-made'))).toBe(false)
})

test('what somebody has in a demo that had no history stays as it is', async () => {
  const directory = aDirectory()
  mkdirSync(directory, { recursive: true })
  writeFileSync(path.join(directory, 'kept'), '')
  expect(await beginHistory(directory)).toBe('without')
  expect(existsSync(path.join(directory, 'kept'))).toBe(true)
})

test('one that is made is not made again', async () => {
  const directory = aDirectory()
  await beginHistory(directory)
  writeFileSync(path.join(directory, 'history'), 'made')
  writeFileSync(path.join(directory, 'lived'), '')
  expect(await beginHistory(directory)).toBe('made')
  expect(existsSync(path.join(directory, 'lived'))).toBe(true)
})
