/** What a person decided in a review, as its person reads it, in their language. Pure. */
import type { WrittenLanguage } from '../../../mail/index.ts'
import type { ReviewDecision } from '../../words.ts'
import de from './texts/de.json' with { type: 'json' }
import en from './texts/en.json' with { type: 'json' }
import es from './texts/es.json' with { type: 'json' }
import fr from './texts/fr.json' with { type: 'json' }
import it from './texts/it.json' with { type: 'json' }
import nl from './texts/nl.json' with { type: 'json' }

const TEXTS: Record<WrittenLanguage, Record<ReviewDecision, string>> = { en, fr, de, es, it, nl }

export const decisionInWords = (decision: ReviewDecision, language: WrittenLanguage): string =>
  TEXTS[language][decision]
