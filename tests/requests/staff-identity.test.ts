import { describe, expect, test } from 'vitest'
import { config } from '../../app/platform/config.ts'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import type { IdentityMethod } from '../../app/requests/identity/index.ts'
import { actOnIdentity, fileRequest, identityAct, readIdentity, readRequest } from '../../app/requests/index.ts'
import { withDoors } from '../setup/with-doors.ts'
import { aFiling } from './a-filing.ts'
import { aShopOffering, workRequestJobs } from './a-person.ts'
import { withMailServer } from './a-person-mail.ts'

withDoors()
withMailServer()

const ANNE = '7'

async function aRequest(methods: IdentityMethod[], given: object = {}) {
  const shop = await aShopOffering(methods)
  const filing = aFiling({ email: 'berta@example.com', ...given })
  const filed = await forShop(shop, (tx) => fileRequest(tx, filing, { staffId: ANNE, timeZone: 'Europe/Paris' }))
  if (!filed.ok) throw new Error(filed.reason)
  return { shop, id: filed.opened.requestId }
}

const act = ({ shop, id }: { shop: ShopDomain; id: string }, given: object, numberAtShopify: string | null = null) =>
  forShop(shop, (tx) => actOnIdentity(tx, id, identityAct.parse(given), { staffId: ANNE, numberAtShopify }))

const lastEvent = async ({ shop, id }: { shop: ShopDomain; id: string }) =>
  (await forShop(shop, (tx) => readRequest(tx, id)))?.events.at(-1)

describe('staff make sure who asks', () => {
  test('by a call on the number on file, which is noted with what was said', async () => {
    const asked = await aRequest(['call_back'])
    const call = { act: 'call_back', number: '+33 1 42 68 53 00', note: 'She named her last order', seen: 1 }
    expect(await act(asked, call)).toEqual({ ok: true })
    expect(await lastEvent(asked)).toMatchObject({
      move: 'confirm_identity',
      actor: 'staff',
      actorId: ANNE,
      facts: { method: 'call_back' },
      note: '+33 1 42 68 53 00\nShe named her last order',
    })
  })

  test.each([
    ['as it was written', '+33 6 12 34 56 78', null, 'number_of_the_request'],
    ['as one dials it in the country', '06 12 34 56 78', null, 'number_of_the_request'],
    ['that Shopify knows too', '06 12 34 56 78', '+33612345678', null],
    ['another one', '+33 1 42 68 53 00', '+33612345678', null],
  ])('but not by one that came with the request: %s', async (_how, number, numberAtShopify, reason) => {
    const asked = await aRequest(['call_back'], { phone: '+33 6 12 34 56 78' })
    const result = await act(asked, { act: 'call_back', number, note: '', seen: 1 }, numberAtShopify)
    expect(result).toEqual(reason === null ? { ok: true } : { ok: false, reason })
  })

  test('only in ways that the register offers, and by their word always, with a reason', async () => {
    const asked = await aRequest(['account_login'])
    const call = { act: 'call_back', number: '+33 1 42 68 53 00', note: '', seen: 1 }
    expect(await act(asked, call)).toEqual({ ok: false, reason: 'not_offered' })
    expect(await act(asked, { act: 'attest', note: ' ', seen: 1 })).toEqual({ ok: false, reason: 'reason_missing' })
    expect(await act(asked, { act: 'attest', note: 'Our neighbour', seen: 9 })).toEqual({
      ok: false,
      reason: 'changed_since',
    })
    expect(await act(asked, { act: 'attest', note: 'Our neighbour', seen: 1 })).toEqual({ ok: true })
    expect(await lastEvent(asked)).toMatchObject({ facts: { method: 'attested' }, note: 'Our neighbour' })
  })

  test('by a link, whose way they follow and whose text they never see', async () => {
    const asked = await aRequest(['email_link'])
    expect(await act(asked, { act: 'send_link' })).toEqual({ ok: true })
    const read = () => forShop(asked.shop, (tx) => readIdentity(tx, asked.id))
    expect((await read()).link).toMatchObject({ askedBy: ANNE, state: 'waiting' })
    const [mail] = await workRequestJobs(asked.shop)
    const after = await read()
    expect(after).toMatchObject({ canSendLinks: true, link: { state: 'open' } })
    expect(JSON.stringify(after)).not.toContain(mail?.token ?? 'missing')
    for (let n = 0; n < 4; n += 1) await act(asked, { act: 'send_link' })
    expect(await act(asked, { act: 'send_link' })).toEqual({ ok: false, reason: 'too_many_links' })
  })

  test('and are told when no mail server is there', async () => {
    const asked = await aRequest(['email_link'])
    const before = config.SMTP_URL
    config.SMTP_URL = undefined
    try {
      expect(await act(asked, { act: 'send_link' })).toEqual({ ok: false, reason: 'no_mail_server' })
      expect(await forShop(asked.shop, (tx) => readIdentity(tx, asked.id))).toMatchObject({ canSendLinks: false })
    } finally {
      config.SMTP_URL = before
    }
  })
})
