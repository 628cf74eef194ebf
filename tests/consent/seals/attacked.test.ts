import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issueCheckpoint } from '../../../app/consent/checkpoints/issue.ts'
import {
  appendWithin,
  eraseEventsOf,
  exportLedger,
  publishedCheckpoint,
  receiptOf,
  rotateSigningKey,
  sealState,
} from '../../../app/consent/index.ts'
import { sealNext } from '../../../app/consent/seals/index.ts'
import { forShop } from '../../../app/platform/db.ts'
import { startQueue, stopQueue } from '../../../app/platform/queue.ts'
import { type ShopDomain, shopDomain } from '../../../app/platform/shop-domain.ts'
import { aShop } from '../../setup/shopify-calls.ts'
import { OF_THIS_PROCESS } from '../../setup/started.ts'
import { anEvent } from '../an-event.ts'
import { forge } from '../forge.ts'

const directory = mkdtempSync(path.join(tmpdir(), 'kept-verify-'))

beforeAll(startQueue)
afterAll(async () => {
  await stopQueue(0)
  rmSync(directory, { recursive: true })
})

const decide = async (shop: ShopDomain, times: number) => {
  const events = Array.from({ length: times }, () => anEvent())
  await forShop(shop, (tx) => appendWithin(tx, events))
  return events.map(({ id }) => id)
}

/** Ten decisions under two seals and two keys, and two more that wait for theirs. */
async function aSealedShop() {
  const shop = shopDomain.parse(aShop())
  const ids = await decide(shop, 5)
  await forShop(shop, sealNext)
  await forShop(shop, (tx) => rotateSigningKey(tx, '7'))
  ids.push(...(await decide(shop, 5)))
  await forShop(shop, sealNext)
  ids.push(...(await decide(shop, 2)))
  return { shop, ids }
}

const inFile = (name: string, text: string) => {
  const file = path.join(directory, name)
  writeFileSync(file, text)
  return file
}

async function exported(shop: ShopDomain): Promise<string> {
  let text = ''
  for await (const portion of exportLedger(shop)) text += portion
  return text
}

/** As an auditor runs it: no database, no configuration, nothing but the file. */
function verify(file: string, ...more: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/verify.ts', file, ...more], {
    encoding: 'utf8',
    env: { NODE_ENV: 'production', ...OF_THIS_PROCESS },
  })
  return { status, said: stdout + stderr }
}

describe('an export', () => {
  test('verifies on its own, with the fingerprint that Kept shows or its key', async () => {
    const { shop } = await aSealedShop()
    const file = inFile('fine.jsonl', await exported(shop))
    const { formerKeys, currentKey } = await forShop(shop, sealState)
    const first = formerKeys[0]?.fingerprint ?? ''
    const { status, said } = verify(file)
    expect(status).toBe(0)
    expect(said).toContain(`the consent ledger of ${shop}`)
    expect(said).toContain('12 events')
    expect(said).toContain('2 events are not sealed yet')
    expect(said).toContain(`${first}.\nCompare it`)
    expect(verify(file, '--fingerprint', first.toUpperCase().replace(/(..)(?=.)/g, '$1:')).status).toBe(0)
    const later = verify(file, '--fingerprint', currentKey?.fingerprint ?? '')
    expect([later.status, later.said]).toEqual([1, expect.stringContaining('is not the key that you gave')])
  })

  test.each([
    ['no file named', []],
    ['a file that is not there', ['missing.jsonl']],
    ['a directory', [directory]],
    ['a fingerprint that is none', ['package.json', '--fingerprint', 'abc']],
    ['an option that there is not', ['package.json', '--force']],
  ])('%s: says how to call it, and ends with 2', (_what, [file = '', ...more]) => {
    const { status, said } = verify(file, ...more)
    expect([status, said]).toEqual([2, expect.stringContaining('Usage: npm run verify')])
  })
})

interface Attack {
  what: string
  sql: string | string[]
  names: (ids: string[]) => RegExp
}

const COLUMNS =
  'shop, id, position, subject_id, recorded_at, source, choices, register_version, banner_hash, language, region, gpc, shopify_consent_id, previous_id'

const REST = COLUMNS.split(', ').slice(3).join(', ')

