import { v4 as uuidv4 } from 'uuid'
import { recordOwnChoice, type ShownWording } from '../consent/index.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { vault } from '../platform/vault.ts'
import { tellRecipients } from '../recipients/index.ts'
import { inLanguage, type MarketingChannel } from '../register/index.ts'
import { withdrawForMailbox } from '../requests/index.ts'
import { identifiersOf, identify, lockPerson, readIdentifiers, type SubjectId } from '../subjects/index.ts'
import { type AskedPurpose, type CentrePurpose, type CentreSurface, isShownTo, obstacleOf, stateOf } from './model.ts'
import { type CentreStanding, purposesFor, readCentreStanding } from './read.ts'
import { centreLanguageOf, centreTexts } from './texts.ts'
import type { CentrePerson } from './who.ts'

export interface Switched {
  /** The same one again changes nothing. */
  id: string
  purpose: string
  granted: boolean
  language: string
  surface: CentreSurface
}

/** `why`: a sentence for the person. */
export type SwitchResult = { ok: true; purposes: CentrePurpose[] } | { ok: false; why: string }

/**
 * Turns one switch of a person. It counts at once: the ledger has it with the words that were shown, and jobs tell Shopify and the
 * partner.
 *
 * @throws NotInstalled
 */
export async function choose(tx: ShopTransaction, person: CentrePerson, switched: Switched): Promise<SwitchResult> {
  const language = centreLanguageOf(switched.language)
  await lockPerson(tx, identifiersOfPerson(person))
  const standing = await readCentreStanding(tx, person)
  const asked = standing.published?.asked.find(({ key }) => key === switched.purpose)
  const { why } = centreTexts(language)
  if (!asked || !isShownTo(asked, person.by)) return { ok: false, why: why.elsewhere }
  const obstacle = switched.granted ? obstacleOf(asked, { by: person.by, isRestricted: standing.isRestricted }) : null
  if (obstacle) return { ok: false, why: why[obstacle] }
  await record(tx, person, { ...switched, language, asked: [asked], standing })
  const purposes = purposesFor(person, await readCentreStanding(tx, person), { language, isProfessional: true })
  return { ok: true, purposes }
}

/**
 * Refuses everything that rests on consent, and objects to messages that do not.
 *
 * @throws NotInstalled
 */
export async function withdrawEverything(
  tx: ShopTransaction,
  person: CentrePerson,
  { id, ...said }: Pick<Switched, 'id' | 'language' | 'surface'>,
): Promise<void> {
  const language = centreLanguageOf(said.language)
  await lockPerson(tx, identifiersOfPerson(person))
  const standing = await readCentreStanding(tx, person)
  const asked = (standing.published?.asked ?? []).filter(
    (one) => isShownTo(one, person.by) && stateOf(one, standing.current).state !== 'denied',
  )
  if (asked.length > 0)
    await record(tx, person, { id, granted: false, language, surface: said.surface, asked, standing })
}

const identifiersOfPerson = (person: CentrePerson) =>
  person.by === 'customer' ? identifiersOf({ id: person.customerId }) : identifiersOf({ email: person.email })

interface ToRecord extends Pick<Switched, 'id' | 'granted' | 'language' | 'surface'> {
  asked: readonly AskedPurpose[]
  standing: CentreStanding
}

async function record(tx: ShopTransaction, person: CentrePerson, said: ToRecord): Promise<void> {
  const { granted, language, surface, asked, standing } = said
  const subject =
    person.by === 'customer' ? await identify(tx, identifiersOf({ id: person.customerId })) : person.subject
  const id = eventIdOf(tx, subject, said.id)
  const recorded = await recordOwnChoice(tx, {
    id,
    subject,
    source: surface,
    choices: Object.fromEntries(asked.map(({ key }) => [key, granted])),
    shown: shownOf(said),
    subscribes: granted && person.by === 'customer' ? asked.flatMap(channelOf) : [],
  })
  if (!recorded || granted) return
  const ended = asked.filter((one) => stateOf(one, standing.current).isOn)
  await tellPartners(tx, { id, person, subject, ended, standing })
  // Only Shopify knows whose the address is now: a job looks for them, and ends their messages too.
  const messages = asked.filter(({ asks }) => asks === 'email').map(({ purpose }) => purpose)
  if (person.by === 'link' && messages.length > 0)
    await withdrawForMailbox(tx, { email: person.email, purposes: messages, language })
}

/** Nobody else's id stands for another choice. Without a time, so that no browser's clock says when it counts from. */
const eventIdOf = ({ shop }: ShopTransaction, subject: SubjectId, id: string): string =>
  uuidv4({
    random: Buffer.from(vault.lookup(`${subject}/${id.toLowerCase()}`, `${shop}/choice`), 'hex').subarray(0, 16),
  })

const channelOf = ({ asks, isConsent, isOwnChannel }: AskedPurpose): MarketingChannel[] =>
  isConsent && isOwnChannel && (asks === 'email' || asks === 'sms') ? [asks] : []

function shownOf({ asked, granted, language, surface, standing }: ToRecord): ShownWording {
  const texts = centreTexts(language)
  const shown = purposesFor({ by: 'customer', customerId: '' }, standing, { language, isProfessional: true })
  return {
    place: surface,
    language,
    purposes: shown
      .filter(({ id }) => asked.some(({ key }) => key === id))
      .map(({ id: key, name, description, partner }) => ({ key, name, description, ...(partner && { partner }) })),
    around: [texts.choices, granted ? texts.allow : texts.stop],
  }
}

interface Ended {
  id: string
  person: CentrePerson
  subject: SubjectId
  ended: readonly AskedPurpose[]
  standing: CentreStanding
}

/** A brand that decides beside the shop has to stop, too (GDPR Art. 7(3), 26). */
async function tellPartners(tx: ShopTransaction, { id, person, subject, ended, standing }: Ended): Promise<void> {
  const partners = (standing.published?.partners ?? []).filter(({ id: partner }) =>
    ended.some(({ recipient }) => recipient === partner),
  )
  if (partners.length === 0 || !standing.published) return
  const { language } = standing.published
  const known = await readIdentifiers(tx, subject)
  const first = (wanted: string) => known.find(({ kind }) => kind === wanted)?.value ?? null
  const names = new Set(
    ended.filter(({ recipient }) => recipient !== null).map(({ name }) => inLanguage(name, language, language)),
  )
  await tellRecipients(tx, {
    occasion: 'purpose_objection',
    occasionId: id,
    requestId: null,
    person: {
      customerId: person.by === 'customer' ? person.customerId : null,
      email: person.by === 'link' ? person.email : first('email'),
      phone: first('phone'),
    },
    changes: [...names],
    recipients: partners,
  })
}
