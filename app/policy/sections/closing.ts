/** Sections with the merchant's own clauses, and the policy's statements about itself. */
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
  const { translator, occasion } = writing
  const title = translator.translate('sections.changes')
  const history = occasion.links?.history
  return [
    proseGroup(writing, 'changes', [
      sentence(
        writing,
        { kind: 'changes', entries: [], title },
        sentences(
          [translator.textRun('changes.how')],
          history ? translator.labelled('document.history', [link(history)]) : [],
        ),
      ),
      // GDPR Art. 13(3).
      sentence(writing, { kind: 'new_purposes', entries: [], title }, [translator.textRun('changes.newPurposes')]),
      ...clauseStatements(writing, 'changes'),
    ]),
  ]
}

function versionStatement(writing: Writing, siteUrl: string | null): Prose {
  const { translator, occasion } = writing
  const { number, date } = occasion.version
  const day = translator.date(date)
  const entries: EntryRef[] = siteUrl === null ? [] : [{ kind: 'controller', id: null }]
  const said =
    number === null
      ? [translator.textRun('document.draft', { date: day })]
      : sentences(
          [translator.textRun('document.version', { number, date: day })],
          siteUrl === null ? [] : translator.labelled('document.published', [link(siteUrl)]),
        )
  return sentence(writing, { kind: 'version', entries, title: translator.translate('sections.version') }, said)
}

/** The permanent address of this version. */
function permalink(writing: Writing): Prose[] {
  const { translator, occasion } = writing
  const url = occasion.links?.permalink
  if (!url) return []
  const about = { kind: 'version', which: 'permalink', title: translator.translate('sections.version') } as const
  return [sentence(writing, { ...about, entries: [] }, translator.labelled('document.permalink', [link(url)]))]
}

export const version: SectionWriter = (writing) => [
  proseGroup(writing, 'version', [
    versionStatement(writing, writing.register.controller.siteUrl),
    ...permalink(writing),
  ]),
]

/** For the cookie page: its version, and a link back to the policy. */
export const cookieVersion: SectionWriter = (writing) => {
  const { translator, occasion, register } = writing
  const url = occasion.links?.policy
  const title = translator.translate('document.policy', { name: register.controller.name })
  return [
    proseGroup(writing, 'version', [
      versionStatement(writing, null),
      ...(url ? [sentence(writing, { kind: 'policy_page', entries: [], title }, [link(url, title)])] : []),
    ]),
  ]
}
