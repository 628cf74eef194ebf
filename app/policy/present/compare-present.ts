/** Compares the shop's present policy with a register, sentence by sentence. Pure; runs on a thread. */
import type { StaffLanguage } from '../../platform/i18n.ts'
import type { Register } from '../../register/index.ts'
import type { PolicyLanguage } from '../languages.ts'
import { DraftPolicy } from './compare/draft.ts'
import { judgeSentence, verdictOf } from './compare/judge.ts'
import { sentenceReader } from './compare/read.ts'
import { type ComparedStatement, describePresent } from './describe.ts'
import { languageOfText } from './text/language.ts'
import { linesOfPresent } from './text/plain-text.ts'
import { splitSentences } from './text/sentences.ts'
import { PRESENT_VERDICTS, type PresentVerdict } from './words.ts'

export interface PresentSentence {
  text: string
  verdict: PresentVerdict
  findings: ComparedStatement[]
}

export interface PresentComparison {
  /** Null when it is in none of the languages that Kept reads: then no sentence is compared. */
  language: PolicyLanguage | null
  counts: Record<PresentVerdict, number>
  sentences: PresentSentence[]
  /** Whether there were more sentences than are compared. */
  isCut: boolean
}

const count = (sentences: readonly PresentSentence[]): Record<PresentVerdict, number> =>
  Object.fromEntries(
    PRESENT_VERDICTS.map((verdict) => [verdict, sentences.filter((each) => each.verdict === verdict).length]),
  ) as Record<PresentVerdict, number>

const LABEL_WORDS = 4

/** "Legal basis", "Gender": like a heading, it promises nothing by itself. */
const isLabel = (text: string) => !/[.!?;]$/.test(text) && text.split(' ').length <= LABEL_WORDS

/** @param text plain or HTML, of at most `MAX_PRESENT_CHARACTERS` */
export function comparePresent(register: Register, text: string, staffLanguage: StaffLanguage): PresentComparison {
  const lines = linesOfPresent(text)
  const language = languageOfText(lines.map((line) => line.text).join(' '))
  if (language === null) return { language, counts: count([]), sentences: [], isCut: false }
  const { sentences, isCut } = splitSentences(lines, language)
  const drafts = new Map<PolicyLanguage, DraftPolicy>()
  const draftIn = (spoken: PolicyLanguage) => {
    const draft = drafts.get(spoken) ?? new DraftPolicy(register, spoken)
    drafts.set(spoken, draft)
    return draft
  }
  const read = sentenceReader()
  const judged = sentences.flatMap((sentence): PresentSentence[] => {
    const findings = judgeSentence({ register, draft: draftIn(sentence.language) }, read(sentence))
    const verdict = verdictOf(findings)
    if (verdict === 'unknown' && (sentence.isHeading || isLabel(sentence.text))) return []
    return [
      {
        text: sentence.text,
        verdict,
        findings: findings.map((finding) => describePresent(finding, register, staffLanguage)),
      },
    ]
  })
  return { language, counts: count(judged), sentences: judged, isCut }
}
