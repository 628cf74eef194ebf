import { type BannerConfig, findBannerVersion } from '../../banner/index.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { findSamePerson, type Identifier, isRestricted, readIdentifiers, type SubjectId } from '../../subjects/index.ts'
import { type CurrentChoice, currentChoicesOf, type LedgerEvent, searchEvents } from '../ledger/index.ts'
import { enteredBy } from '../marketing/store.ts'
import { sealOver } from '../seals/seal-store.ts'
import type { ShownWording } from '../wordings/model.ts'
import { findShownWording } from '../wordings/store.ts'

/** The number of the person's other records on the page; a search finds the rest. */
const OTHERS = 10

/** What was asked about a purpose, with the texts and the language of the banner that was shown. */
interface AskedPurpose {
  key: string
  granted: boolean
  /** Null when the storefront's own texts were shown, or no banner. */
  shown: { language: string; name: string; description: string } | null
}

export interface ConsentRecordView {
  event: LedgerEvent
  asked: AskedPurpose[]
  /** What stood beside the choice where no banner asked for it. */
  wording: ShownWording | null
  /** The person's current choice for every purpose that they were ever asked about. */
  current: CurrentChoice[]
  /** The newest of the person's other records. */
  others: LedgerEvent[]
  hasMore: boolean
  /** Null until the record is sealed. */
  seal: { number: number; sealedAt: Date } | null
  /** Shopify's id of the member of staff who recorded it for the person; null when the person chose themselves. */
  enteredBy: string | null
  /** The person's identity as far as Kept knows it: Shopify's customer id, an address. */
  person: { customerId: string | null; email: string | null }
  /** Their data may only be stored (Art. 18). */
  isRestricted: boolean
}

/** Everything that the ledger holds about a record. Null when it does not exist, or was erased with its person. */
export async function readRecord(tx: ShopTransaction, id: string): Promise<ConsentRecordView | null> {
  const [event] = (await searchEvents(tx, { recordId: id }, { size: 1, before: null })).events
  if (!event) return null
  const subject = event.subject as SubjectId
  const banner = event.banner && (await findBannerVersion(tx, event.banner.hash))
  const { events, next } = await searchEvents(tx, { subjects: [subject] }, { size: OTHERS + 1, before: null })
  const seal = await sealOver(tx, event.position)
  const wording = event.banner && !banner ? await findShownWording(tx, event.banner.hash) : null
  const asked = wording ? askedIn(event, wording) : askedInBanner(event, banner?.config ?? null)
  const others = events.filter((other) => other.id !== event.id)
  return {
    event,
    asked,
    wording,
    current: inOrderOf(asked, await currentChoicesOf(tx, subject)),
    others: others.slice(0, OTHERS),
    hasMore: next !== null || others.length > OTHERS,
    seal: seal?.leaves ? { number: seal.number, sealedAt: new Date(seal.sealedAt) } : null,
    enteredBy: (await enteredBy(tx, [event.id])).get(event.id) ?? null,
    person: await nameOf(tx, subject),
    isRestricted: await isRestricted(tx, subject),
  }
}

function askedIn({ choices }: LedgerEvent, { language, purposes }: ShownWording): AskedPurpose[] {
  return Object.entries(choices).map(([key, granted]) => {
    const words = purposes.find((purpose) => purpose.key === key)
    const name = [words?.name, words?.partner].filter(Boolean).join(': ')
    return { key, granted, shown: words ? { language, name, description: words.description } : null }
  })
}

function askedInBanner({ choices, banner }: LedgerEvent, config: BannerConfig | null): AskedPurpose[] {
  const languages = [banner?.language, banner?.language.split('-')[0], config?.language]
  const places = new Map(config?.purposes.map(({ key }, index) => [key, index]))
  const placeOf = (key: string) => places.get(key) ?? places.size
  const inOrder = Object.entries(choices).toSorted(([a], [b]) => placeOf(a) - placeOf(b))
  return inOrder.map(([key, granted]) => {
    const text = config?.purposes.find((purpose) => purpose.key === key)?.text ?? {}
    const language = languages.find((each) => each !== undefined && text[each] !== undefined)
    const words = language === undefined ? undefined : text[language]
    return {
      key,
      granted,
      shown: words && language ? { language, name: words.name, description: words.description } : null,
    }
  })
}

/** The purposes of this record first, in its order. */
function inOrderOf(asked: readonly AskedPurpose[], current: readonly CurrentChoice[]): CurrentChoice[] {
  const places = new Map(asked.map(({ key }, index) => [key, index]))
  const placeOf = ({ purpose }: CurrentChoice) => places.get(purpose) ?? places.size
  return current.toSorted((a, b) => placeOf(a) - placeOf(b))
}

async function nameOf(tx: ShopTransaction, subject: SubjectId): Promise<ConsentRecordView['person']> {
  const known: Identifier[] = []
  for (const id of await findSamePerson(tx, subject)) known.push(...(await readIdentifiers(tx, id)))
  const first = (wanted: string) => known.find(({ kind }) => kind === wanted)?.value ?? null
  return { customerId: first('customer_id'), email: first('email') }
}
