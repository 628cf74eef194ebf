/** A row in each table that a request of one shop can have. */

import { randomUUID } from 'node:crypto'
import { beginReading } from '../../app/centre/held/store.ts'
import { insertEvidence, keepWording } from '../../app/consent/elsewhere/store.ts'
import { beginImport, recordOwnChoice, takePortion } from '../../app/consent/index.ts'
import { suppressContacts } from '../../app/consent/marketing/suppressions-store.ts'
import { noteSignals } from '../../app/consent/signals/store.ts'
import { insertFlowRun } from '../../app/flow/index.ts'
import { saveWording } from '../../app/mail/index.ts'
import { addEndpoint, readOutgoing, testEndpoint } from '../../app/outgoing/index.ts'
import type { ShopTransaction } from '../../app/platform/db.ts'
import { saveRecipientSchedule, saveRecipientWay, tellRecipients, typedWay } from '../../app/recipients/index.ts'
import { readDraft } from '../../app/register/index.ts'
import { beginRun, insertDownload, insertPortion, noteAsked } from '../../app/requests/answer/store.ts'
import { insertProofVersion } from '../../app/requests/erasure/proof/store.ts'
import { insertErasure, noteStep } from '../../app/requests/erasure/store.ts'
import { beginning } from '../../app/requests/held/progress.ts'
import { beginCollection, storeStep } from '../../app/requests/held/store.ts'
import { askForLink } from '../../app/requests/identity/index.ts'
import { insertMailboxLink } from '../../app/requests/identity/mailbox-store.ts'
import { insertProof } from '../../app/requests/identity/proof/store.ts'
import {
  actOnRectification,
  actOnRequest,
  fileRequest,
  saveRequestSettings,
  staffAct,
} from '../../app/requests/index.ts'
import { insertEffects } from '../../app/requests/objection/effects/store.ts'
import { takeIntake } from '../../app/requests/person/take-intake.ts'
import { insertReminder } from '../../app/requests/reminders/store.ts'
import { insertRun, noteRestrictionStep } from '../../app/requests/restriction/record/store.ts'
import { writeOrder } from '../../app/requests/review/store.ts'
import { addStatement } from '../../app/requests/statements/store.ts'
import { claimCall } from '../../app/shop-api/idempotency-store.ts'
import { createKey } from '../../app/shop-api/index.ts'
import { findSubjects, identifiersOf, identifyMailbox, keyOf, markRestricted } from '../../app/subjects/index.ts'
import { aFiling } from '../requests/a-filing.ts'

/** Staff are told of the request by a mail that no server is there to send. */
export async function aRowInEachTable(tx: ShopTransaction): Promise<void> {
  await saveRequestSettings(tx, { revision: 0, settings: { tellStaff: ['staff@example.com'] } }, '1')
  await saveWording(
    tx,
    { template: 'staff_new', language: 'en' },
    { subject: '{kind}', paragraphs: ['{kind} {dueOn}'] },
    '1',
  )
  const email = 'asks@example.com'
  const filing = aFiling({ email, original: 'aGVsbG8=' })
  const filed = await fileRequest(tx, filing, { staffId: '1', timeZone: 'Europe/Paris' })
  if (!filed.ok) throw new Error(filed.reason)
  const { requestId } = filed.opened
  const proved = { erasureId: randomUUID(), requestId, version: 1, writtenAt: new Date(), isSettled: true }
  await insertProofVersion(tx, { ...proved, content: '{}' })
  await insertReminder(tx, { requestId, round: 0, stage: 'first', at: new Date() })
  await askForLink(tx, requestId, { askedBy: '1', pathPrefix: null })
  const at = { handedInAt: new Date(), deleteAt: new Date() }
  const proof = { id: randomUUID(), mediaType: 'image/png', bytes: 1, content: new Uint8Array(1), ...at } as const
  await insertProof(tx, { ...proof, requestId })
  await takeIntake(tx, { want: 'follow', email }, { network: '198.51.100', pathPrefix: '/apps/privacy' })
  await collect(tx, requestId, email)
  await erase(tx, requestId)
  await tellSomebody(tx, requestId, email)
  await object(tx, requestId, email)
  await restrictAndReview(tx, requestId, email)
  await correct(tx, email)
  await callTheApi(tx)
  await tellASystem(tx)
  await importAFile(tx)
  await chooseInTheCentre(tx, 'chooses@example.com')
}

async function correct(tx: ShopTransaction, email: string): Promise<void> {
  const filing = aFiling({ kind: 'rectification', email })
  const filed = await fileRequest(tx, filing, { staffId: '1', timeZone: 'Europe/Paris' })
  if (!filed.ok) throw new Error(filed.reason)
  const { requestId } = filed.opened
  const known = { seen: 1, note: 'because', move: 'confirm_identity', facts: { method: 'attested' } }
  await actOnRequest(tx, requestId, staffAct.parse(known), '1')
  await actOnRectification(tx, requestId, { act: 'state', statement: { about: 'orders', text: 'Not mine' } }, '1')
  const [subjectId] = await findSubjects(tx, identifiersOf({ email }))
  if (!subjectId) throw new Error('who asks is nobody')
  const statement = { id: randomUUID(), requestId, about: 'orders', addedAt: new Date(), text: 'Not mine' } as const
  await addStatement(tx, subjectId, statement)
}

