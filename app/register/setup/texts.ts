/** What the set-up writes in a register besides the template and the catalogue, one file per language. */
import type { Text } from '../text.ts'
import { WRITTEN_LANGUAGES } from '../words.ts'
import de from './texts/de.json' with { type: 'json' }
import en from './texts/en.json' with { type: 'json' }
import es from './texts/es.json' with { type: 'json' }
import fr from './texts/fr.json' with { type: 'json' }
import it from './texts/it.json' with { type: 'json' }
import nl from './texts/nl.json' with { type: 'json' }

const SETUP_WORDINGS = { en, fr, de, es, it, nl } satisfies Record<(typeof WRITTEN_LANGUAGES)[number], typeof en>

/** A text in every language that Kept writes. */
export const written = (say: (wording: typeof en) => string): Text =>
  Object.fromEntries(WRITTEN_LANGUAGES.map((language) => [language, say(SETUP_WORDINGS[language])]))
