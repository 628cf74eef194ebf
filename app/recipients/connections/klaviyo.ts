/**
 * Klaviyo, revision 2026-10-15. Sources: developers.klaviyo.com/en/reference/request_profile_deletion (202 without a body,
 * exactly one identifier), bulk_suppress_profiles (202), get_profiles, update_profile. Scopes of the key: data-privacy:write,
 * profiles:read, profiles:write, subscriptions:write.
 */
import { z } from 'zod'
import type { OutboundAnswer } from '../../platform/outbound.ts'
import { outcomeOfError } from '../deliver/model.ts'
import type { DeliveryOutcome } from '../timeline/model.ts'
import type { ToolCall, ToolConnection } from './model.ts'

const API = 'https://a.klaviyo.com/api'
const REVISION = '2026-10-15'

const ask = ({ key, send }: ToolCall, method: 'GET' | 'POST' | 'PATCH', path: string, data?: object) =>
  send({
    method,
    url: `${API}${path}`,
    headers: {
      authorization: `Klaviyo-API-Key ${key}`,
      accept: 'application/vnd.api+json',
      revision: REVISION,
      ...(data && { 'content-type': 'application/vnd.api+json' }),
    },
    ...(data && { body: JSON.stringify({ data }) }),
  })

const identifiersOf = ({ person: { email, phone } }: ToolCall): Record<string, string>[] => [
  ...(email === null ? [] : [{ email }]),
  ...(phone === null ? [] : [{ phone_number: phone }]),
]

const SENT: DeliveryOutcome = { result: 'sent' }
const DONE: DeliveryOutcome = { result: 'confirmed', code: null }
const NOTHING: DeliveryOutcome = { result: 'confirmed', code: 'nothing_held' }

/** A job of Klaviyo's for each identifier: it refuses two in one. */
async function requestDeletion(call: ToolCall): Promise<DeliveryOutcome> {
  for (const attributes of identifiersOf(call)) {
    const answer = await ask(call, 'POST', '/data-privacy-deletion-jobs', {
      type: 'data-privacy-deletion-job',
      attributes: { profile: { data: { type: 'profile', attributes } } },
    })
    const error = outcomeOfError(answer, call.now)
    if (error) return error
  }
  return SENT
}

async function suppress(call: ToolCall): Promise<DeliveryOutcome> {
  const { email } = call.person
  // Klaviyo suppresses by address only.
  if (email === null) return { result: 'by_hand', code: 'no_identifier' }
  const answer = await ask(call, 'POST', '/profile-suppression-bulk-create-jobs', {
    type: 'profile-suppression-bulk-create-job',
    attributes: { profiles: { data: [{ type: 'profile', attributes: { email } }] } },
  })
  return outcomeOfError(answer, call.now) ?? SENT
}

/** Where suppressions stand follows Klaviyo's object `subscriptions`; what is missing counts as not suppressed. */
const profiles = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      attributes: z.object({
        subscriptions: z
          .object({ email: z.object({ marketing: z.object({ suppression: z.array(z.unknown()).default([]) }) }) })
          .nullish()
          .catch(null),
      }),
    }),
  ),
})
type Profiles = z.infer<typeof profiles>['data']

const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`

/** The profiles with this identifier, or what stands in the way of knowing. */
async function findProfiles(
  call: ToolCall,
  identifier: Record<string, string>,
): Promise<{ found: Profiles } | { outcome: DeliveryOutcome }> {
  const [[name = '', value = ''] = []] = Object.entries(identifier)
  const query = new URLSearchParams({
    filter: `equals(${name},${quoted(value)})`,
    'additional-fields[profile]': 'subscriptions',
  })
  const answer = await ask(call, 'GET', `/profiles?${query}`)
  const error = outcomeOfError(answer, call.now)
  return error ? { outcome: error } : { found: readProfiles(answer) }
}

const readProfiles = ({ body }: OutboundAnswer): Profiles => profiles.parse(JSON.parse(body)).data

async function isDeleted(call: ToolCall): Promise<DeliveryOutcome> {
  for (const identifier of identifiersOf(call)) {
    const looked = await findProfiles(call, identifier)
    if ('outcome' in looked) return looked.outcome
    if (looked.found.length > 0) return SENT
  }
  return DONE
}

async function isSuppressed(call: ToolCall): Promise<DeliveryOutcome> {
  const looked = await findProfiles(call, { email: call.person.email ?? '' })
  if ('outcome' in looked) return looked.outcome
  if (looked.found.length === 0) return NOTHING
  const areAll = looked.found.every(({ attributes }) => attributes.subscriptions?.email.marketing.suppression.length)
  return areAll ? DONE : SENT
}

/** Kept's names of fields that a profile has under Klaviyo's. */
const FIELDS: Readonly<Record<string, string>> = {
  email: 'email',
  phone: 'phone_number',
  first_name: 'first_name',
  last_name: 'last_name',
}

async function correct(call: ToolCall): Promise<DeliveryOutcome> {
  const corrected = call.corrected.map(({ field, value }) => [FIELDS[field], value] as const)
  if (corrected.length === 0 || corrected.some(([field]) => field === undefined))
    return { result: 'by_hand', code: 'not_by_api' }
  const attributes = Object.fromEntries(corrected)
  let count = 0
  for (const identifier of identifiersOf(call)) {
    const looked = await findProfiles(call, identifier)
    if ('outcome' in looked) return looked.outcome
    for (const { id } of looked.found) {
      const answer = await ask(call, 'PATCH', `/profiles/${encodeURIComponent(id)}`, {
        type: 'profile',
        id,
        attributes,
      })
      const error = outcomeOfError(answer, call.now)
      if (error) return error
      count += 1
    }
  }
  return count === 0 ? NOTHING : DONE
}

/**
 * Lifting a restriction is done by hand: Klaviyo may have suppressed the person for another reason, which only staff can
 * tell apart.
 */
export const klaviyo: ToolConnection = {
  does: { erasure: requestDeletion, rectification: correct, restriction: suppress, objection: suppress },
  checks: { erasure: isDeleted, restriction: isSuppressed, objection: isSuppressed },
}
