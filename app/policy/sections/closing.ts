/** Sections of the merchant's own clauses, and what the policy says of itself. */
import type { EntryRef } from '../../register/index.ts'
import type { Prose } from '../model.ts'
import { clauses, link, proseGroup, type SectionWriter, sentence, sentences, type Writing } from '../writing.ts'

export const security: SectionWriter = (writing) => [proseGroup(writing, 'security', clauses(writing, 'security'))]

export const liability: SectionWriter = (writing) => [proseGroup(writing, 'liability', clauses(writing, 'liability'))]

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
      ...clauses(writing, 'changes'),
    ]),
  ]
}

function versionStatement(writing: Writing): Prose {
  const { voice, occasion, register } = writing
  const { number, date } = occasion.version
  const { siteUrl } = register.controller
  const day = voice.date(date)
  const entries: EntryRef[] = siteUrl ? [{ kind: 'controller', id: null }] : []
  const said =
    number === null
      ? [voice.plain('document.draft', { date: day })]
      : sentences(
          [voice.plain('document.version', { number, date: day })],
          siteUrl ? [...voice.labelled('document.published', [link(siteUrl)])] : [],
        )
  return sentence(writing, { kind: 'version', entries, title: voice.say('sections.version') }, said)
}

export const version: SectionWriter = (writing) => [proseGroup(writing, 'version', [versionStatement(writing)])]

/** Where everything can be read. */
export const policyPage: SectionWriter = (writing) => {
  const { voice, occasion } = writing
  const url = occasion.links?.policy
  if (!url) return []
  const title = voice.say('document.policy', { name: writing.register.controller.name })
  return [
    proseGroup(writing, 'version', [
      sentence(writing, { kind: 'policy_page', entries: [], title }, [link(url, title)]),
    ]),
  ]
}
