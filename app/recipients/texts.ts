/** Words for recipients, and for the person about them, in the languages that Kept writes. */
import type { WrittenLanguage } from '../mail/index.ts'
import de from './texts/de.json' with { type: 'json' }
import en from './texts/en.json' with { type: 'json' }
import es from './texts/es.json' with { type: 'json' }
import fr from './texts/fr.json' with { type: 'json' }
import it from './texts/it.json' with { type: 'json' }
import nl from './texts/nl.json' with { type: 'json' }
import type { NoticeOccasion, RecipientTaskState } from './words.ts'

interface RecipientTexts {
  /** What a recipient has to do. */
  occasions: Record<NoticeOccasion, string>
  page: Record<keyof typeof en.page, string>
  /** For the answer to the person. */
  summary: Record<RecipientTaskState | 'intro' | 'none', string>
}

export const RECIPIENT_TEXTS: Record<WrittenLanguage, RecipientTexts> = { en, fr, de, es, it, nl }
