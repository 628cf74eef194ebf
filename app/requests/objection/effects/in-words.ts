import type { WrittenLanguage } from '../../../mail/index.ts'
import type { ShopTransaction } from '../../../platform/db.ts'
import { recipientsSummary, summaryLines } from '../../../recipients/index.ts'
import { type EffectRow, readEffects } from './store.ts'
import de from './texts/de.json' with { type: 'json' }
import en from './texts/en.json' with { type: 'json' }
import es from './texts/es.json' with { type: 'json' }
import fr from './texts/fr.json' with { type: 'json' }
import it from './texts/it.json' with { type: 'json' }
import nl from './texts/nl.json' with { type: 'json' }
import { isLeft, type ObjectionEffect } from './words.ts'

const TEXTS: Record<WrittenLanguage, typeof en> = { en, fr, de, es, it, nl }

/** What holds also where nothing had to be changed. */
const HOLDS_ANYWAY: ReadonlySet<ObjectionEffect> = new Set(['choices', 'email', 'sms'])

/** What an objection did, as its person reads it, one line for each thing. Null before all of it was tried. */
export async function effectsInWords(
  tx: ShopTransaction,
  requestId: string,
  language: WrittenLanguage,
): Promise<string | null> {
  const effects = await readEffects(tx, requestId)
  if (effects.length === 0 || effects.some(({ state }) => state === 'pending')) return null
  const { done, names, left } = TEXTS[language]
  // Those whom staff tell by hand are named with the others.
  const open = effects.filter(({ effect, state }) => isLeft(state) && !(effect === 'recipients' && state === 'by_hand'))
  const told = effects.find(({ effect }) => effect === 'recipients')
  const [, ...lines] = told?.count ? summaryLines(await recipientsSummary(tx, requestId), language) : []
  const list = new Intl.ListFormat(language).format(open.map(({ effect }) => names[effect]))
  return [
    ...effects.filter((one) => isSaid(one)).map(({ effect }) => done[effect]),
    ...(lines.length > 0 ? [done.recipients, ...lines] : []),
    ...(open.length > 0 ? [left.replace('{names}', () => list)] : []),
  ].join('\n')
}

/** For a page that is written in every language. */
export async function effectsInLanguages(
  tx: ShopTransaction,
  requestId: string,
): Promise<Record<WrittenLanguage, string> | null> {
  const said = (language: WrittenLanguage) => effectsInWords(tx, requestId, language)
  const en = await said('en')
  if (en === null) return null
  const [fr, de, es] = [await said('fr'), await said('de'), await said('es')]
  const [it, nl] = [await said('it'), await said('nl')]
  return { en, fr: fr ?? en, de: de ?? en, es: es ?? en, it: it ?? en, nl: nl ?? en }
}

const isSaid = ({ effect, state }: EffectRow): boolean =>
  effect !== 'recipients' &&
  (state === 'done' || state === 'done_by_hand' || (state === 'nothing_there' && HOLDS_ANYWAY.has(effect)))
