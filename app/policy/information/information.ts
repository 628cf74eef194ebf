/**
 * What a person is told beside their data (GDPR Art. 15(1) and (2)): why, on which basis, what, to whom, how long, from where,
 * which rights. The policy's own sections say it, for this person's audience and in their language. Pure.
 */
import type { Audience, IsoDate, Recipient, Register } from '../../register/index.ts'
import type { PolicyLanguage } from '../languages.ts'
import type { DocumentSection, Prose, SectionId, Statement } from '../model.ts'
import { policyOf } from '../policy.ts'
import { sectionsToHtml } from '../render/html.ts'
import { type PolicyTranslator, plainText, translatorOf } from '../translator.ts'
import { neverReceived, registerFor } from './register-of.ts'

/** In the order of Art. 15(1), the controller first. */
const SECTIONS = [
  'controller',
  'purposes',
  'data',
  'recipients',
  'storage',
  'retention',
  'rights',
  'complaint',
  'automated',
] as const satisfies SectionId[]
type InformationSectionId = (typeof SECTIONS)[number]

interface InformationSection {
  section: InformationSectionId
  title: string
  statements: { id: string; title: string; text: string }[]
}

export interface Information {
  /** The version of the register that it is taken from. */
  version: number
  html: string
  sections: InformationSection[]
}

export interface InformationFacts {
  language: PolicyLanguage
  audience: Audience
  version: { number: number; date: IsoDate }
  /** The purposes that the person ever agreed to; null when nobody knows. */
  agreed: ReadonlySet<string> | null
  /** Where the person is; null when nobody knows. */
  country: string | null
}

/** Of its headings: it stands in a chapter of a page. */
const LEVEL = 3

export function informationOf(published: Register, facts: InformationFacts): Information {
  const { audience, language, version } = facts
  const register = registerFor(published, audience)
  const never = neverReceived(register, facts)
  const translator = translatorOf(language, register.languages.default)
  const actual = { ...register, recipients: register.recipients.filter((recipient) => !never.includes(recipient)) }
  const { parts } = policyOf(actual, { language, version })
  const sections = SECTIONS.map((section): { section: InformationSectionId } & DocumentSection => {
    const written = parts.flatMap((part) => part.sections.filter((each) => each.section === section))
    const own = OWN[section]?.({ written, translator, audience, never }) ?? []
    const title = translator.translate(`sections.${section}`)
    const groups = [...written.flatMap(({ groups }) => groups), ...(own.length > 0 ? [groupOf(section, own)] : [])]
    return { id: `information-${section}`, section, title, groups }
  }).filter(({ groups }) => groups.length > 0)
  return {
    version: version.number,
    html: sectionsToHtml(sections, language, LEVEL),
    sections: sections.map(({ section, title, groups }) => ({
      section,
      title,
      statements: groups.flatMap((group): Statement[] => group.statements).map(statementText),
    })),
  }
}

const groupOf = (section: SectionId, statements: Prose[]) =>
  ({ layout: 'prose', id: `information-${section}-own`, title: null, statements }) as const

interface Told {
  /** What the policy says in this section. */
  written: readonly DocumentSection[]
  translator: PolicyTranslator
  audience: Audience
  never: readonly Recipient[]
}

/** What the policy does not have to say, and the answer does. */
const OWN: Partial<Record<InformationSectionId, (told: Told) => Prose[]>> = {
  /** Art. 15(1)(h): also that there are none. */
  automated: ({ written, translator, audience }) => {
    const said = written.flatMap(({ groups }) => groups.flatMap((group): Statement[] => group.statements))
    if (said.some(({ kind }) => kind === 'automated_decision')) return []
    return [
      {
        id: `${audience}.automated_decision`,
        kind: 'automated_decision',
        audience: [audience],
        entries: [],
        title: translator.translate('information.noDecisionTitle'),
        heading: null,
        blocks: [{ type: 'paragraph', text: [translator.textRun('information.noDecision')] }],
      },
    ]
  },
  recipients: ({ translator, audience, never }) => {
    if (never.length === 0) return []
    return [
      {
        id: `${audience}.recipient`,
        kind: 'recipient',
        audience: [audience],
        entries: never.map(({ id }) => ({ kind: 'recipient', id })),
        title: translator.translate('information.notAgreedTitle'),
        heading: [translator.textRun('information.notAgreedTitle')],
        blocks: [
          { type: 'paragraph', text: [translator.textRun('information.notAgreed')] },
          { type: 'list', items: never.map(({ name }) => translator.merchantText(name)) },
        ],
      },
    ]
  },
}

function statementText(statement: Statement): InformationSection['statements'][number] {
  const { id, title } = statement
  if ('cells' in statement) return { id, title, text: statement.cells.map(plainText).join('\n') }
  const lines = statement.blocks.flatMap((block) => {
    if (block.type === 'paragraph') return [plainText(block.text)]
    if (block.type === 'list') return block.items.map(plainText)
    return block.items.map(({ term, text }) => `${term}: ${plainText(text)}`)
  })
  return { id, title, text: lines.join('\n') }
}
