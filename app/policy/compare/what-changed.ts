import { AUDIENCES } from '../../register/index.ts'
import type { PolicyLanguage } from '../languages.ts'
import type { PartId, PolicyDocument, StatementKind } from '../model.ts'
import { voiceOf } from '../voice.ts'
import { compareDocuments, type StatementChange } from './documents.ts'

export interface WhatChanged {
  title: string
  /** Plain text, a line for each change; one line that says so when nothing changed. */
  lines: string[]
}

/** More lines than this are read by nobody. */
const MOST_LINES = 20

/** Every version has another number and date: that is no news. */
const NO_NEWS: ReadonlySet<StatementKind> = new Set<StatementKind>(['version'])

/** What to look at first. */
const ORDER: readonly StatementChange['change'][] = ['added', 'changed', 'removed']

/**
 * What customers are told of a new version, in plain words. A change that is the same in both parts is said once.
 *
 * @param before both documents in `language`
 */
export function whatChanged(before: PolicyDocument, after: PolicyDocument, language: PolicyLanguage): WhatChanged {
  const voice = voiceOf(language, language)
  const inParts = (document: PolicyDocument) =>
    new Set(document.parts.filter(({ title }) => title !== null).map(({ id }) => id))
  const parts = inParts(before).union(inParts(after))
  const title = voice.say('whatChanged.title')

  const said = new Map<string, { change: StatementChange; parts: Set<PartId> }>()
  for (const change of compareDocuments(before, after)) {
    if (NO_NEWS.has(change.kind)) continue
    const key = [change.change, change.section, change.title].join('\n')
    const known = said.get(key)
    if (known) known.parts.add(change.part)
    else said.set(key, { change, parts: new Set([change.part]) })
  }
  if (said.size === 0) return { title, lines: [voice.say('whatChanged.nothing')] }

  const lines = ORDER.flatMap((wanted) =>
    [...said.values()]
      .filter(({ change }) => change.change === wanted)
      .map(({ change, parts: touched }) => {
        const what =
          change.title === '' || change.title === change.sectionTitle
            ? change.sectionTitle
            : voice.say('whatChanged.what', { section: change.sectionTitle, title: change.title })
        const only = AUDIENCES.find((audience) => touched.size === 1 && touched.has(audience) && parts.has(audience))
        const whose = only ? voice.say('whatChanged.forPart', { what, part: voice.say(`parts.${only}`) }) : what
        return voice.say(`whatChanged.${wanted}`, { what: whose })
      }),
  )
  if (lines.length <= MOST_LINES) return { title, lines }
  const more = voice.say('whatChanged.more', { count: lines.length - MOST_LINES + 1 })
  return { title, lines: [...lines.slice(0, MOST_LINES - 1), more] }
}