describe('the ledger attacked in the database, by somebody who may do anything there: the right event is named', () => {
  test.each<Attack>([
    {
      what: 'a choice turned',
      sql: `UPDATE consent_events SET choices = '{"analytics": true, "marketing": true}' WHERE shop = $1 AND position = 3`,
      names: (ids) => new RegExp(`CHANGED: the event at position 3 \\(${ids[3]}\\), line 5,`),
    },
    {
      what: 'a date moved',
      sql: `UPDATE consent_events SET recorded_at = '2026-01-01T00:00:00Z' WHERE shop = $1 AND position = 0`,
      names: (ids) => new RegExp(`CHANGED: the event at position 0 \\(${ids[0]}\\), line 2,`),
    },
    {
      what: 'an event deleted',
      sql: 'DELETE FROM consent_events WHERE shop = $1 AND position = 7',
      names: () => /REMOVED: the event at position 7 is missing\. It should stand at line 10;/,
    },
    {
      what: 'an event deleted that is not sealed yet',
      sql: 'DELETE FROM consent_events WHERE shop = $1 AND position = 10',
      names: () => /REMOVED: the event at position 10 is missing/,
    },
    {
      what: 'an event inserted beside another',
      sql: `INSERT INTO consent_events (${COLUMNS}) SELECT shop, '019b0000-0000-7000-8000-000000000001', 4, ${REST} FROM consent_events WHERE shop = $1 AND position = 5`,
      names: () => /ADDED: line \d+ \(.+\), before position [45], was never recorded/,
    },
    {
      what: 'two events swapped',
      sql: 'UPDATE consent_events SET position = 9 - position WHERE shop = $1 AND position IN (4, 5)',
      names: (ids) =>
        new RegExp(`REORDERED: the event of position 4 \\(${ids[4]}\\) stands at line 8, and should stand at line 6`),
    },
    {
      what: 'an event deleted, and the later ones moved up',
      sql: [
        'DELETE FROM consent_events WHERE shop = $1 AND position = 6',
        'UPDATE consent_events SET position = position - 1 WHERE shop = $1 AND position > 6',
      ],
      names: () => /REMOVED: the event at position 6 is missing/,
    },
    {
      what: 'an event inserted, and the later ones moved down',
      sql: [
        'UPDATE consent_events SET position = position + 1 WHERE shop = $1 AND position >= 6',
        `INSERT INTO consent_events (${COLUMNS}) SELECT shop, '019b0000-0000-7000-8000-000000000002', 6, ${REST} FROM consent_events WHERE shop = $1 AND position = 5`,
      ],
      names: () => /ADDED: line 9 \(019b0000-0000-7000-8000-000000000002\), before position 6, was never recorded/,
    },
    {
      what: 'an event passed off as erased, under another hash',
      sql: [
        'DELETE FROM consent_events WHERE shop = $1 AND position = 2',
        `INSERT INTO consent_erasures VALUES ($1, 2, sha256('x'), now())`,
      ],
      names: () => /CHANGED: the event at position 2, line 4,/,
    },
    {
      what: 'a seal deleted',
      sql: 'DELETE FROM consent_seals WHERE shop = $1 AND number = 0',
      names: () => /SEAL: Seal 0, line 12, is missing/,
    },
    {
      what: 'a root exchanged',
      sql: `UPDATE consent_seals SET root = sha256('x') WHERE shop = $1 AND number = 1`,
      names: () => /SEAL: Seal 1, line 13, was changed, or has another’s signature/,
    },
    {
      what: 'signatures swapped',
      sql: `UPDATE consent_seals s SET signature = o.signature FROM consent_seals o WHERE o.shop = s.shop AND o.number = 1 - s.number AND s.shop = $1`,
      names: () => /SEAL: Seal 0, line 7, was changed, or has another’s signature/,
    },
    {
      what: 'the hashes of a seal exchanged together with an event',
      sql: [
        'UPDATE consent_events SET gpc = true WHERE shop = $1 AND position = 1',
        `UPDATE consent_seals SET leaves = sha256('x') || substr(leaves, 33) WHERE shop = $1 AND number = 0`,
      ],
      names: () => /SEAL: Seal 0, line 7, comes with a list of hashes that is not the one that was sealed/,
    },
    {
      what: 'the first key exchanged',
      sql: `UPDATE consent_signing_keys SET public_key = public_key || '\\x00' WHERE shop = $1 AND number = 0`,
      names: () => /KEY: signing key 0 /,
    },
  ])('$what', async ({ sql, names }) => {
    const { shop, ids } = await aSealedShop()
    await forge(sql, [shop])
    const { status, said } = verify(inFile('attacked.jsonl', await exported(shop)))
    expect(said).toMatch(names(ids))
    expect(status).toBe(1)
  })

  test('what is missing is not sealed over: the last seal stays the last', async () => {
    const { shop } = await aSealedShop()
    await forge('DELETE FROM consent_events WHERE shop = $1 AND position = 10', [shop])
    await expect(forShop(shop, sealNext)).rejects.toThrow('position 10')
    expect(await forShop(shop, sealState)).toMatchObject({ sealedUntil: 10, length: 12 })
  })
})

