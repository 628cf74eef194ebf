import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { noteAuditGivenUp, workAudit } from '../../../app/consent/audit/index.ts'
import { workDelivery } from '../../../app/consent/checkpoints/index.ts'
import {
  type AuditFinding,
  appendWithin,
  askForAudit,
  auditStatus,
  cancelAudit,
  eraseEventsOf,
  rotateSigningKey,
  sealState,
} from '../../../app/consent/index.ts'
import { sealNext } from '../../../app/consent/seals/index.ts'
import { waitForSealingTurn } from '../../../app/consent/seals/seal-store.ts'
import { forShop, pool } from '../../../app/platform/db.ts'
import { log } from '../../../app/platform/log.ts'
import { startQueue, stopQueue } from '../../../app/platform/queue.ts'
import type { ShopDomain } from '../../../app/platform/shop-domain.ts'
import { backgroundClient } from '../../../app/shopify/shop-client.ts'
import type { SubjectId } from '../../../app/subjects/index.ts'
import { anEvent, aSubject } from '../an-event.ts'
import { checkpoint, newShop, seal, takeDeliveries } from '../checkpoints/a-witnessed-shop.ts'
import { forge } from '../forge.ts'
import { openShop, SHOP, standIn } from '../marketing/a-subscribing-shop.ts'
import { audited, beginAudit, takeAudits } from './an-audit.ts'

beforeAll(startQueue)
afterAll(() => stopQueue(0))
beforeEach(() => {
  // What an audit finds is an error of the installation.
  vi.spyOn(log, 'error').mockReturnValue(undefined)
})
afterEach(() => {
  vi.restoreAllMocks()
})

/** Ten decisions under two seals and two keys, a checkpoint over them, and two that wait for their seal. */
async function aSealedShop({ shop = newShop(), subjects = [] as SubjectId[] } = {}) {
  const ids = await seal(shop, 5)
  await forShop(shop, (tx) => rotateSigningKey(tx, '7'))
  ids.push(...(await seal(shop, 5)))
  await checkpoint(shop)
  const last = [aSubject(), aSubject()].map((subject, n) => anEvent({ subject: subjects[n] ?? subject }))
  await forShop(shop, (tx) => appendWithin(tx, last))
  return { shop, ids: [...ids, ...last.map(({ id }) => id)] }
}

describe('an audit of a ledger that nobody changed', () => {
  test('says that all is in order, and what there was to check', async () => {
    const { shop } = await aSealedShop()
    const result = await audited(shop)
    expect(result).toMatchObject({
      ok: true,
      length: 12,
      seals: 2,
      keys: 2,
      checkpoints: 1,
      erased: 0,
      unsealed: 2,
      size: 10,
      shopCopy: 'unreachable',
      earlierAudit: false,
    })
    expect(+(result.first ?? 0)).toBeLessThanOrEqual(+(result.last ?? 0))
    expect(await audited(shop)).toMatchObject({ ok: true, earlierAudit: true })
  })

  test('holds for people who were erased, and for a shop without a single decision', async () => {
    const subject = aSubject()
    const { shop } = await aSealedShop({ subjects: [subject] })
    await forShop(shop, sealNext)
    await forShop(shop, (tx) => eraseEventsOf(tx, [subject]))
    expect(await audited(shop)).toMatchObject({ ok: true, erased: 1, unsealed: 0, length: 12 })
    expect(await audited(newShop())).toMatchObject({ ok: true, length: 0, seals: 0, first: null })
  })

  test('holds while decisions arrive and are sealed between its portions', async () => {
    const { shop } = await aSealedShop()
    const job = await beginAudit(shop)
    const working = workAudit(job)
    await seal(shop, 3)
    await working
    expect((await forShop(shop, auditStatus)).last?.result).toMatchObject({ ok: true })
  })
})

const COLUMNS =
  'shop, id, position, subject_id, recorded_at, source, choices, register_version, banner_hash, language, region, gpc, shopify_consent_id, previous_id'
const REST = COLUMNS.split(', ').slice(3).join(', ')

interface Attack {
  what: string
  sql: string | string[]
  finds: Partial<AuditFinding>
  /** The record that the finding names. */
  record?: number
}

