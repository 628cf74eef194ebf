import { languageOfLocale } from '../register/text.ts'
import { WRITTEN_LANGUAGES } from '../register/words.ts'

/** The languages with fixed sentences in `texts/`. */
export const POLICY_LANGUAGES = WRITTEN_LANGUAGES
export type PolicyLanguage = (typeof POLICY_LANGUAGES)[number]

/** The language of a locale (`fr`, `de-AT`); undefined when the policy cannot be written in it. */
export function policyLanguageOf(locale: string): PolicyLanguage | undefined {
  const language = languageOfLocale(locale)
  return POLICY_LANGUAGES.find((each) => each === language)
}
