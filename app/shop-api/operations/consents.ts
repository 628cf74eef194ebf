import { askedPurposes, findEvent, readConsentState, recordElsewhere } from '../../consent/index.ts'
import { canonicalJson } from '../../platform/canonical-json.ts'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { customerIdOf, type Identifier, identifiersOf, type SubjectId } from '../../subjects/index.ts'
import { claimCall, noteResult } from '../idempotency-store.ts'
import { ApiProblem } from '../problem.ts'
import { consentsOfCustomer, consentsOfPerson, listPurposes, recordConsent } from './descriptions.ts'
import { type ApiResult, handled } from './operation.ts'

const SEVERAL = 'Name the customer by Shopify’s id: several customers have this address.'

async function stateOf(tx: ShopTransaction, person: readonly Identifier[]) {
  const state = await readConsentState(tx, person)
  if (!state) throw new ApiProblem('several-people', SEVERAL)
  const { subject, customerId, isRestricted, choices } = state
  return {
    answer: {
      person: subject,
      customer: customerId,
      restricted: isRestricted,
      purposes: choices.map(({ purpose, granted, decidedAt, eventId }) => ({
        purpose,
        granted,
        decidedAt: decidedAt.toISOString(),
        record: eventId,
      })),
    },
    people: subject === null ? [] : [subject],
  }
}

export const listPurposesCall = handled(listPurposes, async (tx) => {
  const { names, asked } = await askedPurposes(tx, 'en')
  return { answer: { purposes: asked.map((id) => ({ id, name: names[id] ?? id })) }, people: [] }
})

export const consentsOfCustomerCall = handled(consentsOfCustomer, (tx, { params }) =>
  stateOf(tx, identifiersOf({ id: params.customerId })),
)

export const consentsOfPersonCall = handled(consentsOfPerson, (tx, { content: { person } }) =>
  stateOf(tx, identifiersOf({ id: person.customerId, email: person.email })),
)

export const recordConsentCall = handled(
  recordConsent,
  async (
    tx,
    { content, keyId, call },
  ): Promise<ApiResult<{ id: string; recordedAt: string; person: string | null; customer: string | null }>> => {
    const at = new Date(content.decidedAt)
    if (at > clock.now())
      throw new ApiProblem('invalid-content', '', [{ pointer: '/decidedAt', detail: 'is in the future' }])
    const named = { keyId, call, content: canonicalJson(content) }
    const claimed = await claimCall(tx, named)
    if (claimed.is === 'other') throw new ApiProblem('idempotency-key-reused')
    if (claimed.is === 'known') {
      const event = await findEvent(tx, claimed.resultId)
      if (!event) throw new ApiProblem('erased')
      const { id, recordedAt, subject } = event
      return {
        ...(await told(tx, { id, recordedAt: new Date(recordedAt), subject: subject as SubjectId })),
        isRepeated: true,
      }
    }
    const { person, choices, where, wording = null, askedBy = null, reference = null } = content
    const recorded = await recordElsewhere(tx, {
      person: identifiersOf({ id: person.customerId, email: person.email }),
      choices,
      at,
      facts: { where, version: null, tool: null },
      ofPerson: { askedBy, reference },
      wording,
      keyId,
      call,
    })
    if (!recorded.ok) throw problemOf(recorded)
    await noteResult(tx, named, recorded.recorded.id)
    return told(tx, { ...recorded.recorded, subject: recorded.subject })
  },
)

type NotRecorded = Extract<Awaited<ReturnType<typeof recordElsewhere>>, { ok: false }>

function problemOf(refused: NotRecorded): ApiProblem {
  if (!('purposes' in refused))
    return refused.reason === 'erased' ? new ApiProblem('erased') : new ApiProblem('several-people', SEVERAL)
  const errors = refused.purposes.map((purpose) => ({
    pointer: `/choices/${purpose}`,
    detail: 'is no purpose that rests on consent',
  }))
  return new ApiProblem('invalid-content', 'See GET /purposes.', errors)
}

async function told(
  tx: ShopTransaction,
  { id, recordedAt, subject }: { id: string; recordedAt: Date; subject: SubjectId },
) {
  const answer = {
    id,
    recordedAt: recordedAt.toISOString(),
    person: subject,
    customer: await customerIdOf(tx, subject),
  }
  return { answer, people: [subject] }
}
