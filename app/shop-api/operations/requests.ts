import { canonicalJson } from '../../platform/canonical-json.ts'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { dayIn, fileRequest, filing, listRequests, readRequest } from '../../requests/index.ts'
import { lastTimeZone, requireInstalled } from '../../shopify/installation.ts'
import { customerIdOf } from '../../subjects/index.ts'
import { claimCall, noteResult } from '../idempotency-store.ts'
import { ApiProblem, errorsIn } from '../problem.ts'
import { actorOfKey } from '../words.ts'
import { listOfRequests, newRequestOfPerson, oneRequest } from './descriptions.ts'
import type { requestState } from './model.ts'
import { handled } from './operation.ts'

interface Row {
  id: string
  kind: (typeof requestState.shape.kind.options)[number]
  state: (typeof requestState.shape.state.options)[number]
  channel: (typeof requestState.shape.channel.options)[number]
  receivedAt: Date
  dueOn: string | null
  closedAt: Date | null
  subjectId: string | null
}

const stateOf = (row: Row, customer: string | null) => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  channel: row.channel,
  receivedAt: row.receivedAt.toISOString(),
  dueOn: row.dueOn,
  closedAt: row.closedAt?.toISOString() ?? null,
  person: row.subjectId,
  customer,
})

async function readOne(tx: ShopTransaction, id: string) {
  const row = (await readRequest(tx, id))?.row
  if (!row) throw new ApiProblem('not-found')
  const customer = row.subjectId && (await customerIdOf(tx, row.subjectId))
  return { answer: stateOf(row, customer), people: row.subjectId === null ? [] : [row.subjectId] }
}

export const listOfRequestsCall = handled(listOfRequests, async (tx, { query, keyId }) => {
  const { view, customer = null, after = null, limit } = query
  const listed = await listRequests(
    tx,
    { view, person: null, customer, after },
    { staffId: actorOfKey(keyId), timeZone: await lastTimeZone(tx), size: limit },
  )
  return {
    answer: { requests: listed.requests.map((row) => stateOf(row, row.customerId)), next: listed.next },
    people: listed.requests.flatMap(({ subjectId }) => subjectId ?? []),
  }
})

export const oneRequestCall = handled(oneRequest, (tx, { params }) => readOne(tx, params.requestId))

export const newRequestOfPersonCall = handled(newRequestOfPerson, async (tx, { content, keyId, call }) => {
  await requireInstalled(tx)
  const named = { keyId, call, content: canonicalJson(content) }
  const claimed = await claimCall(tx, named)
  if (claimed.is === 'other') throw new ApiProblem('idempotency-key-reused')
  if (claimed.is === 'known') return { ...(await readOne(tx, claimed.resultId)), isRepeated: true }
  const timeZone = await lastTimeZone(tx)
  const {
    person,
    receivedOn = dayIn(timeZone, clock.now()),
    country = null,
    region = null,
    language = null,
    ...asked
  } = content
  const { customerId = '', email = '', phone = '' } = person
  const filled = filing.safeParse({
    ...asked,
    customerId,
    email,
    phone,
    receivedOn,
    country,
    region,
    language,
    original: null,
  })
  if (!filled.success) throw new ApiProblem('invalid-content', '', errorsIn(filled.error))
  const filed = await fileRequest(tx, filled.data, { staffId: actorOfKey(keyId), timeZone })
  if (!filed.ok) throw new ApiProblem('invalid-content', '', [{ pointer: '/receivedOn', detail: 'is in the future' }])
  await noteResult(tx, named, filed.opened.requestId)
  return readOne(tx, filed.opened.requestId)
})
