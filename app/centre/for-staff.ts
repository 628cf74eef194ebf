import { lastMailTo, type MailTemplate } from '../mail/index.ts'
import type { ShopTransaction } from '../platform/db.ts'
import type { StaffLanguage } from '../platform/i18n.ts'
import type { IsoDate } from '../register/index.ts'
import { type Hold, holdsOfOrder, type ListedRequest, listRequests } from '../requests/index.ts'
import { lastTimeZone } from '../shopify/installation.ts'
import { type Restriction, readRestriction, restrictionsOf, type SubjectId } from '../subjects/index.ts'
import type { CentrePurpose } from './model.ts'
import { purposesFor, readCentreStanding } from './read.ts'

const REQUESTS_SHOWN = 5

/** What staff see of one customer where they work on them in Shopify's admin. */
interface PrivacyOfCustomer {
  purposes: Pick<CentrePurpose, 'id' | 'name' | 'asks' | 'partner' | 'state' | 'since'>[]
  /** Open ones, those that are due first on top. */
  open: Pick<ListedRequest, 'id' | 'kind' | 'state' | 'dueOn' | 'daysLeft' | 'urgency'>[]
  openTotal: number
  /** Open and closed. */
  total: number
  restriction: Pick<Restriction, 'ground' | 'since' | 'liftOn'> | null
  /** The last mail that a server took for them. */
  lastContact: { at: Date; template: MailTemplate } | null
  /** Why an order is kept, where an order was asked about. */
  holds: Hold[]
}

interface Asked {
  customerId: string
  staffId: string
  language: StaffLanguage
  /** The day of the order on whose page staff look. */
  orderedOn: IsoDate | null
}

/** Also gives whom it shows: subjects. @throws NotInstalled */
export async function readCustomerPrivacy(
  tx: ShopTransaction,
  { customerId, staffId, language, orderedOn }: Asked,
): Promise<{ shown: PrivacyOfCustomer; subjects: SubjectId[] }> {
  const person = { by: 'customer', customerId } as const
  const standing = await readCentreStanding(tx, person)
  const { subjects } = standing
  const list = (view: 'open' | 'all') =>
    listRequests(
      tx,
      { view, person: null, customer: customerId, after: null },
      { staffId, timeZone, size: REQUESTS_SHOWN },
    )
  const timeZone = await lastTimeZone(tx)
  const open = await list('open')
  const shown: PrivacyOfCustomer = {
    purposes: purposesFor(person, standing, { language, isProfessional: true }).map(
      ({ id, name, asks, partner, state, since }) => ({ id, name, asks, partner, state, since }),
    ),
    open: open.requests.map(({ id, kind, state, dueOn, daysLeft, urgency }) => ({
      ...{ id, kind, state, dueOn, daysLeft, urgency },
    })),
    openTotal: open.total,
    total: (await list('all')).total,
    restriction: await restrictionInForce(tx, subjects),
    lastContact: await lastMailTo(tx, subjects),
    holds: orderedOn === null ? [] : await holdsOfOrder(tx, { orderedOn, language }),
  }
  return { shown, subjects }
}

/** The one that began first. */
async function restrictionInForce(tx: ShopTransaction, subjects: readonly SubjectId[]) {
  const found: Restriction[] = []
  for (const subject of subjects) {
    for (const { id, isInForce } of await restrictionsOf(tx, subject)) {
      const mark = isInForce ? await readRestriction(tx, id) : null
      if (mark) found.push(mark)
    }
  }
  const [first] = found.toSorted((a, b) => +a.since - +b.since)
  return first ? { ground: first.ground, since: first.since, liftOn: first.liftOn } : null
}
