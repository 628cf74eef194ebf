import type { StaffLanguage } from '../../platform/i18n.ts'
import { typeset } from '../../platform/typography.ts'
import { COMMANDS, type CommandName } from './commands.ts'
import en from './texts/en.json' with { type: 'json' }
import fr from './texts/fr.json' with { type: 'json' }

/** What the guide names of a shop's ledger. */
export interface LedgerFacts {
  shop: string
  /** Of the first signing key; null before the first seal. */
  fingerprint: string | null
  /** The newest one; null before the first checkpoint. */
  verifierKey: string | null
  addresses: { checkpoint: string; keys: string; consistency: string; guide: string }
  /** The guide's own public address; null while there is none. */
  address: string | null
}

interface GuideStep {
  text: string
  /** Lines for a shell. */
  command: string
}

export interface GuideSection {
  title: string
  body: string[]
  list: string[]
  steps: GuideStep[]
}

/** How an auditor checks a shop's ledger without Kept: what it proves, how, and what it does not prove. */
export interface AuditorsGuide {
  language: StaffLanguage
  /** The public page with the same content; null until there is one. */
  address: string | null
  title: string
  intro: string
  facts: { term: string; value: string; isAddress: boolean }[]
  sections: GuideSection[]
}

interface SectionText {
  title: string
  body?: string[]
  list?: string[]
  steps?: { text: string; command: string }[]
}

const TEXTS = { en, fr } satisfies Record<StaffLanguage, typeof en | typeof fr>

const isCommand = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name)

/** In place of a fingerprint that there is not yet, or that the auditor should have from elsewhere. */
const FINGERPRINT = 'FINGERPRINT'

export function auditorsGuide(
  { shop, fingerprint, verifierKey, addresses, address }: LedgerFacts,
  language: StaffLanguage,
): AuditorsGuide {
  const { title, intro, facts, sections } = TEXTS[language]
  const values: Record<string, string> = { shop, fingerprint: fingerprint ?? FINGERPRINT, ...addresses }
  const put = (text: string) => text.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder)
  const fill = (text: string) => typeset(put(text), language)
  const stepOf = ({ text, command }: { text: string; command: string }): GuideStep => {
    if (!isCommand(command)) throw new Error(`The guide names a command that there is not: ${command}`)
    return { text: fill(text), command: put(COMMANDS[command]) }
  }
  return {
    language,
    address,
    title: fill(title),
    intro: fill(intro),
    facts: [
      { term: facts.fingerprint, value: fingerprint ?? facts.noFingerprint, isAddress: false },
      ...(address === null
        ? [{ term: facts.checkpoint, value: facts.noCheckpoint, isAddress: false }]
        : [
            { term: facts.checkpoint, value: addresses.checkpoint, isAddress: true },
            { term: facts.keys, value: addresses.keys, isAddress: true },
          ]),
      ...(verifierKey === null ? [] : [{ term: facts.verifierKey, value: verifierKey, isAddress: false }]),
    ],
    sections: sections.map((section: SectionText) => ({
      title: fill(section.title),
      body: (section.body ?? []).map(fill),
      list: (section.list ?? []).map(fill),
      steps: (section.steps ?? []).map(stepOf),
    })),
  }
}
