import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { functionsAfter, migrationFiles, removedBy } from './sql/functions.ts'

/**
 * A release migrates while processes of the one before still work: so it adds beside what they call (expand), and a later
 * release takes that away (contract). What waits for it stands here, with the first release that no longer needs it: two
 * after the last one whose processes do.
 */
const UNNEEDED_FROM: Record<string, string> = {
  'consent_erase_events(uuid[],int4)': '0.3.0',
  'shop_erase_rows(text,text,int4)': '0.3.0',
  'shop_erase_message(text)': '0.3.0',
  'inbox_forget_message(text)': '0.3.0',
}

/** Before this one nothing was asked of migrations: each of them needed a pause. */
const FIRST = '20261127180000'

const migrations = migrationFiles().map((file) => ({
  name: file.split('/').at(-2) ?? '',
  sql: readFileSync(file, 'utf8'),
}))
const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync('package.json', 'utf8')))
const isUnneeded = (what: string) => {
  const release = UNNEEDED_FROM[what]
  return release !== undefined && version.localeCompare(release, 'en', { numeric: true }) >= 0
}

test('a migration takes away nothing that processes of the release before may still call', () => {
  const removed = migrations
    .filter(({ name }) => name >= FIRST)
    .flatMap(({ name, sql }) => removedBy(sql).map((what) => ({ name, what })))
  expect(removed.filter(({ what }) => !isUnneeded(what))).toEqual([])
})

test('what nobody needs any more goes: its migration is due', () => {
  const there = functionsAfter(migrations.map(({ sql }) => sql)).map(({ signature }) => signature)
  const waiting = Object.keys(UNNEEDED_FROM).filter((what) => !isUnneeded(what))
  expect(there).toEqual(expect.arrayContaining(waiting))
  expect(there.filter(isUnneeded)).toEqual([])
})

test('a migration that takes something away is found', () => {
  const sql = `
    DROP FUNCTION IF EXISTS a(uuid[], integer), b(text);
    DROP TABLE c;
    ALTER TABLE d ADD COLUMN e int, DROP COLUMN f;
    ALTER TABLE g RENAME COLUMN h TO i;
    ALTER TABLE j RENAME TO k;
    ALTER TABLE l DROP CONSTRAINT m;`
  expect(removedBy(sql)).toEqual(['a(uuid[],int4)', 'b(text)', 'c', 'd.f', 'g.h', 'j'])
})
