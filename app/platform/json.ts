/** Keys with a meaning in JavaScript. As keys of an object, values under them would be lost, or worse. */
const RESERVED = ['__proto__', 'constructor', 'prototype'] as const

export const isReservedKey = (key: string): boolean => (RESERVED as readonly string[]).includes(key)

/** Whether the text may contain such a key, plain or with escapes. */
const SUSPECT = /proto|constructor|\\u/

/**
 * Parses JSON from outside.
 *
 * @throws SyntaxError when it is not JSON, or has one of these keys
 */
export function parseJson(text: string): unknown {
  if (!SUSPECT.test(text)) return JSON.parse(text)
  return JSON.parse(text, (key: string, value: unknown) => {
    if (isReservedKey(key)) throw new SyntaxError(`The key ${key} is not taken`)
    return value
  })
}
