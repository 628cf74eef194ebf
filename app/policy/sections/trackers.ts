import { lifetimeOfTracker, type Purpose, type Tracker } from '../../register/index.ts'
import type { Row, StatementGroup } from '../model.ts'
import { inPart, ref, row, type SectionWriter, textRun, type Writing } from '../writing.ts'
import { isOnInTheUnitedStates } from './united-states.ts'

function trackerRow(writing: Writing, tracker: Tracker): Row {
  const { register, translator } = writing
  const { pattern, provider, party, storage, exemption } = tracker
  const isOn =
    exemption === 'none' &&
    register.purposes.some((purpose) => purpose.id === tracker.purpose && isOnInTheUnitedStates(writing, purpose))
  return row(writing, { kind: 'tracker', which: tracker.id, entries: [ref('tracker', tracker.id)], title: pattern }, [
    [textRun(`${pattern} (${translator.translate(`trackerStorage.${storage}`)})`)],
    [textRun(`${provider}, ${translator.translate(`party.${party}`)}`)],
    translator.merchantText(tracker.description),
    [textRun(translator.lifetime(lifetimeOfTracker(register, tracker)))],
    [translator.textRun(isOn ? 'unitedStates.asked' : `exemption.${exemption}`)],
  ])
}

/** One table per purpose, in the register's order. Trackers without a purpose come last. */
export const trackers: SectionWriter = (writing) => {
  const { register, translator, part } = writing
  const byPurpose = Map.groupBy(inPart(writing, register.trackers), ({ purpose }) => purpose)
  const columns = (['name', 'provider', 'does', 'lifetime', 'needsConsent'] as const).map((key) =>
    translator.translate(`cookies.${key}`),
  )
  const table = (purpose: Purpose | null): StatementGroup => ({
    layout: 'table',
    id: `${part}-trackers-${purpose?.id ?? 'other'}`,
    title: purpose ? translator.merchantText(purpose.name) : [translator.textRun('cookies.otherPurpose')],
    columns,
    statements: (byPurpose.get(purpose?.id ?? null) ?? []).map((tracker) => trackerRow(writing, tracker)),
  })
  return [...register.purposes.map(table), table(null)]
}
