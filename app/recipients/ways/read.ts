import { isMailConfigured } from '../../mail/index.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { inLanguage, type Recipient, type Register, readDraft, versionInForce } from '../../register/index.ts'
import { defaultWay, isPlatform } from '../model.ts'
import type { RecipientSchedule } from '../timeline/model.ts'
import type { RecipientWayName } from '../words.ts'
import type { WaySetup } from './model.ts'
import { type ChosenWay, findWays, readSchedule } from './store.ts'

export interface RecipientAndWay {
  id: string
  name: string
  kind: Recipient['kind']
  noticeEmail: string | null
  isPlatform: boolean
  /** As the register suggests it. */
  suggested: RecipientWayName
  /** As staff chose it; null for the suggestion. */
  chosen: RecipientWayName | null
  setup: WaySetup
  hasCredential: boolean
  previousUntil: Date | null
  revision: number
}

export interface RecipientsToTell {
  isMailConfigured: boolean
  schedule: RecipientSchedule
  recipients: RecipientAndWay[]
}

const NO_SETUP: WaySetup = { endpoint: '', lists: [], instructions: '' }

/** The register that counts: the version in force, before the first one the draft. */
export async function registerToTellOf(tx: ShopTransaction): Promise<Register | null> {
  return ((await versionInForce(tx)) ?? (await readDraft(tx)))?.register ?? null
}

/** Each recipient outside the shop, and how it is told. */
export async function readRecipientsToTell(tx: ShopTransaction): Promise<RecipientsToTell> {
  const register = await registerToTellOf(tx)
  const chosen = new Map((await findWays(tx)).map((one) => [one.recipientId, one]))
  return {
    isMailConfigured: isMailConfigured(),
    schedule: await readSchedule(tx),
    recipients: (register?.recipients ?? [])
      .filter(({ kind }) => kind !== 'internal' && kind !== 'authority')
      .map((recipient) => toTell(recipient, nameOf(recipient, register), chosen.get(recipient.id))),
  }
}

const nameOf = ({ name }: Recipient, register: Register | null) => {
  const language = register?.languages.default ?? 'en'
  return inLanguage(name, language, language)
}

function toTell(recipient: Recipient, name: string, chosen: ChosenWay | undefined): RecipientAndWay {
  const { id, kind, noticeEmail } = recipient
  return {
    ...{ id, name, kind, noticeEmail, isPlatform: isPlatform(recipient), suggested: defaultWay(recipient) },
    chosen: chosen?.way ?? null,
    setup: chosen?.setup ?? NO_SETUP,
    hasCredential: chosen?.hasCredential ?? false,
    previousUntil: chosen?.previousUntil ?? null,
    revision: chosen?.revision ?? 0,
  }
}

export interface WayInUse {
  way: RecipientWayName
  address: string | null
  hasCredential: boolean
  instructions: string
}

/** How each recipient is told today, by its id. */
export async function readWaysInUse(tx: ShopTransaction): Promise<Map<string, WayInUse>> {
  const { recipients } = await readRecipientsToTell(tx)
  return new Map(
    recipients.map(({ id, chosen, suggested, noticeEmail, hasCredential, setup }) => [
      id,
      { way: chosen ?? suggested, address: noticeEmail, hasCredential, instructions: setup.instructions },
    ]),
  )
}