describe('somebody who may do anything in the database changed the ledger: the audit is red, and says where', () => {
  test.each<Attack>([
    {
      what: 'a choice turned',
      sql: `UPDATE consent_events SET choices = '{"analytics": true, "marketing": true}' WHERE shop = $1 AND position = 3`,
      finds: { problem: 'record_changed', position: 3, seal: 0 },
      record: 3,
    },
    {
      what: 'an event deleted',
      sql: 'DELETE FROM consent_events WHERE shop = $1 AND position = 7',
      finds: { problem: 'record_removed', position: 7, seal: 1, record: null },
    },
    {
      what: 'an event deleted that is not sealed yet',
      sql: 'DELETE FROM consent_events WHERE shop = $1 AND position = 10',
      finds: { problem: 'record_removed', position: 10, seal: null },
    },
    {
      what: 'an event inserted beside another',
      sql: `INSERT INTO consent_events (${COLUMNS}) SELECT shop, '019b0000-0000-7000-8000-000000000011', 4, ${REST} FROM consent_events WHERE shop = $1 AND position = 5`,
      finds: { problem: 'record_added' },
    },
    {
      what: 'an event inserted after the end',
      sql: `INSERT INTO consent_events (${COLUMNS}) SELECT shop, '019b0000-0000-7000-8000-000000000012', 40, ${REST} FROM consent_events WHERE shop = $1 AND position = 5`,
      finds: { problem: 'record_after_end', position: 12 },
    },
    {
      what: 'the length of the ledger lowered',
      sql: 'UPDATE consent_ledgers SET next_position = 9 WHERE shop = $1',
      finds: { problem: 'record_after_end', position: 9 },
    },
    {
      what: 'two events swapped',
      sql: 'UPDATE consent_events SET position = 9 - position WHERE shop = $1 AND position IN (4, 5)',
      finds: { problem: 'record_moved', position: 4 },
      record: 4,
    },
    {
      what: 'an event passed off as erased, under another hash',
      sql: [
        'DELETE FROM consent_events WHERE shop = $1 AND position = 2',
        `INSERT INTO consent_erasures VALUES ($1, 2, sha256('x'), now())`,
      ],
      finds: { problem: 'record_changed', position: 2, record: null },
    },
    {
      what: 'an event that is no event any more',
      sql: `UPDATE consent_events SET choices = '{"analytics": "perhaps"}' WHERE shop = $1 AND position = 6`,
      finds: { problem: 'record_unreadable', position: 6, seal: 1 },
    },
    {
      what: 'a seal deleted',
      sql: 'DELETE FROM consent_seals WHERE shop = $1 AND number = 0',
      finds: { problem: 'seal_missing', seal: 0 },
    },
    {
      what: 'a root exchanged',
      sql: `UPDATE consent_seals SET root = sha256('x') WHERE shop = $1 AND number = 1`,
      finds: { problem: 'seal_changed', seal: 1 },
    },
    {
      what: 'a seal that claims other positions',
      sql: 'UPDATE consent_seals SET from_position = 1000000, to_position = 1000005 WHERE shop = $1 AND number = 1',
      finds: { problem: 'seal_changed', seal: 1 },
    },
    {
      what: 'the first key exchanged',
      sql: `UPDATE consent_signing_keys SET public_key = public_key || '\\x00' WHERE shop = $1 AND number = 0`,
      finds: { problem: 'key_changed' },
    },
    {
      what: 'all keys deleted',
      sql: 'DELETE FROM consent_signing_keys WHERE shop = $1',
      finds: { problem: 'key_gone' },
    },
    {
      what: 'the newest seal and all after it taken away',
      sql: [
        'DELETE FROM consent_seals WHERE shop = $1 AND number = 1',
        'DELETE FROM consent_events WHERE shop = $1 AND position >= 5',
        'UPDATE consent_ledgers SET next_position = 5 WHERE shop = $1',
      ],
      finds: { problem: 'end_removed', position: 5, witness: { kind: 'tree', size: 10 } },
    },
    {
      what: 'the newest seal alone taken away',
      sql: 'DELETE FROM consent_seals WHERE shop = $1 AND number = 1',
      finds: { problem: 'end_removed', seal: 1, witness: { kind: 'tree', size: 10 } },
    },
    {
      what: 'the newest seal and all after it taken away, with the tree',
      sql: [
        'DELETE FROM consent_seals WHERE shop = $1 AND number = 1',
        'DELETE FROM consent_events WHERE shop = $1 AND position >= 5',
        'UPDATE consent_ledgers SET next_position = 5 WHERE shop = $1',
        'DELETE FROM consent_trees WHERE shop = $1',
        'DELETE FROM consent_subtrees WHERE shop = $1',
      ],
      finds: { problem: 'end_removed', position: 5, witness: { kind: 'checkpoint', size: 10 } },
    },
    {
      what: 'the size of the tree changed',
      sql: 'UPDATE consent_trees SET size = 9 WHERE shop = $1',
      finds: { problem: 'beginning_changed', witness: { kind: 'tree', size: 9 } },
    },
    {
      what: 'the root of a checkpoint changed',
      sql: `UPDATE consent_checkpoints SET root = sha256('x') WHERE shop = $1`,
      finds: { problem: 'witness_changed', witness: { kind: 'checkpoint', size: 10 } },
    },
    {
      what: 'the text of a checkpoint changed',
      sql: `UPDATE consent_checkpoints SET note = replace(note, '—', '–') WHERE shop = $1`,
      finds: { problem: 'witness_changed', witness: { kind: 'checkpoint', size: 10 } },
    },
  ])('$what', async ({ sql, finds, record }) => {
    const { shop, ids } = await aSealedShop()
    await forge(sql, [shop])
    const result = await audited(shop)
    if (result.ok) throw new Error('The audit found nothing')
    expect(result.finding).toMatchObject(record === undefined ? finds : { ...finds, record: ids[record] })
    // The page that shows it can be opened.
    await expect(forShop(shop, sealState)).resolves.toBeDefined()
  })

  test('a thorough one, who leaves nothing in the database that contradicts it, is told by an earlier audit', async () => {
    const { shop } = await aSealedShop()
    await audited(shop)
    await rollBack(shop)
    expect(await audited(shop)).toMatchObject({
      ok: false,
      finding: { problem: 'end_removed', position: 5, witness: { kind: 'audit', size: 10 } },
    })
    await seal(shop, 9)
    expect(await audited(shop)).toMatchObject({
      ok: false,
      finding: { problem: 'beginning_changed', witness: { kind: 'audit', size: 10 } },
    })
  })
})

