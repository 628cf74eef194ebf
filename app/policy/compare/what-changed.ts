import { AUDIENCES } from '../../register/index.ts'
import type { PolicyLanguage } from '../languages.ts'
import type { PartId, PolicyDocument, StatementKind } from '../model.ts'
import { type PolicyTranslator, translatorOf } from '../translator.ts'
import { type ChangedStatement, changedStatements } from './documents.ts'

export interface WhatChanged {
  title: string
  /** Plain text, one line per change; when nothing changed, one line says so. */
  lines: string[]
}

/** Nobody reads more lines. */
const MOST_LINES = 20
/** More changes of one kind in one section are counted, not listed: a renamed category shows in every purpose. */
const MOST_NAMED = 6

/**
 * Every version has another number and date; what holds for every provider comes with the first; the summary repeats
 * what other statements say: that is no news.
 */
const NOT_ANNOUNCED: ReadonlySet<StatementKind> = new Set<StatementKind>([
  'version',
  'summary',
  'data_source',
  'transfers',
  'processors',
  'joint_controllers',
  'controllers',
])

/** The order of the lines. */
const ORDER: readonly ChangedStatement['change'][] = ['added', 'changed', 'removed']

/** One change as customers see it: the same change in several parts is listed once. */
interface AnnouncedChange {
  change: ChangedStatement
  parts: Set<PartId>
}

function announcedChanges(before: PolicyDocument, after: PolicyDocument): AnnouncedChange[] {
  const news = new Map<string, AnnouncedChange>()
  for (const change of changedStatements(before, after)) {
    if (NOT_ANNOUNCED.has(change.kind)) continue
    const key = [change.change, change.section, change.title].join('\n')
    const known = news.get(key)
    if (known) known.parts.add(change.part)
    else news.set(key, { change, parts: new Set([change.part]) })
  }
  return [...news.values()]
}

/** @param named the parts with a title, which is given when the change is in one of them only */
function nameOf(translator: PolicyTranslator, { change, parts }: AnnouncedChange, named: ReadonlySet<PartId>): string {
  const what =
    change.title === '' || change.title === change.sectionTitle
      ? change.sectionTitle
      : translator.translate('whatChanged.what', { section: change.sectionTitle, title: change.title })
  const only = AUDIENCES.find((audience) => parts.size === 1 && parts.has(audience) && named.has(audience))
  return only
    ? translator.translate('whatChanged.forPart', { what, part: translator.translate(`parts.${only}`) })
    : what
}

/**
 * What customers are told about a new version, in plain words.
 *
 * @param before both documents are in `language`
 */
export function whatChanged(before: PolicyDocument, after: PolicyDocument, language: PolicyLanguage): WhatChanged {
  const translator = translatorOf(language, language)
  const title = translator.translate('whatChanged.title')
  const news = announcedChanges(before, after)
  if (news.length === 0) return { title, lines: [translator.translate('whatChanged.nothing')] }

  const named = new Set([...before.parts, ...after.parts].filter((part) => part.title !== null).map(({ id }) => id))
  const lines = ORDER.flatMap((wanted) => {
    const alike = news.filter(({ change }) => change.change === wanted)
    return [...Map.groupBy(alike, ({ change }) => change.sectionTitle)].flatMap(([section, changes]) => {
      const names =
        changes.length > MOST_NAMED
          ? [translator.translate('whatChanged.several', { section, count: changes.length })]
          : changes.map((each) => nameOf(translator, each, named))
      return names.map((what) => translator.translate(`whatChanged.${wanted}`, { what }))
    })
  })
  if (lines.length <= MOST_LINES) return { title, lines }
  const more = translator.translate('whatChanged.more', { count: lines.length - MOST_LINES + 1 })
  return { title, lines: [...lines.slice(0, MOST_LINES - 1), more] }
}
