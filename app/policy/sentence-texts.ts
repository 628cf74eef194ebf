/** The policy's fixed sentences as they stand, for staff who confirm them or say them in their own words. Pure. */
import type { PolicyLanguage } from './languages.ts'
import { POLICY_TEXTS, sentenceIdOf, type TextKey } from './translator.ts'

/** `essentials.noSale` by `essentials-no-sale`. Names of sentences are unique; a test says so. */
const KEYS = new Map(keysOf(POLICY_TEXTS.en).map((key) => [sentenceIdOf(key as TextKey), key]))

function keysOf(tree: object, start = ''): string[] {
  return Object.entries(tree).flatMap(([name, inner]) =>
    typeof inner === 'string' ? [`${start}${name}`] : keysOf(inner, `${start}${name}.`),
  )
}

/** Of one and several the sentence about several, which holds the number as `{months}`. */
function inThePlural(message: string): string {
  const [name = '', isPlural] = message.slice(1).split(',')
  if (!message.startsWith('{') || isPlural?.trim() !== 'plural') return message
  return message.slice(message.indexOf('other {') + 'other {'.length, -'}}'.length).replaceAll('#', `{${name}}`)
}

/** What the policy says in a language where the merchant says nothing else; undefined for a sentence that it has not. */
export function sentenceText(id: string, language: PolicyLanguage): string | undefined {
  const message = KEYS.get(id)
    ?.split('.')
    .reduce<unknown>((tree, step) => Object(tree)[step], POLICY_TEXTS[language])
  return typeof message === 'string' ? inThePlural(message) : undefined
}
