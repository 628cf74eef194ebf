import type { EntryRef, Purpose } from '../../register/index.ts'
import type { Inline } from '../model.ts'
import type { TextKey } from '../translator.ts'
import { link, proseGroup, type SectionWriter, sentence, sentences, type Writing } from '../writing.ts'

const COOKIES: EntryRef[] = [{ kind: 'cookies', id: null }]

/** What drives one of Shopify's signals is on there before any choice: Shopify asks only where the law does. */
export const isOnInTheUnitedStates = ({ register }: Writing, { legalBasis, signal }: Purpose): boolean =>
  register.cookies.usVisitors && legalBasis === 'consent' && signal !== 'none'

/** Beside "only if you agree", where that does not hold for everybody. */
export const untilNo = (writing: Writing, purposes: readonly Purpose[], said: TextKey): Inline[] =>
  purposes.some((purpose) => isOnInTheUnitedStates(writing, purpose)) ? [writing.translator.textRun(said)] : []

/**
 * State laws such as the CCPA (Cal. Civ. Code § 1798.120 and .135) let a person opt out where European law asks first.
 * Only for a shop that says that it sells there.
 */
export const unitedStates: SectionWriter = (writing) => {
  const { register, translator, occasion } = writing
  const page = occasion.links?.privacyChoices
  if (!register.cookies.usVisitors) return []
  const about = {
    kind: 'united_states',
    entries: COOKIES,
    title: translator.translate('sections.united_states'),
  } as const
  return [
    proseGroup(writing, 'united_states', [
      sentence(writing, { ...about, which: 'opt_out' }, [translator.textRun('unitedStates.optOut')]),
      sentence(
        writing,
        { ...about, which: 'choices' },
        sentences(
          [translator.textRun('unitedStates.choices')],
          page ? translator.labelled('unitedStates.page', [link(page, translator.translate('unitedStates.link'))]) : [],
        ),
      ),
      sentence(writing, { ...about, which: 'signal' }, [translator.textRun('unitedStates.signal')]),
    ]),
  ]
}
