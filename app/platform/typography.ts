const THIN = '\u202F'
const WIDE = '\u00A0'

/**
 * The spaces that each language sets between words and punctuation, so that texts are written with plain spaces.
 * French: a narrow no-break space before ; ! ? and inside « », a no-break space before the colon (Imprimerie nationale,
 * Lexique des règles typographiques, "Ponctuation").
 */
const RULES: Readonly<Record<string, readonly [RegExp, string][]>> = {
  fr: [
    [/ ([;!?»])/g, `${THIN}$1`],
    [/« /g, `«${THIN}`],
    [/ :(?=\s|$)/g, `${WIDE}:`],
  ],
}

/** @param language BCP 47, without a region */
export const typeset = (text: string, language: string): string =>
  (RULES[language] ?? []).reduce((set, [found, instead]) => set.replace(found, instead), text)

const alreadySet = new WeakMap<object, object>()

/** Every text of some messages. They are set once and kept, because each page needs them. */
export function typesetAll<Messages extends object>(messages: Messages, language: string): Messages {
  const known = alreadySet.get(messages)
  if (known) return known as Messages
  const set: Messages = JSON.parse(JSON.stringify(messages), (_key, value) =>
    typeof value === 'string' ? typeset(value, language) : value,
  )
  alreadySet.set(messages, set)
  return set
}
