/**
 * JSON in the canonical form of RFC 8785 (JSON Canonicalization Scheme): without white space, with the keys of an
 * object in the order of their UTF-16 units. Numbers and strings are written as JSON.stringify writes them, as the RFC
 * prescribes (§ 3.2.2).
 *
 * @throws TypeError for values that JSON cannot hold: NaN, an infinity, a lone surrogate, undefined inside an array.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${members.map(([name, member]) => `${canonicalJson(name)}:${canonicalJson(member)}`).join(',')}}`
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} has no JSON`)
  if (typeof value === 'string' && /\p{Surrogate}/u.test(value)) throw new TypeError('A lone surrogate has no JSON')
  const written = JSON.stringify(value)
  if (written === undefined) throw new TypeError(`A ${typeof value} has no JSON`)
  return written
}
