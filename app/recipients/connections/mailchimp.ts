/**
 * Mailchimp's Marketing API 3.0. Sources: mailchimp.com/developer/marketing/api/list-members/ (delete-permanent: 204; a member
 * is named by the MD5 of their address in small letters; 404 for nobody), .../docs/errors/. To check: that a member who was
 * deleted for good answers 404 to a second deletion.
 */
import { createHash } from 'node:crypto'
import { outcomeOfError } from '../deliver/model.ts'
import type { DeliveryOutcome } from '../timeline/model.ts'
import { isKeyOf } from '../ways/model.ts'
import type { ToolCall, ToolConnection } from './model.ts'

const BY_HAND: DeliveryOutcome = { result: 'by_hand', code: 'not_by_api' }

/** The data centre stands in the key, and its form was checked: it names no other host. */
const apiOf = (key: string) => `https://${key.slice(key.lastIndexOf('-') + 1)}.api.mailchimp.com/3.0`

const memberOf = (email: string) => createHash('md5').update(email.toLowerCase()).digest('hex')

interface MemberCall {
  method: 'POST' | 'PATCH'
  /** Below the member. */
  path?: string
  body?: object
  /** The address that a member has once it is done. */
  isDoneFor?: string | undefined
}

/** The same for a member of each audience. An address that is in none of them is no error. */
async function inEachList(
  call: ToolCall,
  { method, path = '', body, isDoneFor }: MemberCall,
): Promise<DeliveryOutcome> {
  const { key, lists, send, now, person } = call
  // Mailchimp finds people by their address only.
  if (person.email === null) return { result: 'by_hand', code: 'no_identifier' }
  if (!isKeyOf('mailchimp', key)) return { result: 'failed', code: 'key_refused', httpStatus: null }
  const ask = (list: string, email: string) =>
    send({
      method,
      url: `${apiOf(key)}/lists/${encodeURIComponent(list)}/members/${memberOf(email)}${path}`,
      headers: {
        authorization: `Basic ${Buffer.from(`kept:${key}`).toString('base64')}`,
        accept: 'application/json',
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
  let count = 0
  for (const list of lists) {
    const first = await ask(list, person.email)
    const answer = first.status === 404 && isDoneFor !== undefined ? await ask(list, isDoneFor) : first
    if (answer.status === 404) continue
    const error = outcomeOfError(answer, now)
    if (error) return error
    count += 1
  }
  return { result: 'confirmed', code: count === 0 ? 'nothing_held' : null }
}

/** The merge fields that every audience begins with. */
const MERGE_FIELDS: Readonly<Record<string, string>> = { first_name: 'FNAME', last_name: 'LNAME', phone: 'PHONE' }

function correct(call: ToolCall): Promise<DeliveryOutcome> {
  const fields = call.corrected.map(({ field, value }) => ({ field, value, merge: MERGE_FIELDS[field] }))
  const isKnown = fields.length > 0 && fields.every(({ field, merge }) => field === 'email' || merge !== undefined)
  if (!isKnown) return Promise.resolve(BY_HAND)
  const email = fields.find(({ field }) => field === 'email')?.value
  const merged = fields.flatMap(({ merge, value }) => (merge === undefined ? [] : [[merge, value] as const]))
  return inEachList(call, {
    method: 'PATCH',
    isDoneFor: email,
    body: {
      ...(email !== undefined && { email_address: email }),
      ...(merged.length > 0 && { merge_fields: Object.fromEntries(merged) }),
    },
  })
}

const endMails = (call: ToolCall) => inEachList(call, { method: 'PATCH', body: { status: 'unsubscribed' } })

/** Lifting a restriction is done by hand: who was unsubscribed has to subscribe themselves. */
export const mailchimp: ToolConnection = {
  does: {
    erasure: (call) => inEachList(call, { method: 'POST', path: '/actions/delete-permanent' }),
    restriction: endMails,
    objection: endMails,
    rectification: correct,
  },
  checks: {},
}
