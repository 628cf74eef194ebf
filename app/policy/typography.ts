import type { Language } from '../register/index.ts'

const THIN = '\u202F'
const WIDE = '\u00A0'

/**
 * The spaces that each language sets between words and punctuation, so that texts are written with plain spaces.
 * French: a narrow no-break space before ; ! ? and inside « », a no-break space before the colon (Imprimerie nationale,
 * Lexique des règles typographiques, "Ponctuation").
 */
const RULES: Partial<Record<Language, readonly [RegExp, string][]>> = {
  fr: [
    [/ ([;!?»])/g, `${THIN}$1`],
    [/« /g, `«${THIN}`],
    [/ :(?=\s|$)/g, `${WIDE}:`],
  ],
}

export const typeset = (text: string, language: Language): string =>
  (RULES[language] ?? []).reduce((set, [found, instead]) => set.replace(found, instead), text)
