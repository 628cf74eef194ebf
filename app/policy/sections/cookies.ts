import {
  choiceMonths,
  type EntryRef,
  purposesAskedInBanner,
  TRACKER_EXEMPTIONS,
  type Tracker,
  type TrackerExemption,
} from '../../register/index.ts'
import type { Prose } from '../model.ts'
import type { TextKey } from '../translator.ts'
import {
  clauseStatements,
  link,
  proseGroup,
  refs,
  type SectionWriter,
  sentence,
  sentences,
  type Writing,
} from '../writing.ts'
import { untilNo } from './united-states.ts'

const COOKIES: EntryRef[] = [{ kind: 'cookies', id: null }]

const EXEMPT: Partial<Record<TrackerExemption, TextKey>> = {
  strictly_necessary: 'cookies.strictlyNecessary',
  audience_measurement: 'cookies.audienceMeasurement',
}

/** Directive 2002/58/EC Art. 5(3): what the site stores on the device, and which of it needs consent. */
export function aboutTrackers(writing: Writing): Prose[] {
  const { register, translator } = writing
  const { trackers } = register
  if (trackers.length === 0) return []
  const consented = new Set<string>(
    register.purposes.filter(({ legalBasis }) => legalBasis === 'consent').map(({ id }) => id),
  )
  const asking = trackers.filter(({ exemption }) => exemption === 'none')
  const allAsked = asking.every(({ purpose }: Tracker) => purpose !== null && consented.has(purpose))
  const served = register.purposes.filter(({ id }) => asking.some(({ purpose }) => purpose === id))
  const title = translator.translate('sections.cookies')
  return [
    sentence(writing, { kind: 'trackers', entries: refs('tracker', trackers), title }, [
      translator.textRun('cookies.what'),
    ]),
    ...(asking.length > 0 && allAsked
      ? [
          sentence(writing, { kind: 'tracker_consent', entries: refs('tracker', asking), title }, [
            ...sentences([translator.textRun('cookies.consent')], untilNo(writing, served, 'unitedStates.cookies')),
          ]),
        ]
      : []),
    ...TRACKER_EXEMPTIONS.flatMap((exemption) => {
      const said = EXEMPT[exemption]
      const exempt = trackers.filter((tracker) => tracker.exemption === exemption)
      if (!said || exempt.length === 0) return []
      const about = {
        kind: 'tracker_exemption',
        which: exemption,
        entries: refs('tracker', exempt),
        title,
      } as const
      return [sentence(writing, about, [translator.textRun(said)])]
    }),
  ]
}

/** How a person chooses, and changes the choice: CNIL recommendation 2020-092 §§ 34 and 35. */
export function choosing(writing: Writing): Prose[] {
  const { register, translator } = writing
  const { browserHelpUrl } = register.cookies
  const title = translator.translate('sections.choices')
  return [
    ...(purposesAskedInBanner(register).length > 0
      ? [
          sentence(writing, { kind: 'ask_again', entries: COOKIES, title }, [
            translator.textRun('cookies.askAgain', { months: choiceMonths(register) }),
          ]),
        ]
      : []),
    ...clauseStatements(writing, 'cookies'),
    ...(browserHelpUrl
      ? [
          sentence(
            writing,
            { kind: 'browser_help', entries: COOKIES, title },
            translator.labelled('cookies.browserHelp', [link(browserHelpUrl)]),
          ),
        ]
      : []),
  ]
}

function cookiePage(writing: Writing): Prose[] {
  const { register, translator, occasion } = writing
  if (register.trackers.length === 0) return []
  const url = occasion.links?.cookiePage
  const about = {
    kind: 'cookie_page',
    entries: refs('tracker', register.trackers),
    title: translator.translate('sections.trackers'),
  } as const
  return [
    sentence(
      writing,
      about,
      url ? translator.labelled('cookies.page', [link(url)]) : [translator.textRun('cookies.pageUnlinked')],
    ),
  ]
}

export const cookies: SectionWriter = (writing) => [
  proseGroup(writing, 'cookies', [...aboutTrackers(writing), ...cookiePage(writing), ...choosing(writing)]),
]
