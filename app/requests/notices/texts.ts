/** What mails say of a request, in the languages that mails are written in. */
import type { WrittenLanguage } from '../../mail/index.ts'
import de from './texts/de.json' with { type: 'json' }
import en from './texts/en.json' with { type: 'json' }
import es from './texts/es.json' with { type: 'json' }
import fr from './texts/fr.json' with { type: 'json' }
import it from './texts/it.json' with { type: 'json' }
import nl from './texts/nl.json' with { type: 'json' }

export const NOTICE_TEXTS: Record<WrittenLanguage, typeof en> = { en, fr, de, es, it, nl }
