/** What staff choose for a recipient. Pure. */
import { z } from 'zod'
import { isEndpoint } from '../../platform/endpoint.ts'
import { MAX_API_KEY, MAX_ENDPOINT, MAX_INSTRUCTIONS, MOST_LISTS } from '../limits.ts'
import { type ConnectedTool, RECIPIENT_WAYS } from '../words.ts'

/** What a way needs besides a secret. */
export const waySetup = z.strictObject({
  endpoint: z.string().max(MAX_ENDPOINT).default(''),
  lists: z.array(z.string()).max(MOST_LISTS).default([]),
  instructions: z.string().max(MAX_INSTRUCTIONS).default(''),
})
export type WaySetup = z.infer<typeof waySetup>

export const typedWay = z.strictObject({
  recipientId: z.string().min(1).max(100),
  /** Null: as the register suggests it. */
  way: z.enum(RECIPIENT_WAYS).nullable(),
  setup: waySetup,
  /** A new key; empty keeps the saved one. */
  apiKey: z.string().trim().max(MAX_API_KEY).default(''),
  revision: z.int().min(0),
})
export type TypedWay = z.infer<typeof typedWay>

export type WayProblem =
  | 'not_an_endpoint'
  | 'no_address'
  | 'not_a_key'
  | 'no_key'
  | 'no_lists'
  | 'not_a_list'
  | 'not_shopify'

/** Keys as the tools' documents show them. Mailchimp's ends with the data centre, which is part of its address. */
const KEYS: Record<ConnectedTool, RegExp> = {
  klaviyo: /^pk_[A-Za-z0-9_]{10,190}$/,
  mailchimp: /^[0-9a-f]{32}-[a-z]{2,4}\d{1,3}$/,
}
const LIST_ID = /^[A-Za-z0-9]{4,20}$/

export const isKeyOf = (tool: ConnectedTool, key: string): boolean => KEYS[tool].test(key)

export interface WayFacts {
  noticeEmail: string | null
  isPlatform: boolean
  /** A key of the same tool is saved. */
  hasKey: boolean
  isTrusted: (host: string) => boolean
}

/** What stands in the way of saving; null when nothing does. */
export function wayProblem({ way, setup, apiKey }: TypedWay, facts: WayFacts): WayProblem | null {
  switch (way) {
    case 'platform':
      return facts.isPlatform ? null : 'not_shopify'
    case 'email':
      return facts.noticeEmail === null ? 'no_address' : null
    case 'webhook':
      return isEndpoint(setup.endpoint, facts.isTrusted) ? null : 'not_an_endpoint'
    case 'klaviyo':
    case 'mailchimp':
      return keyProblem(way, apiKey, facts.hasKey) ?? (way === 'mailchimp' ? listProblem(setup.lists) : null)
    default:
      return null
  }
}

function keyProblem(tool: ConnectedTool, key: string, hasKey: boolean): WayProblem | null {
  if (key === '') return hasKey ? null : 'no_key'
  return isKeyOf(tool, key) ? null : 'not_a_key'
}

function listProblem(lists: readonly string[]): WayProblem | null {
  if (lists.length === 0) return 'no_lists'
  return lists.every((list) => LIST_ID.test(list)) ? null : 'not_a_list'
}
