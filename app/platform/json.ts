/** Keys that mean something to JavaScript: where a stranger's keys become an object's, these would be lost or worse. */
const RESERVED = ['__proto__', 'constructor', 'prototype'] as const

export const isReservedKey = (key: string): boolean => (RESERVED as readonly string[]).includes(key)

/** Whether the text could have such a key: written as it is, or with escapes. */
const SUSPECT = /proto|constructor|\\u/

/**
 * JSON from outside.
 *
 * @throws SyntaxError when it is not JSON, or a key in it is one of JavaScript's own
 */
export function parseJson(text: string): unknown {
  if (!SUSPECT.test(text)) return JSON.parse(text)
  return JSON.parse(text, (key: string, value: unknown) => {
    if (isReservedKey(key)) throw new SyntaxError(`The key ${key} is not taken`)
    return value
  })
}
