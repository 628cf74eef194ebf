import { createHash, randomBytes } from 'node:crypto'

/** A check's token goes to one tab of one member of staff; what is stored opens nothing. */
export const newToken = (): string => randomBytes(32).toString('base64url')

export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')
