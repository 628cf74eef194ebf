/**
 * Registers in the form that an earlier release gave them. A published version is never rewritten, and staff may import
 * a file that they exported long ago: both are read as they would be written today. Pure.
 */

type Unknown = Record<string, unknown>

const isObject = (value: unknown): value is Unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A purpose said only whether the banner asks for it. */
function purposeFromEarlier(purpose: unknown): unknown {
  if (!isObject(purpose) || typeof purpose.askedInBanner !== 'boolean' || 'askedAt' in purpose) return purpose
  const { askedInBanner, ...rest } = purpose
  return { ...rest, askedAt: askedInBanner ? ['banner'] : [] }
}

/** What cannot be read stays as it is: the schema says what is wrong with it. */
export function fromEarlier(stored: unknown): unknown {
  if (!isObject(stored) || !Array.isArray(stored.purposes)) return stored
  return { ...stored, purposes: stored.purposes.map(purposeFromEarlier) }
}
