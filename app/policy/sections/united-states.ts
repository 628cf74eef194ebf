import type { EntryRef } from '../../register/index.ts'
import { proseGroup, type SectionWriter, sentence } from '../writing.ts'

const COOKIES: EntryRef[] = [{ kind: 'cookies', id: null }]

/**
 * State laws such as the CCPA (Cal. Civ. Code § 1798.120 and .135) let a person opt out where European law asks first.
 * Only for a shop that says that it sells there.
 */
export const unitedStates: SectionWriter = (writing) => {
  const { register, translator } = writing
  if (!register.cookies.usVisitors) return []
  const about = {
    kind: 'united_states',
    entries: COOKIES,
    title: translator.translate('sections.united_states'),
  } as const
  return [
    proseGroup(writing, 'united_states', [
      sentence(writing, { ...about, which: 'opt_out' }, [translator.textRun('unitedStates.optOut')]),
      sentence(writing, { ...about, which: 'choices' }, [translator.textRun('unitedStates.choices')]),
      sentence(writing, { ...about, which: 'signal' }, [translator.textRun('unitedStates.signal')]),
    ]),
  ]
}
