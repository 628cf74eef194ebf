/** The words of the page "Your Privacy Choices", in the languages that the policy is written in. */
import type { PolicyLanguage } from '../../policy/index.ts'
import de from './texts/de.json' with { type: 'json' }
import en from './texts/en.json' with { type: 'json' }
import es from './texts/es.json' with { type: 'json' }
import fr from './texts/fr.json' with { type: 'json' }
import it from './texts/it.json' with { type: 'json' }
import nl from './texts/nl.json' with { type: 'json' }

export type ChoicesTexts = typeof en
export const CHOICES_TEXTS = { en, fr, de, es, it, nl } satisfies Record<PolicyLanguage, ChoicesTexts>
