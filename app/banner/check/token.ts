import { createHash, randomBytes } from 'node:crypto'

/**
 * The token is given to one browser tab of one member of staff. Only its hash is stored, so the database reveals no
 * usable token.
 */
export const newToken = (): string => randomBytes(32).toString('base64url')

export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')
