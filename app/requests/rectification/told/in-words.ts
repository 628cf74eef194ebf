/** What became of a request's corrections, in the person's language: fields and outcomes, never values. Pure. */
import type { WrittenLanguage } from '../../../mail/index.ts'
import type { CorrectedField, CorrectionPlace } from '../words.ts'
import de from './texts/de.json' with { type: 'json' }
import en from './texts/en.json' with { type: 'json' }
import es from './texts/es.json' with { type: 'json' }
import fr from './texts/fr.json' with { type: 'json' }
import it from './texts/it.json' with { type: 'json' }
import nl from './texts/nl.json' with { type: 'json' }

export const CORRECTION_TEXTS: Record<WrittenLanguage, typeof en> = { en, fr, de, es, it, nl }

export interface NamedCorrection {
  place: CorrectionPlace
  field: CorrectedField
  /** By which people know the place: an order's number, the name of a field. Null once it is destroyed. */
  name: string | null
}

/** Places whose name says which of several it is. An address is its own name, and a value. */
const NAMED: ReadonlySet<CorrectionPlace> = new Set(['order', 'contact', 'company_billing', 'company_shipping'])

/** What a correction is about, as people say it: `order #1001, city`. */
export function correctionName({ place, field, name }: NamedCorrection, language: WrittenLanguage): string {
  const { places, fields } = CORRECTION_TEXTS[language]
  if (place === 'metafield') return name || places.metafield
  if (field === 'address' || place === 'statement') return places[place]
  const where = [places[place], NAMED.has(place) ? name : null].filter(Boolean).join(' ')
  return place === 'customer' ? fields[field] : `${where}, ${fields[field]}`
}

/** A correction of which nothing more becomes. */
export interface ToldCorrection extends NamedCorrection {
  state: 'applied' | 'done_by_hand' | 'refused'
  /** Why staff refuse. */
  note: string | null
}

/** One line for each outcome. */
export function correctionsInWords(corrections: readonly ToldCorrection[], language: WrittenLanguage): string[] {
  const { outcomes } = CORRECTION_TEXTS[language]
  const names = new Intl.ListFormat(language)
  const list = (of: readonly ToldCorrection[]) =>
    names.format([...new Set(of.map((one) => correctionName(one, language)))])
  const [statements, values] = [
    corrections.filter(({ place }) => place === 'statement'),
    corrections.filter(({ place }) => place !== 'statement'),
  ]
  const corrected = values.filter(({ state }) => state !== 'refused')
  const refused = corrections.filter(({ state }) => state === 'refused')
  const refusal = (one: ToldCorrection) =>
    outcomes.refused
      .replace('{what}', () => correctionName(one, language))
      .replace('{reason}', () => one.note?.trim() ?? '')
      .trim()
  return [
    ...(corrected.length > 0 ? [outcomes.corrected.replace('{what}', () => list(corrected))] : []),
    ...(statements.some(({ state }) => state !== 'refused') ? [outcomes.stated] : []),
    ...refused.map(refusal),
  ]
}
