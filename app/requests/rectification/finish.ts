import { writtenLanguage } from '../../mail/index.ts'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { tellRecipients } from '../../recipients/index.ts'
import { type Register, versionInForce } from '../../register/index.ts'
import {
  customerIdOf,
  findSamePerson,
  isMailbox,
  lockPerson,
  readIdentifiers,
  replaceIdentifier,
  type SubjectId,
} from '../../subjects/index.ts'
import { concernedBy } from '../concerned.ts'
import { recordEvent } from '../lifecycle/record-event.ts'
import { lockRow, readRow } from '../lifecycle/store.ts'
import { isUndecided } from './model.ts'
import {
  type CorrectionLine,
  changeRectification,
  lockRectification,
  type RectificationRow,
  readCorrections,
  readHeld,
  sealingFor,
} from './store.ts'
import { recipientChanges } from './told/recipient-changes.ts'

/**
 * Ends a run. What Shopify did not take, or what had changed, is for staff to decide. Otherwise Kept's own copy is corrected,
 * recipients get their tasks, and the person is answered: all in one transaction.
 */
export async function finishRectification(tx: ShopTransaction, requestId: string): Promise<void> {
  const request = await readRow(tx, requestId)
  const { subjectId } = request ?? {}
  if (!request || !subjectId) return
  // Before the rows: an erasure of the person takes its locks in the same order.
  await lockPerson(tx, await readIdentifiers(tx, subjectId))
  await lockRow(tx, requestId)
  const row = await lockRectification(tx, requestId)
  const sealing = await sealingFor(tx, requestId)
  if (row?.run !== 'applying' || !sealing) return
  const lines = await readCorrections(tx, requestId, sealing)
  if (lines.some(({ state }) => isUndecided(state) || state === 'accepted'))
    return changeRectification(tx, requestId, { run: 'open' })
  const done = newlyDone(lines, row)
  const before = (await readHeld(tx, requestId, sealing))?.places.find(({ kind }) => kind === 'customer')?.values ?? {}
  if (done.length > 0) {
    const known = await readIdentifiers(tx, subjectId)
    const knownAs = (kind: 'email' | 'phone') => before[kind] ?? known.find((one) => one.kind === kind)?.value ?? null
    const customerId = await customerIdOf(tx, subjectId)
    const person = { email: knownAs('email'), phone: knownAs('phone'), customerId }
    await tell(tx, row, { person, done, audience: request.audience, subjectId })
    await correctOwnCopy(tx, subjectId, done)
  }
  const at = clock.now()
  const told = { at, actor: 'kept', actorId: null, note: null } as const
  const { ok } = await recordEvent(tx, { requestId, seen: null, event: { ...told, move: 'answer', facts: {} } })
  if (!ok) return changeRectification(tx, requestId, { run: 'stopped', stopped: 'request_closed' })
  await changeRectification(tx, requestId, { run: 'done', answeredAt: at })
}

/** What was corrected since the request was answered last. */
const newlyDone = (lines: readonly CorrectionLine[], { answeredAt }: RectificationRow): CorrectionLine[] =>
  lines.filter(
    ({ state, settledAt }) =>
      (state === 'applied' || state === 'done_by_hand') && (!answeredAt || (settledAt && settledAt > answeredAt)),
  )

interface Told {
  person: { email: string | null; phone: string | null; customerId: string | null }
  done: readonly CorrectionLine[]
  audience: Register['purposes'][number]['audience'][number]
  subjectId: SubjectId
}

/** GDPR Art. 19. */
async function tell(
  tx: ShopTransaction,
  { requestId, occasionId }: RectificationRow,
  { person, done, audience, subjectId }: Told,
): Promise<void> {
  const register = (await versionInForce(tx))?.register
  if (!register) return
  const isCustomer = person.customerId !== null
  const concerned = new Set((await concernedBy(tx, { audience, subjectId, isCustomer })).map(({ id }) => id))
  await tellRecipients(tx, {
    occasion: 'rectification',
    occasionId,
    requestId,
    person,
    ...recipientChanges(done, writtenLanguage(register.languages.default)),
    recipients: register.recipients.filter(({ id }) => concerned.has(id)),
  })
}

/** Kept itself knows a person by their address and number. Whoever only reads a mailbox keeps it. */
async function correctOwnCopy(
  tx: ShopTransaction,
  subjectId: SubjectId,
  done: readonly CorrectionLine[],
): Promise<void> {
  const subjects = (await findSamePerson(tx, subjectId)).filter((id) => !isMailbox(id))
  for (const { place, field, content } of done) {
    if (place !== 'customer' || (field !== 'email' && field !== 'phone') || !content?.old) continue
    for (const id of subjects) await replaceIdentifier(tx, id, { kind: field, old: content.old, value: content.new })
  }
}
