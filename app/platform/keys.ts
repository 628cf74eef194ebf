import type { KeyMark } from './crypto.ts'

/** The configured encryption keys do not match the database. */
export class KeysMismatch extends Error {
  override name = 'KeysDoNotFit'
}

const WHAT_TO_DO =
  'Nothing that it sealed would open, and nobody would be found to be erased. Set that key as ENCRYPTION_KEY again, or, ' +
  'where it is being replaced, as one of ENCRYPTION_KEYS_RETIRED until `npm run rotate-key` says that it may be removed.'

/** Why the application must not run with these keys on this database; null when it may. */
export function problemOfKeys(configured: readonly KeyMark[], noted: readonly KeyMark[]): string | null {
  const isConfigured = ({ id, check }: KeyMark) => configured.some((key) => key.id === id && key.check === check)
  const missing = noted.filter((key) => !isConfigured(key))
  if (missing.length === 0) return null
  const names = missing.map(({ id }) => id).join(', ')
  return `The database was written with an encryption key that is not configured (its id is ${names}). ${WHAT_TO_DO}`
}
