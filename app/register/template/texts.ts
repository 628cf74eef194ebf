/** The template's texts, one file per language: a translator needs only one file, without the structure. */
import type { Text } from '../text.ts'
import type { WRITTEN_LANGUAGES } from '../words.ts'
import de from './texts/de.json' with { type: 'json' }
import en from './texts/en.json' with { type: 'json' }
import es from './texts/es.json' with { type: 'json' }
import fr from './texts/fr.json' with { type: 'json' }
import it from './texts/it.json' with { type: 'json' }
import nl from './texts/nl.json' with { type: 'json' }

type TemplateLanguage = (typeof WRITTEN_LANGUAGES)[number]

type Wording = typeof en

export const WORDINGS = { en, fr, de, es, it, nl } satisfies Record<TemplateLanguage, Wording>

type Leaves<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${Leaves<Tree[Key]>}`
}[keyof Tree & string]

/** A text in every language of the new register, with its `{name}` placeholders filled in. */
export type WordingLookup = (key: Leaves<Wording>, filled?: Readonly<Record<string, string>>) => Text

export const wordingIn =
  (languages: readonly TemplateLanguage[]): WordingLookup =>
  (key, filled = {}) =>
    Object.fromEntries(
      languages.map((language) => {
        const found = key.split('.').reduce<unknown>((tree, step) => Object(tree)[step], WORDINGS[language])
        return [language, String(found).replace(/\{(\w+)\}/g, (whole, name) => filled[name] ?? whole)]
      }),
    )
