import { v7 as uuidv7 } from 'uuid'
import { countDecisionsOf } from '../../consent/index.ts'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { versionInForce } from '../../register/index.ts'
import { lastTimeZone } from '../../shopify/installation.ts'
import { type Erasure, findWholePerson, type Identifier, lookupOf, type SubjectId } from '../../subjects/index.ts'
import { dayIn } from '../clock/model.ts'
import { type Erased, erasePerson } from '../erase.ts'
import { enqueueErasure } from './enqueue.ts'
import { noteCounts } from './erase-at-kept.ts'
import { type KeptFacts, planOf } from './plan/fates/model.ts'
import type { ErasurePlan } from './plan/model.ts'
import { ownPorts } from './ports.ts'
import {
  changeErasure,
  type ErasureRow,
  erasedCustomerId,
  erasuresWith,
  insertErasure,
  keptOf,
  noteStep,
  readErasure,
  readSteps,
} from './store.ts'
import { SETTLED_ERASURES } from './words.ts'

type Ports = Pick<typeof ownPorts, 'concernedRecipients' | 'tellRecipients' | 'writeProof'>

/**
 * Shopify says that it erases a customer: because Kept asked, or because somebody did in Shopify's admin. Kept forgets the person in
 * the caller's transaction. A job then does what an API still reaches, and reads the customer back; both end in the same record.
 */
export async function redactPerson(
  tx: ShopTransaction,
  person: readonly Identifier[],
  when: Omit<Erasure, 'withCustomer'>,
  ports: Ports = ownPorts,
): Promise<Erased & { lookups: string[] }> {
  const telling = person.filter(({ kind }) => kind !== 'phone').map((one) => lookupOf(tx, one))
  const known = (await erasuresWith(tx, telling)).find(isWaiting) ?? null
  const subjects = await findWholePerson(tx, person)
  const kept = { ...(await keptOf(tx, subjects)), decisions: await countDecisionsOf(tx, subjects) }
  const begun = known ?? (await begin(tx, person))
  if (begun.plan === null)
    await changeErasure(tx, begun.id, { plan: await planWithoutShopify(tx, { kept, subjects, ports }) })
  const row = (await readErasure(tx, begun.id)) ?? begun
  await tellOnce(tx, row, person, ports)
  const { lookups, ...erased } = await erasePerson(tx, person, when)
  if (row.keptErasedAt === null) {
    const { requests: kept_requests, exports: kept_exports, mails: kept_mails } = kept
    const { identifiers: kept_identity, decisions: kept_consents } = erased
    const counts = { kept_identity, kept_consents, kept_requests, kept_exports, kept_mails }
    await noteCounts(tx, row.id, { ...counts, suppression_hash: lookups.length })
  }
  await noteRedacted(tx, row, [...telling, ...lookups])
  return { ...erased, lookups }
}

/** What Kept took for failed, Shopify may do all the same. */
const isWaiting = ({ state }: ErasureRow): boolean =>
  state === 'failed' || !SETTLED_ERASURES.some((one) => one === state)

async function begin(tx: ShopTransaction, person: readonly Identifier[]): Promise<ErasureRow> {
  const [id, now] = [uuidv7(), clock.now()]
  const begun = { origin: 'shopify', run: 'running', state: 'not_requested' } as const
  await insertErasure(tx, { id, requestId: null, createdAt: now, lookAt: now, ...begun })
  const customerId = person.find(({ kind }) => kind === 'customer_id')?.value ?? null
  await changeErasure(tx, id, { customerId, confirmedAt: now })
  const row = await readErasure(tx, id)
  if (!row) throw new Error('an erasure was not stored')
  return row
}

/** What is held at Shopify can no longer be found out: it is gone, or goes now. */
export async function planWithoutShopify(
  tx: ShopTransaction,
  {
    kept,
    subjects,
    ports,
  }: { kept: KeptFacts; subjects: readonly SubjectId[]; ports: Pick<Ports, 'concernedRecipients'> },
): Promise<ErasurePlan> {
  const version = await versionInForce(tx)
  const register = version?.register
  const language = register?.languages.default ?? 'en'
  const audience = 'consumer' as const
  return planOf({
    today: dayIn(await lastTimeZone(tx), clock.now()),
    audience,
    language,
    registerVersion: version?.number ?? null,
    register: {
      dataCategories: register?.dataCategories ?? [],
      retentionRules: register?.retentionRules ?? [],
      language,
    },
    customer: 'redacted',
    mayRequest: true,
    surveyed: [],
    kept,
    recipients: await ports.concernedRecipients(tx, { audience, subjectId: subjects[0] ?? null, isCustomer: true }),
  })
}

/** Before Kept forgets who it is. */
async function tellOnce(
  tx: ShopTransaction,
  row: ErasureRow,
  person: readonly Identifier[],
  ports: Ports,
): Promise<void> {
  if ((await readSteps(tx, row.id)).some(({ step }) => step === 'recipients')) return
  const of = (kind: Identifier['kind']) => person.find((one) => one.kind === kind)?.value ?? null
  const told = { customerId: of('customer_id'), email: of('email'), phone: of('phone') }
  const count = await ports.tellRecipients(tx, row, told)
  const state = count > 0 ? 'done' : 'nothing_there'
  await noteStep(tx, row.id, 'recipients', { state, count, code: null, at: clock.now() })
}

async function noteRedacted(tx: ShopTransaction, row: ErasureRow, lookups: readonly string[]): Promise<void> {
  const now = clock.now()
  const hasCustomer = erasedCustomerId(tx, row) !== null
  await noteStep(tx, row.id, 'customer_profile', {
    ...{ state: hasCustomer ? 'done' : 'nothing_there', count: hasCustomer ? 1 : 0 },
    ...{ code: 'CUSTOMERS_REDACT', at: now },
  })
  await changeErasure(tx, row.id, {
    ...(row.run !== 'done' && { run: 'running', stopped: null }),
    state: hasCustomer ? 'redact_seen' : 'no_customer',
    redactSeenAt: now,
    lookups: [...new Set([...row.lookups, ...lookups])],
    keptErasedAt: row.keptErasedAt ?? now,
    alarm: null,
    alarmAt: null,
    lookAt: now,
    ...(!hasCustomer && { settledAt: now }),
  })
  if (row.run !== 'done') await enqueueErasure(tx, row.id)
}