/** Takes the newest seal away, with all after it and all that knew of it. */
async function rollBack(shop: ShopDomain): Promise<void> {
  await forge(
    [
      'DELETE FROM consent_seals WHERE shop = $1 AND number = 1',
      'DELETE FROM consent_events WHERE shop = $1 AND position >= 5',
      'UPDATE consent_ledgers SET next_position = 5 WHERE shop = $1',
      ...['trees', 'subtrees', 'checkpoint_deliveries', 'checkpoints'].map(
        (table) => `DELETE FROM consent_${table} WHERE shop = $1`,
      ),
    ],
    [shop],
  )
}

describe('the copy of the last checkpoint at Shopify, where nobody of the database comes', () => {
  beforeEach(() => openShop())
  const deliver = async () => {
    for (const job of await takeDeliveries(SHOP)) await workDelivery(job)
  }

  test('is compared, and shows what was taken off the end together with all that knew of it', async () => {
    const { shop } = standIn.state
    shop.metafields = shop.metafields.filter(({ key }) => key !== 'checkpoint')
    expect(await audited(SHOP, backgroundClient)).toMatchObject({ shopCopy: 'none' })
    await aSealedShop({ shop: SHOP })
    await deliver()
    expect(await audited(SHOP, backgroundClient)).toMatchObject({ ok: true, shopCopy: 'compared' })
    await rollBack(SHOP)
    await forge('DELETE FROM consent_audits WHERE shop = $1', [SHOP])
    const position = await forShop(SHOP, async (tx) => (await sealState(tx)).length)
    expect(await audited(SHOP, backgroundClient)).toMatchObject({
      ok: false,
      finding: { problem: 'end_removed', position, witness: { kind: 'shop' } },
    })
  })
})

