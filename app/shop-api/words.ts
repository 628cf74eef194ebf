/** The closed lists of the shop's HTTP API. */

/** What a key may do. */
export const API_SCOPES = ['consents:read', 'consents:write', 'requests:read', 'requests:write'] as const
export type ApiScope = (typeof API_SCOPES)[number]

/** How a key stands. */
export type ApiKeyState = 'active' | 'expired' | 'revoked'

/** What is written in place of a member of staff's id where a key did something. */
const ACTOR_PREFIX = 'api-key:'
export const actorOfKey = (keyId: string): string => `${ACTOR_PREFIX}${keyId}`
export const isKeyActor = (id: string): boolean => id.startsWith(ACTOR_PREFIX)
