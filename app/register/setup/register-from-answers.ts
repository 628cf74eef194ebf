/**
 * The register that a shop's answers make. It says nothing that no answer said, except as a suggestion: what staff
 * answered, and facts that were read at their source, are confirmed; the rest waits for a person.
 */
import { isFromOwnOrders, storagePlacesOf, trackersOf } from '../catalogue/entries.ts'
import { fromTemplate, type RegisterShop } from '../edit/start.ts'
import { COLLECTIONS, type EntryRef } from '../entries.ts'
import { type Purpose, type Register, register, storagePlace, tracker } from '../model.ts'
import { asSuggestion, keyOfPart, withConfirmed } from '../suggested.ts'
import { type Audience, ENTRY_KINDS, type PurposeTopic, WRITTEN_LANGUAGES } from '../words.ts'
import { APPLIES, type Said, saidIn } from './applies.ts'
import type { Answers } from './model.ts'
import { clausesFor, extraFunctions, privacyRecords, privacyRecordsRule } from './own-entries.ts'
import { type Party, partiesIn } from './parties.ts'
import { withoutDangling, withoutUnused } from './prune.ts'
import { consentTopicOf, placedTrackers, topicsOfTrackers } from './trackers.ts'

export function registerFromAnswers(answers: Answers, shop: RegisterShop, now: Date): Register {
  const template = begunFor(answers, shop, now)
  const like = template.recipients.find(({ service }) => service === 'partner_brand')
  const parties = partiesIn(answers, like)
  const said = saidIn(answers, topicsServed(parties, answers))
  const hasPayment = parties.some(({ recipient }) => recipient.service === 'payment')
  const made = [
    (begun: Register) => withWhatApplies(begun, said),
    (begun: Register) => withTheCompany(begun, answers, said),
    (begun: Register) => withPurposes(begun, said, hasPayment),
    (begun: Register) => withParties(begun, parties, said),
    (begun: Register) => withPeriods(begun, answers),
    (begun: Register) => ({ ...begun, clauses: [...begun.clauses, ...clausesFor(answers)] }),
    (begun: Register) => withVisitorsFromTheUs(begun, answers),
    (begun: Register) => forWhomItSells(begun, said),
    withoutUnused,
  ].reduce((begun, step) => step(begun), template)
  return withConfirmed(asSuggestion(register.parse(made)), confirmedBy(answers, made, parties))
}

/** The template; where the shop is, is answered or known from Shopify, and never supposed. */
function begunFor({ company }: Answers, shop: RegisterShop, now: Date): Register {
  const country = company?.country ?? shop.country
  const begun = fromTemplate({ ...shop, country }, now)
  if (country !== null) return begun
  return { ...begun, controller: { ...begun.controller, country: null, supervisoryAuthority: null } }
}

function topicsServed(parties: readonly Party[], answers: Answers): Set<PurposeTopic> {
  const served = new Set(parties.flatMap(({ topics }) => topics))
  const { messages } = saidIn(answers, served)
  for (const { service } of parties) {
    // Shopify's trackers wait for purposes that other tools bring; alone they bring none.
    if (!service || service.id === 'shopify') continue
    for (const topic of topicsOfTrackers(service)) served.add(consentTopicOf(topic, messages !== false))
  }
  return served
}

/** The template without what does not apply. Where data is kept, and what is set, come from the services that are named. */
function withWhatApplies(begun: Register, said: Said): Register {
  const applying = ENTRY_KINDS.map((kind) => {
    const entries: readonly { id: string }[] = begun[COLLECTIONS[kind]]
    return [COLLECTIONS[kind], entries.filter(({ id }) => APPLIES[keyOfPart({ kind, id })]?.(said) ?? true)]
  })
  return withoutDangling({ ...begun, ...Object.fromEntries(applying), trackers: [], storagePlaces: [] })
}

/** The policy's section for them, and the storefront's link "Your Privacy Choices". */
const withVisitorsFromTheUs = ({ cookies, ...begun }: Register, { markets }: Answers): Register => ({
  ...begun,
  cookies: { ...cookies, usVisitors: markets?.usVisitors ?? cookies.usVisitors },
})

/** Without professionals, for consumers alone. */
function forWhomItSells(begun: Register, { professionals }: Said): Register {
  if (professionals !== false) return begun
  const theirs = ENTRY_KINDS.map((kind) => {
    const entries: readonly { audience: Audience[] }[] = begun[COLLECTIONS[kind]]
    const forConsumers = entries.filter(({ audience }) => audience.includes('consumer'))
    return [COLLECTIONS[kind], forConsumers.map((entry) => ({ ...entry, audience: ['consumer'] }))]
  })
  return { ...begun, ...Object.fromEntries(theirs) }
}