describe('the last seals taken away with all after them, by somebody who may do anything in the database', () => {
  /** What somebody kept of a shop, and what the shop exports after its newest seal and all after it were taken away. */
  async function aRolledBackShop({ decidesOn = 0 } = {}) {
    const { shop, ids } = await aSealedShop()
    await forShop(shop, (tx) => issueCheckpoint(tx, new Date()))
    const kept = {
      export: inFile('older.jsonl', await exported(shop)),
      receipt: inFile('receipt.json', JSON.stringify(await forShop(shop, (tx) => receiptOf(tx, ids[7] ?? '')))),
      checkpoint: inFile('checkpoint.txt', (await forShop(shop, publishedCheckpoint)) ?? ''),
      root: (await forShop(shop, sealState)).lastSeal?.root ?? '',
    }
    await forge('DELETE FROM consent_seals WHERE shop = $1 AND number = 1', [shop])
    await forge('DELETE FROM consent_events WHERE shop = $1 AND position >= 5', [shop])
    await forge('UPDATE consent_ledgers SET next_position = 5 WHERE shop = $1', [shop])
    if (decidesOn > 0) {
      // A thorough one also takes what Kept would notice it by, so that the ledger goes on as if nothing had happened.
      for (const table of ['trees', 'subtrees', 'checkpoints']) {
        await forge(`DELETE FROM consent_${table} WHERE shop = $1`, [shop])
      }
      await decide(shop, decidesOn)
      expect(await forShop(shop, sealNext)).toMatchObject({ number: 1, from: 5 })
    }
    return { kept, now: inFile('now.jsonl', await exported(shop)) }
  }

  test('the file alone verifies, and says as of which seal and root; what was known before contradicts it', async () => {
    const { kept, now } = await aRolledBackShop()
    const alone = verify(now)
    expect(alone.status).toBe(0)
    expect(alone.said).toMatch(/as of seal 0, root [0-9a-f]{64}: what was removed after that cannot be told from this/)
    const found = Object.entries(kept).map(([what, against]) => [what, verify(now, '--against', against)] as const)
    expect(found).toEqual([
      [
        'export',
        {
          status: 1,
          said: expect.stringContaining(
            'ROLLBACK: the older export knows positions 0 to 11; this file ends before position 5',
          ),
        },
      ],
      [
        'receipt',
        {
          status: 1,
          said: expect.stringContaining(
            'ROLLBACK: the receipt knows positions 0 to 9; this file ends before position 5',
          ),
        },
      ],
      [
        'checkpoint',
        {
          status: 1,
          said: expect.stringContaining(
            'ROLLBACK: the checkpoint knows positions 0 to 9; this file ends before position 5',
          ),
        },
      ],
      ['root', { status: 1, said: expect.stringContaining('ROLLBACK OR FORK: no seal of this file has the root') }],
    ])
  })

  test('others decided and sealed in their place: the fork is found, and where it begins', async () => {
    const { kept, now } = await aRolledBackShop({ decidesOn: 9 })
    expect(verify(now).status).toBe(0)
    const found = Object.entries(kept).map(([what, against]) => [what, verify(now, '--against', against)] as const)
    expect(found).toEqual([
      [
        'export',
        {
          status: 1,
          said: expect.stringContaining(
            'FORK: position 5 holds another event than the older export knows (sealed there by seal 1)',
          ),
        },
      ],
      [
        'receipt',
        { status: 1, said: expect.stringContaining('FORK: position 7 holds another event than the receipt knows') },
      ],
      [
        'checkpoint',
        {
          status: 1,
          said: expect.stringContaining('FORK: the first 10 positions have another root than the checkpoint says'),
        },
      ],
      ['root', { status: 1, said: expect.stringContaining('ROLLBACK OR FORK') }],
    ])
  })

  test('a ledger that only grew, and erased somebody, is all that was known before', async () => {
    const { shop, ids } = await aSealedShop()
    await forShop(shop, (tx) => issueCheckpoint(tx, new Date()))
    const kept = [
      inFile('older.jsonl', await exported(shop)),
      inFile('receipt.json', JSON.stringify(await forShop(shop, (tx) => receiptOf(tx, ids[7] ?? '')))),
      inFile('checkpoint.txt', (await forShop(shop, publishedCheckpoint)) ?? ''),
      (await forShop(shop, publishedCheckpoint)) ?? '',
      (await forShop(shop, sealState)).lastSeal?.root ?? '',
    ]
    const { subject } = JSON.parse((await exported(shop)).split('\n')[4] ?? '{}')
    await forShop(shop, (tx) => eraseEventsOf(tx, [subject]))
    await decide(shop, 3)
    await forShop(shop, sealNext)
    const now = inFile('now.jsonl', await exported(shop))
    for (const against of kept) {
      const { status, said } = verify(now, '--against', against)
      expect([status, said]).toEqual([0, expect.stringContaining('1 of people who were erased')])
      expect(said).toMatch(/still here, and the same|What had the root/)
    }
  })

  test('an older export or a receipt that is itself changed contradicts nobody', async () => {
    const { kept, now } = await aRolledBackShop()
    for (const [file, said] of [
      [kept.export, /AGAINST: the older export is not in order itself\. CHANGED/],
      [kept.receipt, /AGAINST: RECEIPT:/],
      [kept.checkpoint, /AGAINST: the checkpoint was changed/],
    ] as const) {
      writeFileSync(file, readFileSync(file, 'utf8').replace('"gpc":false', '"gpc":true ').replace('\n10\n', '\n11\n'))
      const found = verify(now, '--against', file)
      expect([found.status, found.said]).toEqual([1, expect.stringMatching(said)])
    }
  })

  test.each([
    ['something that is nothing', 'nonsense'],
    ['a receipt compared with a ledger, instead of the ledger with the receipt', null],
  ])('%s: says how to call it, and ends with 2', async (_what, against) => {
    const { kept, now } = await aRolledBackShop()
    const { status, said } = against ? verify(now, '--against', against) : verify(kept.receipt, '--against', now)
    expect([status, said]).toEqual([2, expect.stringContaining('Usage: npm run verify')])
  })
})

