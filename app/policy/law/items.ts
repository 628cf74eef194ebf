/** What GDPR Art. 13 and 14 ask of the information, point by point, and whether a document gives it. */
import {
  adequacyOf,
  type DataCategory,
  type EntryRef,
  isInEea,
  isWritten,
  type Purpose,
  type Register,
} from '../../register/index.ts'
import { type PolicyDocument, statementsOf } from '../model.ts'
import { RIGHTS } from '../sections/rights.ts'
import { ref, refs } from '../writing.ts'
import { all, type LawContext, type LawVerdict, missingFromDocument, NOT_NEEDED, unless, whereAny } from './verdict.ts'

interface LawItem {
  id: string
  /** The number in the Official Journal. A point that both articles require is listed once. */
  article: string
  judge: (given: LawContext) => LawVerdict
}

const CONTROLLER: EntryRef[] = [{ kind: 'controller', id: null }]
const RIGHTS_CHANNEL: EntryRef[] = [{ kind: 'rights_channel', id: null }]

const purposesOn = (register: Register, basis: Purpose['legalBasis']) =>
  register.purposes.filter(({ legalBasis }) => legalBasis === basis)

function transfers(given: LawContext): LawVerdict {
  const { register, document, statementIds: said } = given
  const abroad = [
    ...register.recipients.map((entry) => ({ kind: 'recipient' as const, entry })),
    ...register.storagePlaces.map((entry) => ({ kind: 'storage_place' as const, entry })),
  ].filter(({ entry }) => entry.country !== null && !isInEea(entry.country))
  const faults = abroad.filter(({ kind, entry }) => {
    const { mechanism } = entry.transfer
    const decided = entry.country !== null && adequacyOf(entry.country, document.version.date) !== undefined
    const safe = mechanism === 'standard_clauses' || (mechanism === 'adequacy' && decided)
    const statement = kind === 'recipient' ? 'recipient_transfer' : 'storage_transfer'
    return !safe || missingFromDocument({ register, document, statementIds: said }, statement, [entry]).length > 0
  })
  return whereAny(
    unless(
      faults.length > 0,
      faults.map(({ kind, entry }) => ref(kind, entry.id)),
    ),
    abroad,
  )
}

function rightsSaid({ statementIds: said }: LawContext): LawVerdict {
  const reachable = ['contact_page', 'dpo_email', 'post'].some((way) => said.has(`general.channel.${way}`))
  const complete = Object.keys(RIGHTS).every((right) => said.has(`general.right.${right}`))
  return unless(!(reachable && complete), RIGHTS_CHANNEL)
}

/** Art. 14(2)(f): a public source needs no name, any other source does. */
const hasSource = ({ sources, sourceNote }: DataCategory) =>
  sources.length > 0 && (!sources.includes('third_party') || isWritten(sourceNote))

