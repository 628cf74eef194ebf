/** What was restricted and why, as its person reads it, in their language. Pure. */
import type { WrittenLanguage } from '../../../mail/index.ts'
import { type RecipientsSummary, summaryLines } from '../../../recipients/index.ts'
import type { RestrictionGround } from '../../../subjects/index.ts'
import type { AgreedBefore } from '../record/store.ts'
import de from './texts/de.json' with { type: 'json' }
import en from './texts/en.json' with { type: 'json' }
import es from './texts/es.json' with { type: 'json' }
import fr from './texts/fr.json' with { type: 'json' }
import it from './texts/it.json' with { type: 'json' }
import nl from './texts/nl.json' with { type: 'json' }

const TEXTS: Record<WrittenLanguage, typeof en> = { en, fr, de, es, it, nl }

export interface RestrictionTold {
  ground: RestrictionGround
  agreed: AgreedBefore | null
  /** The register's name of each purpose. */
  purposeNames: Readonly<Record<string, string>>
  recipients: RecipientsSummary
}

export const groundInWords = (ground: RestrictionGround, language: WrittenLanguage): string =>
  TEXTS[language].grounds[ground]

export function restrictionInWords(
  { agreed, purposeNames, recipients }: RestrictionTold,
  language: WrittenLanguage,
): string[] {
  const texts = TEXTS[language]
  const names = [
    ...(agreed?.purposes ?? []).map((purpose) => purposeNames[purpose] ?? purpose),
    ...(agreed?.channels ?? []).map((channel) => texts[channel]),
  ]
  const list = new Intl.ListFormat(language, { type: 'conjunction' }).format(names)
  const stopped = names.length > 0 ? texts.stopped.replace('{names}', () => list) : texts.nothingStopped
  return [texts.stored, stopped, ...summaryLines(recipients, language)]
}
