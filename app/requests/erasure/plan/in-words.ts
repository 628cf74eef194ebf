/** The plan of an erasure as its person reads it: in their language, one line for each fate. Pure. */
import type { WrittenLanguage } from '../../../mail/index.ts'
import type { ErasureGroup } from '../model.ts'
import type { ErasurePlan, PlanLine } from './model.ts'
import de from './texts/de.json' with { type: 'json' }
import en from './texts/en.json' with { type: 'json' }
import es from './texts/es.json' with { type: 'json' }
import fr from './texts/fr.json' with { type: 'json' }
import it from './texts/it.json' with { type: 'json' }
import nl from './texts/nl.json' with { type: 'json' }

const TEXTS: Record<WrittenLanguage, typeof en> = { en, fr, de, es, it, nl }

const fill = (text: string, values: Record<string, string>): string =>
  text.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => values[name] ?? '')

/** Ends like a sentence, whatever the shop wrote. */
const withoutStop = (text: string) => text.trim().replace(/[.。]$/u, '')

/** @param left groups that should have been erased, and that a step could not erase */
export function planInWords(
  plan: ErasurePlan,
  language: WrittenLanguage,
  left: ReadonlySet<string> = new Set(),
): string {
  const { fates, groups } = TEXTS[language]
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' })
  const day = (on: string) => days.format(new Date(`${on}T00:00:00Z`))
  const list = (names: readonly string[]) => new Intl.ListFormat(language).format(names)
  const of = (fate: PlanLine['fate']['fate']) =>
    plan.lines.filter((line) => line.fate.fate === fate && line.group !== 'recipients')
  const named = (lines: readonly PlanLine[]) => list(lines.map(({ group }) => groups[group satisfies ErasureGroup]))
  const line = (text: string, lines: readonly PlanLine[]) =>
    lines.length === 0 ? [] : [fill(text, { groups: named(lines) })]
  const now = of('erased_now')
  const byDay = Map.groupBy(of('pending_at_shopify'), ({ fate }) => ('until' in fate ? (fate.until ?? '') : ''))
  const holds = of('archived').flatMap(({ fate }) => (fate.fate === 'archived' ? fate.holds : []))
  const written = [
    ...line(
      fates.now,
      now.filter(({ group }) => !left.has(group)),
    ),
    ...[...byDay].flatMap(([until, lines]) =>
      line(fill(fates.pending, { until: day(until), groups: '{groups}' }), lines),
    ),
    ...holds.map(({ keeps, law, until }) =>
      fill(until === null ? fates.keptOpen : fates.kept, {
        keeps: withoutStop(keeps),
        law: law.trim(),
        until: until === null ? '' : day(until),
      }),
    ),
    ...(of('kept_as_hash').length > 0 ? [fates.hash] : []),
    ...line(
      fates.left,
      now.filter(({ group }) => left.has(group)),
    ),
    ...line(fates.hand, of('by_hand')),
    ...line(fates.unread, of('not_readable')),
    ...(plan.recipients.length > 0 ? [fill(fates.told, { names: list(plan.recipients.map(({ name }) => name)) })] : []),
  ]
  return [...new Set(written)].join('\n')
}