async function erase(tx: ShopTransaction, requestId: string): Promise<void> {
  const [id, at] = [randomUUID(), new Date()]
  const begun = { origin: 'request', run: 'planned', state: 'not_requested' } as const
  await insertErasure(tx, { id, requestId, createdAt: at, lookAt: at, ...begun })
  await noteStep(tx, id, 'recipients', { state: 'nothing_there', count: 0, code: null, at })
}

async function restrictAndReview(tx: ShopTransaction, requestId: string, email: string): Promise<void> {
  const [id, at] = [randomUUID(), new Date()]
  const [subjectId] = await findSubjects(tx, identifiersOf({ email }))
  if (!subjectId) throw new Error('nobody asks')
  await insertRun(tx, { id, requestId, setBy: '1', createdAt: at, lookAt: at })
  await noteRestrictionStep(tx, id, 'tag', { state: 'nothing_there', count: 0, code: null, at })
  await markRestricted(tx, { id, subjectId, ground: 'legal_claims', since: at })
  await writeOrder(tx, requestId, { id: '1', name: '#1001' }, subjectId)
}

/** The shop's draft names recipients. */
async function tellSomebody(tx: ShopTransaction, requestId: string, email: string): Promise<void> {
  const recipients = (await readDraft(tx))?.register.recipients ?? []
  const [recipient] = recipients
  if (!recipient) throw new Error('the draft names no recipient')
  const way = { recipientId: recipient.id, way: 'by_hand', setup: {}, revision: 0 }
  await saveRecipientWay(tx, typedWay.parse(way), '1')
  await saveRecipientSchedule(tx, { remindAfterDays: [1, 2], overdueAfterDays: 3 }, '1')
  const person = { email, phone: null, customerId: null }
  const told = { occasion: 'erasure', occasionId: randomUUID(), requestId, person, changes: [], recipients } as const
  await tellRecipients(tx, told)
}

async function collect(tx: ShopTransaction, requestId: string, email: string): Promise<void> {
  const [subjectId] = await findSubjects(tx, identifiersOf({ email }))
  const key = subjectId && (await keyOf(tx, subjectId))
  if (!subjectId || !key) throw new Error('who asks has no key')
  const [sealing, from] = [{ key, subjectId }, beginning(null)]
  await beginCollection(tx, requestId, { at: new Date(), from, sealing })
  const result = {
    progress: from,
    portions: [{ table: 'customer', rows: 1, lines: '{}' }],
    ...{ rows: {}, values: {}, unread: [], finishedAt: null },
  } as const
  await storeStep(tx, requestId, { version: 1, result, sealing })
  const run = randomUUID()
  await noteAsked(tx, requestId, new Date())
  await beginRun(tx, requestId, run)
  await insertPortion(tx, { requestId, run, part: 'letter', position: 0 }, Buffer.from('Dear'), sealing)
  await insertDownload(tx, requestId, { at: new Date(), by: 'staff', staffId: '1' })
}

async function object(tx: ShopTransaction, requestId: string, email: string): Promise<void> {
  const [subjectId] = await findSubjects(tx, identifiersOf({ email }))
  if (!subjectId) throw new Error('nobody has this address')
  await insertEffects(tx, requestId, ['email'])
  await insertFlowRun(tx, { runId: randomUUID(), requestId, at: new Date() })
  await suppressContacts(tx, identifiersOf({ email }), { channels: ['email'], since: new Date() })
  await noteSignals(tx, subjectId, { refusals: {}, profiling: false, state: 'written', code: null })
}

async function callTheApi(tx: ShopTransaction): Promise<void> {
  const made = await createKey(tx, { name: 'Till', scopes: ['consents:write'], lastDay: null }, '1')
  if (!made.ok) throw new Error(made.reason)
  await claimCall(tx, { keyId: made.id, call: 'same', content: 'same' })
  const wordingHash = await keepWording(tx, { language: 'en', text: 'Same words' })
  const facts = { where: 'till', statedAt: null, version: null, tool: null } as const
  await insertEvidence(tx, [
    { eventId: randomUUID(), origin: 'api', originId: made.id, facts, wordingHash, sealed: null },
  ])
}

async function tellASystem(tx: ShopTransaction): Promise<void> {
  await addEndpoint(tx, { url: 'https://systems.example.com/', events: ['consent.changed'] }, '1')
  const [endpoint] = (await readOutgoing(tx)).endpoints
  await testEndpoint(tx, endpoint?.id ?? '')
}

async function importAFile(tx: ShopTransaction): Promise<void> {
  const begun = await beginImport(tx, { tool: 'other', format: 'csv', bytes: 1 }, '1')
  if (begun.ok) await takePortion(tx, { id: begun.id, number: 0, content: Buffer.from('a') })
}

/** A link, a choice with its words, a consent for Shopify to hold, and a look at what is held. */
async function chooseInTheCentre(tx: ShopTransaction, email: string): Promise<void> {
  const subject = await identifyMailbox(tx, email)
  const link = { id: randomUUID(), askedAt: new Date(), expiresAt: new Date(), hash: new Uint8Array(32) }
  await insertMailboxLink(tx, { ...link, subjectId: subject })
  const shown = { place: 'privacy_centre', language: 'en', purposes: [], around: [] }
  const choice = { id: randomUUID(), subject, source: 'privacy_centre', choices: { news: true } } as const
  await recordOwnChoice(tx, { ...choice, shown, subscribes: ['email'] })
  await beginReading(tx, subject, { readingId: randomUUID(), at: new Date() })
}
