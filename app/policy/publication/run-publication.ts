import { randomUUID } from 'node:crypto'
import { clock } from '../../platform/clock.ts'
import { forShop } from '../../platform/db.ts'
import { NotInstalled } from '../../shopify/installation.ts'
import { backgroundClient, type ShopClientProvider } from '../../shopify/shop-client.ts'
import type { PublicationJob } from '../queues.ts'
import { failureAt, PublicationReplaced } from './failures.ts'
import { type Failure, isOpen, isTransient } from './model.ts'
import { type PublicationRun, STAGES, type Stage, stageOf } from './steps.ts'
import { findPublication, type Lease, lease, noteFailure, noteRestoreFailure, release } from './store.ts'

/** Tries before a publication is taken back: about four minutes with the pauses between them. */
const MOST_ATTEMPTS = 8

/**
 * Runs a publication until the shop shows the version, or again what it showed before. It may be killed anywhere and
 * run again: it reads the shop before it writes, and stores a snapshot of the shop before the first write.
 *
 * @throws Error when it has to be tried again
 */
export async function runPublication(
  { shop, publicationId }: PublicationJob,
  clientOf: ShopClientProvider = backgroundClient,
): Promise<void> {
  const held: Lease = { id: publicationId, holder: randomUUID() }
  const { isMine, publication } = await forShop(shop, async (tx) => ({
    isMine: await lease(tx, held, clock.now()),
    publication: await findPublication(tx, publicationId),
  }))
  if (publication === null || !isOpen(publication.state)) return
  if (!isMine) throw new Error('Another process works on this publication')
  const { version, startedBy, attempts, plan, cookiePageId, failure, step, stepLocale } = publication
  const client = async () => {
    const client = await clientOf(shop)
    if (client === null) throw new NotInstalled()
    return client
  }
  const place = { step, locale: stepLocale }
  const run = { shop, lease: held, version, startedBy, attempts, client, place, plan, cookiePageId, failure }
  try {
    let stage: Stage | null = stageOf(publication)
    while (stage !== null) stage = await advance(run, stage)
  } catch (error) {
    if (!endsRun(error)) throw error
  } finally {
    await forShop(shop, (tx) => release(tx, held))
  }
}

/** This run is over. A shop that installs Kept again is resumed when staff open the page. */
const endsRun = (error: unknown) => error instanceof NotInstalled || error instanceof PublicationReplaced

/** Works one stage and returns the next one; null at the end. */
async function advance(run: PublicationRun, stage: Stage): Promise<Stage | null> {
  try {
    await STAGES[stage].run(run)
    return STAGES[stage].next
  } catch (error) {
    if (endsRun(error)) throw error
    return afterFailure(run, stage, failureAt(run.place, error))
  }
}

/** @throws Error when the same stage is to be tried again */
async function afterFailure(run: PublicationRun, stage: Stage, failure: Failure): Promise<Stage> {
  const { givenUp } = STAGES[stage]
  if (givenUp !== null && (!isTransient(failure) || run.attempts + 1 >= MOST_ATTEMPTS)) {
    run.failure = failure
    return givenUp
  }
  const note = givenUp === null ? noteRestoreFailure : noteFailure
  await forShop(run.shop, (tx) => note(tx, run.lease, failure, clock.now()))
  throw new Error(`A publication is tried again (${stage}): ${failure.code} at ${failure.step}`)
}
