import { agreedPurposes } from '../../consent/index.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { inform, policyLanguageOf } from '../../policy/index.ts'
import { type KeptVersion, keptVersion, registerIn, summaryInForce } from '../../register/index.ts'
import { keyOf } from '../../subjects/index.ts'
import { dayIn } from '../clock/model.ts'
import type { AnsweredRow, Unread } from '../held/model.ts'
import type { RequestEvent } from '../lifecycle/events.ts'
import { type RequestRow, readRequestEvents, readRow } from '../lifecycle/store.ts'
import type { AnswerFacts } from './file/model.ts'
import type { HeldReader } from './held-reader.ts'
import { isFileKind } from './model.ts'
import { isPortable, portableFields, portablePart } from './portability.ts'
import { type AnswerSealing, beginRun, noteFailed } from './store.ts'
import type { FileKind } from './words.ts'

export interface Begun {
  requestId: string
  /** Whose portions count. */
  run: string
  sealing: AnswerSealing
  request: RequestRow
  kind: FileKind
  events: RequestEvent[]
  version: KeptVersion
  /** Null when nobody knows. */
  agreed: Set<string> | null
  unread: Unread[]
}

/** Begins to make a file, or begins anew. Null when it is not to be made (any more). */
export async function beginAnswer(
  tx: ShopTransaction,
  { requestId, run, held }: { requestId: string; run: string; held: HeldReader },
): Promise<Begun | null> {
  if (!(await beginRun(tx, requestId, run))) return null
  const request = await readRow(tx, requestId)
  const subjectId = request?.isIdentified ? request.subjectId : null
  const key = subjectId && (await keyOf(tx, subjectId))
  const collection = await held.readCollection(tx, requestId)
  const inForce = await summaryInForce(tx)
  const version = inForce && (await keptVersion(tx, inForce.number))
  if (!request || !subjectId || !key || !version || collection?.state !== 'collected' || !isFileKind(request.kind)) {
    // Since it was asked for, identity came into doubt, or the collection was begun anew.
    await noteFailed(tx, requestId)
    return null
  }
  return {
    requestId,
    run,
    sealing: { key, subjectId },
    request,
    kind: request.kind,
    events: await readRequestEvents(tx, request, null),
    version,
    agreed: await agreedPurposes(tx, subjectId),
    unread: collection.unread,
  }
}

/** What the file says of the request, and which part of each row goes along. */
export async function answerFacts(
  begun: Begun,
  madeAt: Date,
  held: HeldReader,
): Promise<{ facts: AnswerFacts; goesAlong(row: AnsweredRow): AnsweredRow | null }> {
  const { request, kind, events, version, agreed, unread } = begun
  const { audience, timeZone, country, asker, regime } = request
  const register = registerIn(version.content)
  const language =
    policyLanguageOf(request.language ?? register.languages.default) ??
    policyLanguageOf(register.languages.default) ??
    'en'
  const identified = events.findLast(({ move }) => move === 'confirm_identity')
  const portable = kind === 'portability' ? portableFields(register, audience) : null
  return {
    facts: {
      id: request.id,
      kind,
      regime,
      asker,
      language,
      receivedOn: dayIn(timeZone, request.receivedAt),
      identifiedOn: identified ? dayIn(timeZone, identified.at) : null,
      madeOn: dayIn(timeZone, madeAt),
      controller: register.controller,
      information: await inform(version, { language, audience, agreed, country }),
      unread: portable === null ? unread : unread.filter(({ table }) => isPortable(table)),
    },
    goesAlong: (row) => (portable === null ? row : portablePart(row, portable, held.fieldsOf)),
  }
}
