import { afterEach, beforeEach, expect, test } from 'vitest'
import { actOnRequest, openAccessRequest, readRequest, staffAct } from '../../app/requests/index.ts'
import { findOutPlace } from '../../app/requests/place/find-out.ts'
import { clientsWith } from '../../app/shopify/shop-client.ts'
import { identifiersOf } from '../../app/subjects/index.ts'
import { SCOPES } from '../../scripts/local/stack.ts'
import { aShopper, BRIEF, grant, inShop, openShop, SHOP, standIn } from '../consent/marketing/a-subscribing-shop.ts'
import { withFault } from '../stand-in/a-stand-in.ts'
import type { Customer } from '../stand-in/shop/model.ts'

beforeEach(() => openShop())
afterEach(() => fetch(`${standIn.urls.shopApi}/stand-in/faults`, { method: 'DELETE' }))

const living = (countryCodeV2: string, provinceCode: string | null, locale: string): Partial<Customer> => ({
  locale,
  defaultAddressId: 1,
  addresses: [
    {
      ...{ id: 1, firstName: null, lastName: null, company: null, phone: null },
      ...{ address1: '1 Street', address2: null, zip: '1', city: 'Town', provinceCode, countryCodeV2 },
    },
  ],
})

async function passOn(customer: Customer): Promise<string> {
  const opened = await inShop((tx) =>
    openAccessRequest(tx, {
      ...{ person: identifiersOf({ id: customer.id }), externalId: null, orders: [] },
      ...{ receivedAt: new Date(), triggeredAt: null },
    }),
  )
  if (!opened) throw new Error('nothing was opened')
  return opened.requestId
}

const findOut = (requestId: string) => findOutPlace({ shop: SHOP, receivedAt: 0, requestId }, clientsWith(BRIEF))
const read = async (id: string) => {
  const found = await inShop((tx) => readRequest(tx, id))
  if (!found) throw new Error('the request is not there')
  return found
}

test.each([
  ['GB', null, 'en', 'uk'],
  ['US', 'CA', 'en-US', 'california'],
  ['US', 'NY', 'en', 'gdpr'],
  ['BR', 'SP', 'pt-BR', 'lgpd'],
  ['FR', null, 'fr', 'gdpr'],
] as const)(
  'a customer in %s %s gets the time of their law, whoever passed their request on',
  async (country, region, locale, regime) => {
    const id = await passOn(aShopper(living(country, region, locale)))
    await findOut(id)
    await findOut(id)
    const { row, life, events } = await read(id)
    expect(row).toMatchObject({ country, region, language: locale.slice(0, 2), regime })
    expect(life.regime).toBe(regime)
    expect(events.filter(({ move }) => move === 'choose_regime')).toHaveLength(regime === 'gdpr' ? 0 : 1)
  },
)

test('the law that staff have chosen stays, wherever the customer lives', async () => {
  const id = await passOn(aShopper(living('GB', null, 'en')))
  const chosen = staffAct.parse({
    seen: 1,
    note: 'Lives in Quebec',
    move: 'choose_regime',
    facts: { regime: 'quebec' },
  })
  await inShop((tx) => actOnRequest(tx, id, chosen, '7'))
  await findOut(id)
  expect((await read(id)).life.regime).toBe('quebec')
})

test('where Shopify fails it is asked again, and what it does not tell leaves the shop’s own law', async () => {
  const id = await passOn(aShopper(living('GB', null, 'en')))
  await withFault(standIn, { operation: 'KeptCustomerPlace', kind: 'throttled', times: 1 })
  await expect(findOut(id)).rejects.toThrow()
  await grant(SCOPES.filter((scope) => !scope.includes('customers')))
  await findOut(id)
  expect((await read(id)).life.regime).toBe('gdpr')
  await grant(SCOPES)
  await findOut(id)
  expect((await read(id)).life.regime).toBe('uk')
})