const waitersFor = async (kind: string) => {
  const { rows } = await pool.query('SELECT count(*)::int AS n FROM pg_locks WHERE locktype = $1 AND NOT granted', [
    kind,
  ])
  return rows[0].n
}

describe('an audit is one job of its shop', () => {
  const stateOf = async (shop: ShopDomain) => (await forShop(shop, auditStatus)).last?.state

  test('a second click, or one at the same moment, does not begin a second one', async () => {
    const { shop } = await aSealedShop()
    await Promise.all([1, 2, 3].map(() => forShop(shop, askForAudit)))
    await forShop(shop, askForAudit)
    const jobs = await takeAudits(shop)
    expect(jobs).toMatchObject([{ number: 1 }])
    for (const job of jobs) await workAudit(job)
    await forShop(shop, askForAudit)
    expect(await takeAudits(shop)).toMatchObject([{ number: 2 }])
  })

  test('killed in the middle and worked again it ends with the same result; worked once more it changes nothing', async () => {
    const { shop } = await aSealedShop()
    const job = await beginAudit(shop)
    // As a process leaves it that was killed.
    await forShop(shop, (tx) =>
      tx.consentAudit.updateMany({ where: { number: 1 }, data: { state: 'running', checked: 4n, length: 12n } }),
    )
    await workAudit(job)
    const { last } = await forShop(shop, auditStatus)
    expect(last).toMatchObject({ state: 'done', checked: 12, length: 12, result: { ok: true } })
    await workAudit(job)
    expect(await forShop(shop, auditStatus)).toEqual({ last, lastDone: null })
  })

  test('cancelled before it runs, it says nothing; the result before it stays', async () => {
    const { shop } = await aSealedShop()
    await audited(shop)
    const job = await beginAudit(shop)
    await forShop(shop, cancelAudit)
    await workAudit(job)
    expect(await forShop(shop, auditStatus)).toMatchObject({
      last: { number: 2, state: 'cancelled', result: null },
      lastDone: { number: 1, result: { ok: true } },
    })
  })

  test('cancelled while it runs, it ends at its next portion', async () => {
    const { shop } = await aSealedShop()
    const job = await beginAudit(shop)
    // While another worker seals, the audit waits for its turn, and the cancellation for the audit's row.
    let release = () => {}
    let sealing = Promise.resolve()
    await new Promise<void>((taken) => {
      sealing = forShop(shop, async (tx) => {
        await waitForSealingTurn(tx)
        taken()
        await new Promise<void>((resolve) => {
          release = resolve
        })
      })
    })
    const working = workAudit(job)
    await expect.poll(() => waitersFor('advisory')).toBe(1)
    const cancelling = forShop(shop, cancelAudit)
    await expect.poll(() => waitersFor('transactionid')).toBe(1)
    release()
    await Promise.all([sealing, cancelling, working])
    expect((await forShop(shop, auditStatus)).last).toMatchObject({ state: 'cancelled', result: null })
  })

  test('that could not be finished says so, and another one can be asked for', async () => {
    const { shop } = await aSealedShop()
    await noteAuditGivenUp(await beginAudit(shop))
    expect(await stateOf(shop)).toBe('failed')
    expect(await audited(shop)).toMatchObject({ ok: true })
  })

  test('whose shop was erased meanwhile leaves nothing behind', async () => {
    const { shop } = await aSealedShop()
    const job = await beginAudit(shop)
    const tables = [
      'audits',
      'events',
      'ledgers',
      'seals',
      'trees',
      'checkpoint_deliveries',
      'checkpoints',
      'signing_keys',
    ]
    await forge(
      tables.map((table) => `DELETE FROM consent_${table} WHERE shop = $1`),
      [shop],
    )
    await workAudit(job)
    expect(await forShop(shop, sealState)).toMatchObject({ currentKey: null, length: 0 })
    expect((await forShop(shop, auditStatus)).last).toBeNull()
  })
})
