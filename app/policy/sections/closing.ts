/** Sections of the merchant's own clauses, and what the policy says of itself. */
import type { EntryRef } from '../../register/index.ts'
import type { Prose } from '../model.ts'
import {
  clauseStatements,
  link,
  proseGroup,
  type SectionWriter,
  sentence,
  sentences,
  type Writing,
} from '../writing.ts'

export const security: SectionWriter = (writing) => [
  proseGroup(writing, 'security', clauseStatements(writing, 'security')),
]

export const liability: SectionWriter = (writing) => [
  proseGroup(writing, 'liability', clauseStatements(writing, 'liability')),
]

export const changes: SectionWriter = (writing) => {
  const { voice, occasion } = writing
  const title = voice.say('sections.changes')
  const history = occasion.links?.history
  return [
    proseGroup(writing, 'changes', [
      sentence(
        writing,
        { kind: 'changes', entries: [], title },
        sentences([voice.plain('changes.how')], history ? voice.labelled('document.history', [link(history)]) : []),
      ),
      // GDPR Art. 13(3).
      sentence(writing, { kind: 'new_purposes', entries: [], title }, [voice.plain('changes.newPurposes')]),
      ...clauseStatements(writing, 'changes'),
    ]),
  ]
}

function versionStatement(writing: Writing, siteUrl: string | null): Prose {
  const { voice, occasion } = writing
  const { number, date } = occasion.version
  const day = voice.date(date)
  const entries: EntryRef[] = siteUrl === null ? [] : [{ kind: 'controller', id: null }]
  const said =
    number === null
      ? [voice.plain('document.draft', { date: day })]
      : sentences(
          [voice.plain('document.version', { number, date: day })],
          siteUrl === null ? [] : voice.labelled('document.published', [link(siteUrl)]),
        )
  return sentence(writing, { kind: 'version', entries, title: voice.say('sections.version') }, said)
}

/** The address of this very version, whatever comes after it. */
function permalink(writing: Writing): Prose[] {
  const { voice, occasion } = writing
  const url = occasion.links?.permalink
  if (!url) return []
  const about = { kind: 'version', which: 'permalink', title: voice.say('sections.version') } as const
  return [sentence(writing, { ...about, entries: [] }, voice.labelled('document.permalink', [link(url)]))]
}

export const version: SectionWriter = (writing) => [
  proseGroup(writing, 'version', [
    versionStatement(writing, writing.register.controller.siteUrl),
    ...permalink(writing),
  ]),
]

/** Of the cookie page: which version it belongs to, and the way back to the policy. */
export const cookieVersion: SectionWriter = (writing) => {
  const { voice, occasion, register } = writing
  const url = occasion.links?.policy
  const title = voice.say('document.policy', { name: register.controller.name })
  return [
    proseGroup(writing, 'version', [
      versionStatement(writing, null),
      ...(url ? [sentence(writing, { kind: 'policy_page', entries: [], title }, [link(url, title)])] : []),
    ]),
  ]
}
