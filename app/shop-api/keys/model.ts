/** The keys of the shop's own systems. Pure. */
import { z } from 'zod'
import { MAX_KEY_NAME } from '../limits.ts'
import { API_SCOPES, type ApiKeyState, type ApiScope } from '../words.ts'

export interface ApiKeyRow {
  id: string
  name: string
  scopes: ApiScope[]
  createdAt: Date
  createdBy: string
  expiresAt: Date | null
  lastUsedAt: Date | null
  revokedAt: Date | null
}

/** A key that is not revoked and not expired opens what its scopes say. */
export function stateOfKey(
  { revokedAt, expiresAt }: Pick<ApiKeyRow, 'revokedAt' | 'expiresAt'>,
  now: Date,
): ApiKeyState {
  if (revokedAt !== null) return 'revoked'
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'active'
}

/** What staff fill in for a new key. */
export const typedKey = z.strictObject({
  name: z.string().trim().min(1).max(MAX_KEY_NAME),
  scopes: z
    .array(z.enum(API_SCOPES))
    .min(1)
    .transform((scopes) => API_SCOPES.filter((scope) => scopes.includes(scope))),
  /** The last day on which it opens anything; null for no end. */
  lastDay: z.iso.date().nullable(),
})
export type TypedKey = z.infer<typeof typedKey>

/** So that tools which look for secrets in code find one. */
const KEY_PREFIX = 'kept_'
export const writtenKey = (token: string): string => `${KEY_PREFIX}${token}`
/** The token in a key; null for what is none. */
export const tokenInKey = (key: string): string | null =>
  key.startsWith(KEY_PREFIX) ? key.slice(KEY_PREFIX.length) : null