describe('a receipt', () => {
  const receiptFile = async (change: (text: string) => string = (text) => text, position = 2) => {
    const { shop, ids } = await aSealedShop()
    const receipt = await forShop(shop, (tx) => receiptOf(tx, ids[position] ?? ''))
    return { ids, file: inFile('receipt.json', change(JSON.stringify(receipt))) }
  }

  test('verifies on its own', async () => {
    const { file, ids } = await receiptFile()
    const { status, said } = verify(file)
    expect([status, said]).toEqual([0, expect.stringContaining(`OK: record ${ids[2]}`)])
    expect(said).toContain('Statistiques: given')
  })

  test.each([
    [
      'the choice it shows',
      (text: string) => text.replace('"event_state":"refused"', '"event_state":"given"'),
      /not what the sealed event says/,
    ],
    [
      'the sealed event',
      (text: string) => text.replace('"marketing":false', '"marketing":true'),
      /not in the sealed ledger/,
    ],
    [
      'a name',
      (text: string) => text.replace('"purpose_name":"Statistiques"', '"purpose_name":"all"'),
      /signature does not fit/,
    ],
    [
      'the seal',
      (text: string) => text.replace(/(?<="root":")./, (digit) => (digit === '0' ? '1' : '0')),
      /seal is not signed/,
    ],
    ['its form', (text: string) => text.replace('"record_id"', '"record"'), /not a receipt/],
  ])('does not when somebody changed %s', async (_what, change, said) => {
    const { file } = await receiptFile(change)
    const found = verify(file)
    expect(found.said).toMatch(said)
    expect(found.status).toBe(1)
  })

  test('that is not sealed yet says when it will be', async () => {
    const { file } = await receiptFile(undefined, 11)
    const { status, said } = verify(file)
    expect([status, said]).toEqual([1, expect.stringMatching(/not sealed yet.+ 20\d\d-.+Z\./)])
  })
})
