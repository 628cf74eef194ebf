/** What GDPR Art. 13 and 14 ask of the information, point by point, and whether a document gives it. */
import type { StaffLanguage } from '../../platform/i18n.ts'
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

export interface LawItem {
  id: string
  /** As the Official Journal numbers it; what both articles ask for is listed once. */
  article: string
  what: Record<StaffLanguage, string>
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

/** Art. 14(2)(f): "public sources" says enough; somebody else must be named. */
const hasSource = ({ sources, sourceNote }: DataCategory) =>
  sources.length > 0 && (!sources.includes('third_party') || isWritten(sourceNote))

export const ART_13_14: readonly LawItem[] = [
  {
    id: 'controller',
    article: '13(1)(a), 14(1)(a)',
    what: {
      en: 'Who the controller is and how to reach it',
      fr: 'L’identité et les coordonnées du responsable du traitement',
    },
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
    what: {
      en: 'The representative in the EU of a controller outside it',
      fr: 'Le représentant dans l’UE d’un responsable établi hors de l’UE',
    },
    judge: ({ register: { controller }, statementIds: said }) =>
      controller.country === null || isInEea(controller.country)
        ? NOT_NEEDED
        : unless(!said.has('general.representative'), CONTROLLER),
  },
  {
    id: 'dpo',
    article: '13(1)(b), 14(1)(b)',
    what: {
      en: 'How to reach the data protection officer',
      fr: 'Les coordonnées du délégué à la protection des données',
    },
    judge: ({ register: { controller }, statementIds: said }) =>
      controller.dpoEmail === null ? NOT_NEEDED : unless(!said.has('general.controller'), CONTROLLER),
  },
  {
    id: 'purposes',
    article: '13(1)(c), 14(1)(c)',
    what: { en: 'Each purpose with its legal basis', fr: 'Chaque finalité avec sa base légale' },
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
    what: { en: 'The legitimate interests relied on', fr: 'Les intérêts légitimes poursuivis' },
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
    what: { en: 'The categories of data', fr: 'Les catégories de données' },
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
    what: { en: 'The recipients of the data', fr: 'Les destinataires des données' },
    judge: (given) => whereAny(all(given, 'recipient', given.register.recipients), given.register.recipients),
  },
  {
    id: 'transfers',
    article: '13(1)(f), 14(1)(f)',
    what: {
      en: 'Transfers outside the EEA, what protects them, and how to get a copy',
      fr: 'Les transferts hors de l’EEE, leurs garanties et le moyen d’en obtenir copie',
    },
    judge: transfers,
  },
  {
    id: 'retention',
    article: '13(2)(a), 14(2)(a)',
    what: { en: 'How long data is kept', fr: 'La durée de conservation' },
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
    what: {
      en: 'The rights of access, rectification, erasure, restriction, objection and portability, and a way to use them',
      fr: 'Les droits d’accès, de rectification, d’effacement, de limitation, d’opposition et de portabilité, et un moyen de les exercer',
    },
    judge: rightsSaid,
  },
  {
    id: 'withdrawal',
    article: '13(2)(c), 14(2)(d)',
    what: { en: 'The right to withdraw consent', fr: 'Le droit de retirer son consentement' },
    judge: ({ register, statementIds: said }) => {
      const consents = purposesOn(register, 'consent')
      return whereAny(unless(!said.has('general.right.withdrawal'), refs('purpose', consents)), consents)
    },
  },
  {
    id: 'complaint',
    article: '13(2)(d), 14(2)(e)',
    what: { en: 'The right to complain to an authority', fr: 'Le droit de se plaindre auprès d’une autorité' },
    judge: ({ statementIds: said }) => unless(!said.has('general.complaint'), CONTROLLER),
  },
  {
    id: 'provision',
    article: '13(2)(e)',
    what: {
      en: 'Which data must be given, and what happens otherwise',
      fr: 'Les données à fournir obligatoirement, et ce qui se passe sinon',
    },
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
    what: {
      en: 'Automated decisions: the logic and the consequences',
      fr: 'Les décisions automatisées : leur logique et leurs conséquences',
    },
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
    what: { en: 'Where data comes from', fr: 'D’où viennent les données' },
    judge: (given) => all(given, 'data_category', given.register.dataCategories, hasSource),
  },
  {
    id: 'new_purposes',
    article: '13(3), 14(4)',
    what: {
      en: 'That people are told before data serves a new purpose',
      fr: 'L’information avant tout usage pour une nouvelle finalité',
    },
    judge: ({ statementIds: said }) => unless(!said.has('general.new_purposes'), []),
  },
]

/** What the law asks for and a document of this register does not give. */
export function lawGaps(document: PolicyDocument, register: Register): { item: LawItem; entries: EntryRef[] }[] {
  const said = new Set([...statementsOf(document)].map(({ statement }) => statement.id))
  return ART_13_14.flatMap((item) => {
    const verdict = item.judge({ register, document, statementIds: said })
    return verdict.state === 'lacking' ? [{ item, entries: verdict.entries }] : []
  })
}
