import { Session } from '@shopify/shopify-api'
import { expect, test } from 'vitest'
import { sessionStorage } from '../../app/shopify/session-storage.ts'
import { asStaff } from '../../app/shopify/staff.ts'
import { aShop, SECRET } from '../setup/shopify-calls.ts'
import { sessionToken } from '../stand-in/signed.ts'

/** A shop that installed Kept, and a call of its staff with a token that is signed with this secret. */
async function callOf(secret: string) {
  const shop = aShop()
  const session = new Session({
    id: `offline_${shop}`,
    shop,
    state: '',
    isOnline: false,
    accessToken: 'shpat_x',
    scope: '',
  })
  await sessionStorage.storeSession(session)
  const token = sessionToken({ apiKey: 'test-key', secret, shop })
  const headers = { authorization: `Bearer ${token}`, 'user-agent': 'Shopify Mobile/1' }
  return { shop, request: new Request('https://kept.example.com/app', { headers }) }
}

test.each([SECRET, 'retired-secret', 'older-secret'])(
  'staff get in with a token that Shopify signed with %s',
  async (secret) => {
    const { shop, request } = await callOf(secret)
    expect(await asStaff(request)).toMatchObject({ shop, id: '42' })
  },
)

test.each(['wrong', ''])('nobody gets in with a token that is signed with another secret (%s)', async (secret) => {
  const { request } = await callOf(secret)
  await expect(asStaff(request)).rejects.toMatchObject({ status: 401 })
})