export const ART_13_14 = [
  {
    id: 'controller',
    article: '13(1)(a), 14(1)(a)',
    judge: ({ register: { controller }, statementIds: said }) =>
      unless(
        !said.has('general.controller') ||
          controller.address === '' ||
          !(controller.email ?? controller.dpoEmail ?? controller.contactPageUrl),
        CONTROLLER,
      ),
  },
  {
    id: 'representative',
    article: '13(1)(a), 14(1)(a)',
    judge: ({ register: { controller }, statementIds: said }) =>
      controller.country === null || isInEea(controller.country)
        ? NOT_NEEDED
        : unless(!said.has('general.representative'), CONTROLLER),
  },
  {
    id: 'dpo',
    article: '13(1)(b), 14(1)(b)',
    judge: ({ register: { controller }, statementIds: said }) =>
      controller.dpoEmail === null ? NOT_NEEDED : unless(!said.has('general.controller'), CONTROLLER),
  },
  {
    id: 'purposes',
    article: '13(1)(c), 14(1)(c)',
    judge: (given) =>
      given.register.purposes.length === 0
        ? { state: 'lacking', entries: [] }
        : all(given, 'purpose', given.register.purposes, (purpose) =>
            purpose.legalBasis === 'legal_obligation' ? isWritten(purpose.legalObligation) : true,
          ),
  },
  {
    id: 'legitimate_interests',
    article: '13(1)(d), 14(2)(b)',
    judge: (given) => {
      const purposes = purposesOn(given.register, 'legitimate_interests')
      return whereAny(
        all(given, 'purpose', purposes, ({ legitimateInterest }) => isWritten(legitimateInterest)),
        purposes,
      )
    },
  },
  {
    id: 'data_categories',
    article: '14(1)(d)',
    judge: (given) => {
      const { dataCategories, purposes } = given.register
      if (dataCategories.length === 0) return { state: 'lacking', entries: [] }
      const without = purposes.filter((purpose) => purpose.dataCategories.length === 0)
      return without.length > 0
        ? { state: 'lacking', entries: refs('purpose', without) }
        : all(given, 'data_category', dataCategories)
    },
  },
  {
    id: 'recipients',
    article: '13(1)(e), 14(1)(e)',
    judge: (given) => whereAny(all(given, 'recipient', given.register.recipients), given.register.recipients),
  },
  {
    id: 'transfers',
    article: '13(1)(f), 14(1)(f)',
    judge: transfers,
  },
  {
    id: 'retention',
    article: '13(2)(a), 14(2)(a)',
    judge: (given) => {
      const { purposes, retentionRules } = given.register
      const without = purposes.filter((purpose) => purpose.retentionRules.length === 0)
      return without.length > 0
        ? { state: 'lacking', entries: refs('purpose', without) }
        : all(given, 'retention_rule', retentionRules)
    },
  },
  {
    id: 'rights',
    article: '13(2)(b), 14(2)(c)',
    judge: rightsSaid,
  },
  {
    id: 'withdrawal',
    article: '13(2)(c), 14(2)(d)',
    judge: ({ register, statementIds: said }) => {
      const consents = purposesOn(register, 'consent')
      return whereAny(unless(!said.has('general.right.withdrawal'), refs('purpose', consents)), consents)
    },
  },
  {
    id: 'complaint',
    article: '13(2)(d), 14(2)(e)',
    judge: ({ statementIds: said }) => unless(!said.has('general.complaint'), CONTROLLER),
  },
  {
    id: 'provision',
    article: '13(2)(e)',
    judge: (given) => {
      const required = given.register.purposes.filter(({ provision }) => provision !== 'optional')
      return whereAny(
        all(given, 'purpose', required, ({ withoutIt }) => isWritten(withoutIt)),
        required,
      )
    },
  },
  {
    id: 'automated_decisions',
    article: '13(2)(f), 14(2)(g)',
    judge: (given) => {
      const deciding = given.register.purposes.filter(({ automatedDecision }) => automatedDecision !== null)
      const left = missingFromDocument(given, 'automated_decision', deciding)
      const unexplained = deciding.filter(
        ({ automatedDecision: decision }) =>
          !decision || !isWritten(decision.logic) || !isWritten(decision.consequences),
      )
      const faults = [...new Set([...left, ...unexplained])]
      return whereAny(unless(faults.length > 0, refs('purpose', faults)), deciding)
    },
  },
  {
    id: 'sources',
    article: '14(2)(f)',
    judge: (given) => all(given, 'data_category', given.register.dataCategories, hasSource),
  },
  {
    id: 'new_purposes',
    article: '13(3), 14(4)',
    judge: ({ statementIds: said }) => unless(!said.has('general.new_purposes'), []),
  },
] as const satisfies readonly LawItem[]

type LawItemId = (typeof ART_13_14)[number]['id']

export interface LawGap {
  id: LawItemId
  article: string
  /** Those at fault; none where something is missing as a whole. */
  entries: EntryRef[]
}

/** What the law asks for and a document of this register does not give. */
export function lawGaps(document: PolicyDocument, register: Register): LawGap[] {
  const said = new Set([...statementsOf(document)].map(({ statement }) => statement.id))
  return ART_13_14.flatMap(({ id, article, judge }) => {
    const verdict = judge({ register, document, statementIds: said })
    return verdict.state === 'lacking' ? [{ id, article, entries: verdict.entries }] : []
  })
}
