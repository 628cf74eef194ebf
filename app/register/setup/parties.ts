/** Who receives data, as the answers name them: services of the catalogue, and companies that staff name themselves. */
import { createHash } from 'node:crypto'
import { serviceOf } from '../catalogue/catalogue.ts'
import { recipientOf } from '../catalogue/entries.ts'
import { factsOf } from '../catalogue/model.ts'
import type { CatalogueService } from '../catalogue/schema.ts'
import { sameNameIn, writtenTextIn } from '../catalogue/texts.ts'
import { topicsServedBy, type Use } from '../catalogue/words.ts'
import { isInEea } from '../countries.ts'
import { type CountryCode, type Recipient, recipient } from '../model.ts'
import { AUDIENCES, type PurposeTopic, type RecipientKind, type Service, WRITTEN_LANGUAGES } from '../words.ts'
import { type Answers, nameKey, toolsOf } from './model.ts'
import { TOOL_QUESTIONS, type ToolQuestion, USES_OF } from './words.ts'

export interface Party {
  recipient: Recipient
  /** The topics of the purposes that it serves. */
  topics: readonly PurposeTopic[]
  /** In the catalogue, with only the uses that an answer names. */
  service: CatalogueService | null
  /** All that the register says of it was answered, or read at its source. */
  isConfirmed: boolean
}

interface Picked {
  service: CatalogueService
  uses: Set<Use>
  country: CountryCode | null
  /** A person chose it; it was not only ticked because the storefront showed it. */
  isChosen: boolean
}

/** The facts that a recipient of the register is made of. */
const PRINTED_FACTS = new Set(['role', 'entity', 'places', 'privacyPolicy', 'agreement', 'arrangement'])

const wasRead = (service: CatalogueService) =>
  factsOf(service).every(({ name, checkedOn }) => !PRINTED_FACTS.has(name) || checkedOn !== null)

/** What a question asks about, of what a service does; where it does none of it, what the question is for. */
function usesFor(question: ToolQuestion, service: CatalogueService): Use[] {
  const asked: readonly Use[] = USES_OF[question]
  const both = service.uses.filter((use) => asked.includes(use))
  return both.length > 0 ? both : asked.slice(0, 1)
}

/** Every service of the catalogue that an answer names, once; Shopify and Kept serve every shop. */
function pickedServices(answers: Answers): Picked[] {
  const picked = new Map<string, Picked>()
  const pick = (
    id: string,
    uses: (service: CatalogueService) => readonly Use[],
    how: Omit<Picked, 'service' | 'uses'>,
  ) => {
    const service = serviceOf(id)
    if (!service) return
    const before = picked.get(id)
    picked.set(id, {
      service,
      uses: new Set([...(before?.uses ?? []), ...uses(service)]),
      country: before?.country ?? how.country,
      isChosen: (before?.isChosen ?? false) || how.isChosen,
    })
  }
  const always = { country: null, isChosen: true }
  pick('shopify', ({ uses }) => uses, always)
  for (const question of TOOL_QUESTIONS) {
    for (const { id, country, seen } of toolsOf(answers, question).services)
      pick(id, (service) => usesFor(question, service), { country, isChosen: !seen })
  }
  pick('kept', ({ uses }) => uses, { ...always, country: answers.site?.keptCountry ?? null })
  return [...picked.values()]
}

/** The company's country as staff said it, where the catalogue has no company. Nobody says more of it. */
function withCountry(service: CatalogueService, country: CountryCode | null): CatalogueService {
  if (service.entity || country === null) return service
  const { source } = service.role
  const said = { ...service, entity: { name: service.name, country, source, checkedOn: null } }
  const isPlace = service.id === 'kept' && isInEea(country)
  return isPlace ? { ...said, places: [{ country, mechanism: 'eea', source, checkedOn: null }] } : said
}

function fromCatalogue({ service, uses, country, isChosen }: Picked): Party {
  const used = { ...withCountry(service, country), uses: [...uses] }
  const made = recipient.parse(recipientOf(used, WRITTEN_LANGUAGES))
  return {
    recipient: made,
    topics: topicsServedBy(used.uses),
    service: used,
    isConfirmed: isChosen && made.country !== null && wasRead(service),
  }
}

/** What a company is for the shop that staff name in answer to a question. They confirm it. */
const USUAL: Record<ToolQuestion, { kind: RecipientKind; service: Service }> = {
  email: { kind: 'processor', service: 'digital_services' },
  ads: { kind: 'processor', service: 'digital_services' },
  statistics: { kind: 'processor', service: 'digital_services' },
  reviews: { kind: 'processor', service: 'digital_services' },
  support: { kind: 'processor', service: 'customer_service' },
  delivery: { kind: 'controller', service: 'delivery' },
  payment: { kind: 'controller', service: 'payment' },
  stores: { kind: 'processor', service: 'it' },
  site: { kind: 'processor', service: 'it' },
}

/** No safeguard is supposed: where data leaves the EEA, a finding asks staff for it. */
const transferTo = (country: string) => ({ mechanism: isInEea(country) ? 'eea' : 'none' })

/** The same name has the same id in every run. No id of the catalogue or the template begins so. */
function idOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const slug = plain.replace(/[^a-z0-9]+/g, '-').slice(0, 22)
  const hash = createHash('sha256').update(nameKey(name)).digest('hex').slice(0, 8)
  return `named-${slug}-${hash}`.replace(/-+/g, '-')
}

interface Named {
  name: string
  country: CountryCode
  privacyPolicyUrl: string | null
}

const namedRecipient = ({ name, country, privacyPolicyUrl }: Named) => ({
  id: idOf(name),
  audience: [...AUDIENCES],
  name: sameNameIn(WRITTEN_LANGUAGES, name),
  country,
  transfer: transferTo(country),
  privacyPolicyUrl,
})

/** Companies that staff named, each once, with all that it does for the shop. */
function namedByStaff(answers: Answers): Party[] {
  const named = new Map<string, { first: ToolQuestion; who: Named; uses: Set<Use> }>()
  for (const question of TOOL_QUESTIONS) {
    for (const who of toolsOf(answers, question).others) {
      const known = named.get(idOf(who.name)) ?? { first: question, who, uses: new Set() }
      named.set(idOf(who.name), { ...known, uses: known.uses.add(USES_OF[question][0]) })
    }
  }
  return [...named.values()].map(({ first, who, uses }) => ({
    recipient: recipient.parse({
      ...namedRecipient(who),
      ...USUAL[first],
      description: writtenTextIn(WRITTEN_LANGUAGES, (wording) => [...uses].map((use) => wording.uses[use]).join(' ')),
    }),
    topics: topicsServedBy(uses),
    service: null,
    isConfirmed: false,
  }))
}

/** Partner brands, worded as the template does: `like` is its entry for all of them. */
const partnersIn = (answers: Answers, like: Recipient | undefined): Party[] =>
  (answers.partners?.partners ?? []).map((partner) => ({
    recipient: recipient.parse({
      description: like?.description ?? {},
      arrangement: like?.arrangement ?? {},
      ...namedRecipient({ ...partner, name: partner.name }),
      id: `partner-${idOf(partner.name).slice('named-'.length)}`,
      audience: ['consumer'],
      kind: 'joint_controller',
      service: 'partner_brand',
    }),
    topics: ['joint_use'],
    service: null,
    isConfirmed: false,
  }))

export const partiesIn = (answers: Answers, partnerBrands: Recipient | undefined): Party[] =>
  [...pickedServices(answers)].map(fromCatalogue).concat(namedByStaff(answers), partnersIn(answers, partnerBrands))