/** Who answers, and by which ways. A way is offered only where it is known to be there. */
function withTheCompany(begun: Register, { company }: Answers, { accounts }: Said): Register {
  const controller = company
    ? { ...begun.controller, ...company }
    : // The shop's ordinary address is no data protection officer.
      { ...begun.controller, dpoEmail: null }
  const hasPage = controller.contactPageUrl !== null
  const hasOfficer = controller.dpoEmail !== null
  return {
    ...begun,
    controller,
    rightsChannel: {
      ...begun.rightsChannel,
      account: accounts !== false,
      contactPage: hasPage,
      dpoEmail: hasOfficer,
      post: controller.address !== '',
      identityMethods: begun.rightsChannel.identityMethods.filter(
        // Nobody was asked whether somebody calls back.
        (method) => method !== 'call_back' && (method !== 'account_login' || accounts !== false),
      ),
    },
    // Where colleagues and authorities are, no answer says.
    recipients: begun.recipients.map((recipient) => ({ ...recipient, country: null, transfer: { mechanism: 'none' } })),
  }
}

function withPurposes(begun: Register, { topics, accounts }: Said, hasPayment: boolean): Register {
  const purposes = begun.purposes.map((purpose): Purpose => {
    const places = purpose.topic === 'joint_use' ? (['sign_up_form', 'account'] as const) : purpose.askedAt
    const askedAt = places.filter((place) => place !== 'account' || accounts !== false)
    const dataCategories = purpose.topic === 'legal' ? [...purpose.dataCategories, privacyRecords().id] : null
    // Only a payment service checks payments.
    const automatedDecision = hasPayment ? purpose.automatedDecision : null
    return { ...purpose, askedAt, automatedDecision, ...(dataCategories && { dataCategories }) }
  })
  return {
    ...begun,
    purposes: topics.has('preferences') ? [...purposes, extraFunctions()] : purposes,
    dataCategories: [...begun.dataCategories, privacyRecords()],
  }
}

const serves = ({ topics }: Party, purpose: Purpose) => topics.includes(purpose.topic) && !isFromOwnOrders(purpose)

function withParties(begun: Register, parties: readonly Party[], said: Said): Register {
  const purposes = begun.purposes.map((purpose) => ({
    ...purpose,
    recipients: [
      ...purpose.recipients,
      ...parties.filter((party) => serves(party, purpose)).map(({ recipient }) => recipient.id),
    ],
  }))
  const services = parties.flatMap(({ service }) => service ?? [])
  const storagePlaces = services.flatMap((service) =>
    storagePlacesOf(service, WRITTEN_LANGUAGES, begun.dataCategories).map((place) => storagePlace.parse(place)),
  )
  const trackers = services.flatMap((service) =>
    placedTrackers(service, trackersOf(service, WRITTEN_LANGUAGES, purposes), purposes, said),
  )
  return {
    ...begun,
    purposes,
    recipients: [...begun.recipients, ...parties.map(({ recipient }) => recipient)],
    storagePlaces: storagePlaces.map((place) =>
      place.recipient === 'kept' ? { ...place, dataCategories: [...place.dataCategories, privacyRecords().id] } : place,
    ),
    trackers: trackers.map((each) => tracker.parse(each)),
  }
}

function withPeriods(begun: Register, { inactivity }: Answers): Register {
  const usual = begun.retentionRules.find(({ trigger }) => trigger === 'last_activity')?.months ?? 36
  const months = inactivity?.months ?? usual
  const rules = [...begun.retentionRules, privacyRecordsRule(months)]
  return {
    ...begun,
    retentionRules: rules.map((rule) => (rule.trigger === 'last_activity' ? { ...rule, months } : rule)),
  }
}

/** What the answers said in full. A part that says anything else too is left to confirm. */
function confirmedBy(answers: Answers, made: Register, parties: readonly Party[]): EntryRef[] {
  const recipients = parties
    .filter(({ isConfirmed }) => isConfirmed)
    .map(({ recipient }): EntryRef => ({ kind: 'recipient', id: recipient.id }))
  const rules = made.retentionRules
    .filter(
      ({ trigger, legalHolds, noticeDays }) => trigger === 'last_activity' && legalHolds.length + noticeDays === 0,
    )
    .map(({ id }): EntryRef => ({ kind: 'retention_rule', id }))
  return [
    ...(answers.company ? [{ kind: 'controller', id: null } as const] : []),
    ...(answers.markets?.ships === 'world' ? [{ kind: 'clause', id: 'delivery-abroad' } as const] : []),
    ...(answers.inactivity ? rules : []),
    ...recipients,
  ]
}
