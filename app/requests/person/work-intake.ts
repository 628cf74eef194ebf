import { z } from 'zod'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import { vault } from '../../platform/vault.ts'
import { readTimeZone } from '../../shopify/app-data.ts'
import { ShopifyRefusal, ShopifyUnavailable } from '../../shopify/calls.ts'
import { findCustomerId } from '../../shopify/customers.ts'
import { lastTimeZone } from '../../shopify/installation.ts'
import { backgroundClient, type ShopClient, type ShopClientProvider } from '../../shopify/shop-client.ts'
import {
  findSubjects,
  identifiersOf,
  isErasedSince,
  isMailbox,
  isVisitor,
  keyOf,
  type SubjectId,
  subjectContext,
} from '../../subjects/index.ts'
import { askForLink } from '../identity/index.ts'
import { isRequestOpen } from '../lifecycle/model.ts'
import { MAX_OPEN_OF_PERSON } from '../limits.ts'
import { openRequest } from '../open.ts'
import type { IntakeJob } from '../queues.ts'
import { askedIn, type Intake, intake } from './model.ts'
import { countOpenOf, findIntake, type IntakeRow, removeIntake, requestRowsOf } from './store.ts'

const stored = z.object({ pathPrefix: z.string(), sent: intake })

/**
 * Opens the request that somebody sent who is not signed in, and sends the address a link to it; or a link to what they asked
 * for before. Killed anywhere and run again, it does so once.
 *
 * @throws ShopifyUnavailable: try again later
 */
export async function workIntake(
  { shop, intakeId }: IntakeJob,
  clientOf: ShopClientProvider = backgroundClient,
): Promise<void> {
  const read = await forShop(shop, (tx) => readIntake(tx, intakeId))
  const client = read && (await clientOf(shop))
  if (!read || !client) return
  const learned = await learn(client, read.sent)
  await forShop(shop, async (tx) => {
    if (!(await removeIntake(tx, intakeId))) return
    const links = read.sent.want === 'file' ? [await file(tx, read, learned)] : await follow(tx, read, learned)
    for (const requestId of links) {
      if (requestId) await askForLink(tx, requestId, { askedBy: null, pathPrefix: read.pathPrefix })
    }
  })
}

type Read = z.infer<typeof stored> & { row: IntakeRow }

async function readIntake(tx: ShopTransaction, id: string): Promise<Read | null> {
  const row = await findIntake(tx, id)
  const key = row && (await keyOf(tx, row.subjectId))
  if (!row || !key) return null
  const text = vault.open(key, row.content, subjectContext(tx.shop, row.subjectId)).toString('utf8')
  return { ...stored.parse(JSON.parse(text)), row }
}

/** What only Shopify says. */
interface Learned {
  timeZone: string | null
  /** Who has the address now. */
  customerId: string | null
}

async function learn({ admin }: ShopClient, sent: Intake): Promise<Learned> {
  try {
    return sent.want === 'file'
      ? { timeZone: await readTimeZone(admin), customerId: null }
      : { timeZone: null, customerId: await findCustomerId(admin, sent.email) }
  } catch (error) {
    // A deadline does not depend on Shopify. A link does: it is asked for again.
    const isRefused = error instanceof ShopifyRefusal
    if (isRefused || (error instanceof ShopifyUnavailable && sent.want === 'file'))
      return { timeZone: null, customerId: null }
    throw error
  }
}

/** Returns the request to which the link leads: the new one, or without one the newest of this mailbox. */
async function file(tx: ShopTransaction, { sent, row }: Read, { timeZone }: Learned): Promise<string | null> {
  if (sent.want !== 'file') return null
  const person = identifiersOf({ email: sent.email })
  if (await isErasedSince(tx, person, { at: row.receivedAt, triggeredAt: null })) return null
  if ((await countOpenOf(tx, [row.subjectId])) >= MAX_OPEN_OF_PERSON) return latest(tx, [row.subjectId])
  const { requestId } = await openRequest(tx, {
    ...askedIn(sent.request),
    person,
    mailbox: sent.email,
    channel: 'storefront',
    asker: 'person',
    timeZone: timeZone ?? (await lastTimeZone(tx)),
    receivedAt: row.receivedAt,
    externalId: null,
    original: null,
    by: { actor: 'person', actorId: null },
  })
  return requestId
}

/**
 * The newest request of the mailbox, and that of the customer who has its address now: two people at times, each of whom is
 * sent a link of their own, if the address is on file for them.
 */
async function follow(tx: ShopTransaction, { row }: Read, { customerId }: Learned): Promise<(string | null)[]> {
  const customers = customerId ? await findSubjects(tx, identifiersOf({ id: customerId })) : []
  const known = customers.filter((id) => !isVisitor(id) && !isMailbox(id))
  return [await latest(tx, [row.subjectId]), await latest(tx, known)]
}

async function latest(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<string | null> {
  const rows = await requestRowsOf(tx, subjects)
  return (rows.find(({ state }) => isRequestOpen(state)) ?? rows[0])?.id ?? null
}
