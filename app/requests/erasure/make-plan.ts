import { addDays } from 'date-fns/addDays'
import { countDecisionsOf } from '../../consent/index.ts'
import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { languageOfLocale, versionInForce } from '../../register/index.ts'
import { isOnlyContact } from '../../shopify/data-erasure.ts'
import { readGrantedScopes } from '../../shopify/person-data/scopes.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import { lookupOf } from '../../subjects/index.ts'
import { dayIn } from '../clock/model.ts'
import { isRequestOpen } from '../lifecycle/model.ts'
import { lockRow, type RequestRow, readRow } from '../lifecycle/store.ts'
import { FOUND_BY_ADDRESS } from './model.ts'
import {
  type CustomerBehind,
  findCustomerBehind,
  identifiersToErase,
  type PersonBehind,
  personBehind,
  personToErase,
  subjectsToErase,
} from './person.ts'
import { type PlanFacts, planOf, type SurveyedGroup } from './plan/fates/model.ts'
import type { ErasurePorts } from './ports.ts'
import { changeErasure, type ErasureRow, keptOf, lockErasure } from './store.ts'

/** What a shop must let Kept do, so that it can ask Shopify. */
const ERASURE_SCOPE = 'write_customer_data_erasure'

/** What Shopify says of whom it is about. */
interface AtShopify {
  customer: CustomerBehind | null
  soleTrader: boolean
  mayRequest: boolean
  orderScope: string
  surveyed: SurveyedGroup[]
}

/**
 * Finds out what is held, and writes the plan down as staff will see it. It changes nothing anywhere. Run again, it makes the plan
 * again.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function makePlan(shop: ShopDomain, row: ErasureRow, ports: ErasurePorts): Promise<void> {
  const person = await forShop(shop, (tx) => personOf(tx, row))
  if (!person) return forShop(shop, (tx) => changeErasure(tx, row.id, { run: 'stopped', stopped: 'request_closed' }))
  const client = await ports.clientOf(shop)
  if (!client) return forShop(shop, (tx) => noteNotInstalled(tx, row.id))
  const at = await askShopify(client, person, ports)
  await forShop(shop, (tx) => storePlan(tx, row.id, at, ports))
}

/** Until the shop installs Kept again nothing can be asked. */
export const noteNotInstalled = (tx: ShopTransaction, id: string): Promise<void> =>
  changeErasure(tx, id, { notInstalled: true, lookAt: addDays(clock.now(), 1) })

/** Null where the request may no longer be worked on, or the person is erased. */
async function personOf(tx: ShopTransaction, { requestId }: ErasureRow): Promise<PersonBehind | null> {
  const request = requestId && (await readRow(tx, requestId))
  return request && isWorkedOn(request) && request.subjectId ? personBehind(tx, request.subjectId) : null
}

export const isWorkedOn = ({ state, isIdentified }: Pick<RequestRow, 'state' | 'isIdentified'>): boolean =>
  isIdentified && isRequestOpen(state)

async function askShopify(client: ShopClient, person: PersonBehind, ports: ErasurePorts): Promise<AtShopify> {
  const scopes = await readGrantedScopes(client)
  const customer = await findCustomerBehind(client, person)
  const toErase = personToErase(person, customer)
  const possible = ports.leftovers.filter(({ group }) => customer !== null || FOUND_BY_ADDRESS.has(group))
  const surveyed: SurveyedGroup[] = []
  for (const { group, cannot, scopes: needed, survey } of possible) {
    const found = await survey(client, toErase)
    surveyed.push({ group, cannot, found, scope: needed.find((one) => !scopes.covers(one)) ?? needed[0] ?? '' })
  }
  return {
    customer,
    surveyed,
    soleTrader: customer !== null && (await isOnlyContact(client, customer.id)) === true,
    mayRequest: scopes.covers(ERASURE_SCOPE),
    orderScope: scopes.covers('read_orders') ? 'read_all_orders' : 'read_orders',
  }
}

async function storePlan(tx: ShopTransaction, id: string, at: AtShopify, ports: ErasurePorts): Promise<void> {
  const row = await lockErasure(tx, id)
  const request = row?.requestId ? await lockRow(tx, row.requestId) : null
  if (row?.run !== 'planning' || !request?.subjectId || !isWorkedOn(request)) return
  const person = await personBehind(tx, request.subjectId)
  const { customer } = at
  const plan = planOf(await planFacts(tx, { request, person, at, ports }))
  const identifiers = [...identifiersToErase(person, customer), ...person.identifiers]
  // Families share phones: nobody is known again by one.
  const telling = identifiers.filter(({ kind }) => kind !== 'phone')
  await changeErasure(tx, id, {
    run: 'planned',
    plan,
    plannedAt: clock.now(),
    customerId: customer?.id ?? null,
    lookups: [...new Set(telling.map((one) => lookupOf(tx, one)))],
    notInstalled: false,
    stopped: null,
    lookAt: null,
  })
}

interface Known {
  request: RequestRow
  person: PersonBehind
  at: AtShopify
  ports: ErasurePorts
}

async function planFacts(tx: ShopTransaction, { request, person, at, ports }: Known): Promise<PlanFacts> {
  const { customer } = at
  const { timeZone, audience } = request
  const version = await versionInForce(tx)
  const register = version?.register ?? null
  const language = register?.languages.default ?? 'en'
  const subjects = await subjectsToErase(tx, person, customer)
  return {
    today: dayIn(timeZone, clock.now()),
    audience,
    language: languageOfLocale(request.language ?? language) ?? language,
    registerVersion: version?.number ?? null,
    register: {
      dataCategories: register?.dataCategories ?? [],
      retentionRules: register?.retentionRules ?? [],
      language,
    },
    customer: customer?.isErased
      ? 'redacted'
      : customer && {
          orders: customer.orders,
          lastOrderOn: customer.lastOrderAt && dayIn(timeZone, customer.lastOrderAt),
          orderScope: at.orderScope,
          soleTrader: at.soleTrader,
        },
    mayRequest: at.mayRequest,
    surveyed: at.surveyed,
    kept: { ...(await keptOf(tx, subjects)), decisions: await countDecisionsOf(tx, subjects) },
    recipients: await ports.concernedRecipients(tx, {
      audience,
      subjectId: person.subjectId,
      isCustomer: customer !== null,
    }),
  }
}
