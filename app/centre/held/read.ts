import { addMinutes } from 'date-fns/addMinutes'
import { v7 as uuidv7 } from 'uuid'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { enqueue, within } from '../../platform/queue.ts'
import { policyLanguageOf } from '../../policy/index.ts'
import { heldInWords } from '../../requests/index.ts'
import { requireInstalled } from '../../shopify/installation.ts'
import { identifiersOf, identify, type SubjectId } from '../../subjects/index.ts'
import type { HeldView } from '../model.ts'
import { forgetCopyQueue, heldCopyQueue } from '../queues.ts'
import { type CentrePerson, subjectsOf } from '../who.ts'
import { beginReading, findCopy, type HeldCopy, readProfile, readTables } from './store.ts'

/** What was read counts as new for so long; then whoever looks has it read again. */
const FRESH_MINUTES = 15
/** A reading that takes longer than its job's retries has died with it. */
const LONGEST_READING_MINUTES = 10
const KEPT_SECONDS = 3600

/**
 * What is held about a customer, in any language. Reading begins by itself; until it is done, what was read before is shown.
 *
 * @throws NotInstalled
 */
export async function openHeld(
  tx: ShopTransaction,
  person: Extract<CentrePerson, { by: 'customer' }>,
): Promise<(locale: string) => HeldView> {
  await requireInstalled(tx)
  const found = await findCopy(tx, await subjectsOf(tx, person))
  const copy = found && isOfUse(found) ? found : await begin(tx, await subjectOf(tx, person))
  const tables = copy.readAt ? await readTables(tx, copy.subjectId) : null
  const profile = copy.readAt ? await readProfile(tx, copy.subjectId) : null
  return (locale) => ({
    state: copy.state === 'read' ? 'ready' : copy.state,
    groups: tables ? heldInWords(tables, policyLanguageOf(locale) ?? 'en') : [],
    isPartial: profile?.isPartial ?? false,
    asOf: copy.readAt?.toISOString() ?? null,
  })
}

/** The same in one language. @throws NotInstalled */
export const lookAtHeld = async (
  tx: ShopTransaction,
  person: Extract<CentrePerson, { by: 'customer' }>,
  locale: string,
): Promise<HeldView> => (await openHeld(tx, person))(locale)

const subjectOf = (tx: ShopTransaction, { customerId }: { customerId: string }) =>
  identify(tx, identifiersOf({ id: customerId }))

/** Not one that is too old; one that failed is tried again by whoever asks a little later. */
function isOfUse({ state, startedAt }: HeldCopy): boolean {
  const minutes = { read: FRESH_MINUTES, reading: LONGEST_READING_MINUTES, failed: 1 }[state]
  return addMinutes(startedAt, minutes) > clock.now()
}

async function begin(tx: ShopTransaction, subjectId: SubjectId): Promise<HeldCopy> {
  const [readingId, at] = [uuidv7(), clock.now()]
  await beginReading(tx, subjectId, { readingId, at })
  const job = { shop: tx.shop, receivedAt: +at, readingId }
  await enqueue(heldCopyQueue, [job], within(tx))
  await enqueue(forgetCopyQueue, [job], within(tx), KEPT_SECONDS)
  return (await findCopy(tx, [subjectId])) ?? { subjectId, readingId, state: 'reading', startedAt: at, readAt: null }
}
