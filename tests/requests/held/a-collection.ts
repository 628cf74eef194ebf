/** The stand-in's tea room, in which Kept reads what is held about people. */

import { pool } from '../../../app/platform/db.ts'
import { daysAfter, type Register } from '../../../app/register/index.ts'
import { workCollection } from '../../../app/requests/held/collect.ts'
import { answeredRows, readCollection, startCollecting } from '../../../app/requests/held/index.ts'
import type { AnsweredRow, HeldTable } from '../../../app/requests/held/model.ts'
import { type CollectionJob, collectionQueue } from '../../../app/requests/held/queues.ts'
import { actOnRequest, fileRequest, JOIN_DAYS, readRequest, staffAct } from '../../../app/requests/index.ts'
import { ANSWERED_BY_WORK } from '../../../app/requests/lifecycle/answered-by-work.ts'
import { REQUEST_KINDS } from '../../../app/requests/words.ts'
import { clientsWith } from '../../../app/shopify/shop-client.ts'
import { OPTIONAL_SCOPES, SCOPES } from '../../../scripts/local/stack.ts'
import {
  BRIEF,
  grant,
  inShop,
  openShop,
  publishRegister,
  SHOP,
  standIn,
} from '../../consent/marketing/a-subscribing-shop.ts'
import { theTemplate } from '../../register/a-register.ts'
import { aFiling } from '../a-filing.ts'

export { BRIEF, grant, inShop, SHOP, standIn }

export const ALL_SCOPES = [...SCOPES, ...OPTIONAL_SCOPES]
const ANNE = { staffId: '7', timeZone: 'Europe/Paris' }

/** A shop of which every scope is granted, with a published register. */
export async function aShopThatHolds(register: Register = theTemplate()): Promise<void> {
  await openShop(ALL_SCOPES)
  await publishRegister(register)
}

export async function act(id: string, move: string, facts: object = {}) {
  const detail = await inShop((tx) => readRequest(tx, id))
  const parsed = staffAct.parse({ seen: detail?.events.length, note: 'because', move, facts })
  return inShop((tx) => actOnRequest(tx, id, parsed, ANNE.staffId))
}

/** The others are answered by carrying them out. */
const ANSWERED_BY_STAFF = REQUEST_KINDS.filter((kind) => !ANSWERED_BY_WORK.has(kind))
const filedSoFar = new Map<string, number>()

/** A request of somebody whom staff know: each of another kind, or of a later day, so that none joins an earlier one. */
export async function aKnownAsker(given: { email: string; [field: string]: string }): Promise<string> {
  const before = filedSoFar.get(given.email) ?? 0
  const kind = ANSWERED_BY_STAFF[before % ANSWERED_BY_STAFF.length]
  const receivedOn = daysAfter('2026-06-10', Math.floor(before / ANSWERED_BY_STAFF.length) * (JOIN_DAYS + 1))
  filedSoFar.set(given.email, before + 1)
  const filed = await inShop((tx) => fileRequest(tx, aFiling({ kind, receivedOn, ...given }), ANNE))
  if (!filed.ok) throw new Error(filed.reason)
  const { requestId } = filed.opened
  await act(requestId, 'confirm_identity', { method: 'attested' })
  return requestId
}

/** The jobs that wait for a worker. */
export async function takeJobs(): Promise<CollectionJob[]> {
  const { rows } = await pool.query(`DELETE FROM pgboss.job WHERE name = $1 AND data ->> 'shop' = $2 RETURNING data`, [
    collectionQueue.name,
    SHOP,
  ])
  return rows.map(({ data }) => data)
}

export const workOnce = (requestId: string, runMs?: number) =>
  workCollection({ shop: SHOP, receivedAt: 1, requestId }, clientsWith(BRIEF), runMs)

export const collectionOf = (requestId: string) => inShop((tx) => readCollection(tx, requestId))

/** Reads everything, as the worker does. */
export async function collect(requestId: string) {
  await inShop((tx) => startCollecting(tx, requestId))
  for (let turn = 0; turn < 50 && (await collectionOf(requestId))?.state === 'collecting'; turn += 1) {
    await takeJobs()
    await workOnce(requestId)
  }
  return collectionOf(requestId)
}

export async function answerOf(requestId: string): Promise<AnsweredRow[]> {
  return Array.fromAsync(answeredRows(SHOP, requestId))
}

export const ofTable = (rows: readonly AnsweredRow[], table: HeldTable) => rows.filter((row) => row.table === table)

export const portionsOf = (requestId: string) => inShop((tx) => tx.requestHeldPortion.count({ where: { requestId } }))
