import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { summaryInForce } from '../../register/index.ts'
import { recordEvent } from '../lifecycle/record-event.ts'
import { lockRow, readRequestEvents, readRow } from '../lifecycle/store.ts'
import { held as collected } from './held.ts'
import type { HeldReader } from './held-reader.ts'
import { makeAnswer } from './make.ts'
import type { StepFacts } from './model.ts'
import { goesOutUnseen, nextStep, wouldGiveStaleFile } from './next-step.ts'
import { readAnswer } from './read.ts'
import type { NextStep } from './words.ts'

interface Asked {
  held?: HeldReader
  unseen?: boolean
}

/** The one next step of a request that a file answers; null for another request. */
export async function readNextStep(
  tx: ShopTransaction,
  requestId: string,
  asked: Asked = {},
): Promise<NextStep | null> {
  const facts = await stepFactsOf(tx, requestId, asked)
  return facts && nextStep(facts)
}

/** Whether answering now would give out a file that is not made of what is there now. The caller holds the request's row. */
export async function givesStaleFile(tx: ShopTransaction, requestId: string, asked: Asked = {}): Promise<boolean> {
  const facts = await stepFactsOf(tx, requestId, asked)
  return facts !== null && wouldGiveStaleFile(facts)
}

async function stepFactsOf(
  tx: ShopTransaction,
  requestId: string,
  { held = collected, unseen = false }: Asked,
): Promise<StepFacts | null> {
  const request = await readRow(tx, requestId)
  if (!request) return null
  const answer = await readAnswer(tx, requestId)
  const events = await readRequestEvents(tx, request, null)
  return {
    request,
    answer,
    collection: await held.readCollection(tx, requestId),
    lookedAt: answer?.lookedAt ?? null,
    chosenAt: events.findLast(({ move }) => move === 'take_out' || move === 'put_back')?.at ?? null,
    isPublished: (await summaryInForce(tx)) !== null,
    unseen,
  }
}

/**
 * Takes the next step without staff, where the shop answers people who are signed in at once: collect, make, answer. Called
 * whenever a step is done; otherwise nothing happens.
 */
export async function advanceAtOnce(
  tx: ShopTransaction,
  requestId: string,
  held: HeldReader = collected,
): Promise<void> {
  // Nobody takes a row out between the look at it and the answer.
  const request = await lockRow(tx, requestId)
  if (!request?.isIdentified) return
  const events = await readRequestEvents(tx, request, null)
  const known = events.findLast((event) => event.move === 'confirm_identity')
  if (!goesOutUnseen(await held.answersAtOnce(tx), known?.facts.method ?? null)) return
  const step = await readNextStep(tx, requestId, { held, unseen: true })
  if (step === 'collect') await held.startCollecting(tx, requestId)
  if (step === 'make') await makeAnswer(tx, requestId, { held, unseen: true })
  if (step === 'answer') {
    const event = { at: clock.now(), actor: 'kept', actorId: null, note: null, move: 'answer', facts: {} } as const
    await recordEvent(tx, { requestId, seen: null, event })
  }
}
