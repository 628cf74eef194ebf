/** Judges a sentence: what the register says of each statement that it makes. */
import type { EntryRef, Register, StatementKey } from '../../../register/index.ts'
import type { PresentStatement } from '../signals/rules.ts'
import { FURTHER_STATEMENTS, type FurtherStatement, PRESENT_VERDICTS, type PresentVerdict } from '../words.ts'
import { answerDifferences, differencesOf, type PresentDifference, transferDifferences } from './differences.ts'
import type { DraftPolicy } from './draft.ts'
import { partsAbout, servicesMeant, statementForReader } from './parts.ts'
import type { ReadSentence } from './read.ts'

export interface PresentFinding {
  verdict: Exclude<PresentVerdict, 'unknown'>
  /** Null for a sentence that is only like one of the draft. */
  statement: PresentStatement | null
  parts: EntryRef[]
  differences: PresentDifference[]
  /** The statement of the draft that says it; null when the parts alone do. */
  inDraft: string | null
  /** The services or kinds of providers that the register lacks. */
  lacking: string[]
}

interface Compared {
  register: Register
  draft: DraftPolicy
}

const NOTHING = { parts: [], differences: [], inDraft: null, lacking: [] } satisfies Partial<PresentFinding>

const isFurther = (statement: PresentStatement): statement is FurtherStatement =>
  FURTHER_STATEMENTS.some((each) => each === statement)

function judgeStatement({ register }: Compared, sentence: ReadSentence, said: StatementKey): PresentFinding {
  const statement = statementForReader(said, sentence.isForBusiness)
  const parts = partsAbout(register, said, sentence)
  const differences = differencesOf(register, sentence, said)
  const isDenied = differences.some(({ about }) => about === 'denied')
  if (parts.length === 0) return { ...NOTHING, statement, verdict: isDenied ? 'same' : 'missing' }
  const lacking =
    said === 'processors_by_kind'
      ? servicesMeant(sentence).filter((service) => !register.recipients.some((each) => each.service === service))
      : []
  const verdict = differences.length > 0 ? 'otherwise' : lacking.length > 0 ? 'missing' : 'same'
  return { ...NOTHING, statement, verdict, parts, differences, lacking }
}

/** Services that are named somewhere in the register: as recipient, as provider of a tracker, or in a text. */
function judgeServices({ register }: Compared, { facts }: ReadSentence): PresentFinding {
  const parts = facts.services.map((service) => ({ service, part: partThatNames(register, service) }))
  const lacking = parts.filter(({ part }) => part === undefined).map(({ service }) => service)
  const verdict = lacking.length > 0 ? 'missing' : 'same'
  return { ...NOTHING, statement: 'named_service', verdict, parts: parts.flatMap(({ part }) => part ?? []), lacking }
}

function partThatNames({ recipients, trackers }: Register, service: string): EntryRef | undefined {
  const [name = service] = service.split(' (')
  const names = (value: unknown) => JSON.stringify(value).toLowerCase().includes(name.toLowerCase())
  const recipient = recipients.find((each) => names([each.name, each.description]))
  if (recipient) return { kind: 'recipient', id: recipient.id }
  const tracker = trackers.find(({ provider }) => names(provider))
  return tracker && { kind: 'tracker', id: tracker.id }
}

const FURTHER_DIFFERS: Partial<
  Record<FurtherStatement, (register: Register, sentence: ReadSentence) => PresentDifference[]>
> = {
  transfers: transferDifferences,
  answer_time: (_register, sentence) => answerDifferences(sentence),
}

function judgeFurther(compared: Compared, sentence: ReadSentence, statement: FurtherStatement): PresentFinding {
  if (statement === 'named_service') return judgeServices(compared, sentence)
  const [found] = compared.draft.making(statement)
  const differences = FURTHER_DIFFERS[statement]?.(compared.register, sentence) ?? []
  if (differences.length > 0) return { ...NOTHING, statement, verdict: 'otherwise', differences }
  if (!found) return { ...NOTHING, statement, verdict: 'missing' }
  return { ...NOTHING, statement, verdict: 'same', parts: found.entries, inDraft: found.title }
}

/** Everything that the register says of a sentence; nothing when Kept does not recognise it. */
export function judgeSentence(compared: Compared, sentence: ReadSentence): PresentFinding[] {
  const { words, statements } = sentence
  const identical = compared.draft.identical(words)
  if (identical) return [sameAs(identical)]
  const findings = statements.map((statement) =>
    isFurther(statement) ? judgeFurther(compared, sentence, statement) : judgeStatement(compared, sentence, statement),
  )
  const once = [...new Map(findings.map((finding) => [finding.statement, finding])).values()]
  if (once.length > 0) return once
  const alike = compared.draft.alike(words)
  return alike ? [sameAs(alike)] : []
}

const sameAs = ({ statements, entries, title }: ReturnType<DraftPolicy['making']>[number]): PresentFinding => ({
  ...NOTHING,
  statement: statements[0] ?? null,
  verdict: 'same',
  parts: entries,
  inDraft: title,
})

/** The verdict about the whole sentence: what staff must look at comes first. */
export const verdictOf = (findings: readonly PresentFinding[]): PresentVerdict =>
  PRESENT_VERDICTS.find((verdict) => findings.some((finding) => finding.verdict === verdict)) ?? 'unknown'
