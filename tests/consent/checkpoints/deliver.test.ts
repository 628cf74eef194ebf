import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type DeliveryChannels, noteDeliveryGivenUp, workDelivery } from '../../../app/consent/checkpoints/deliver.ts'
import { CHANGES_A_DAY } from '../../../app/consent/checkpoints/model.ts'
import { checkpointState, nameRecipient } from '../../../app/consent/index.ts'
import { knownCheckpoint } from '../../../app/consent/verification/index.ts'
import { clock } from '../../../app/platform/clock.ts'
import { forShop } from '../../../app/platform/db.ts'
import { mailerOf } from '../../../app/platform/mail.ts'
import { startQueue, stopQueue } from '../../../app/platform/queue.ts'
import type { ShopDomain } from '../../../app/platform/shop-domain.ts'
import { backgroundClient } from '../../../app/shopify/shop-client.ts'
import { aMailServer } from '../../setup/a-mail-server.ts'
import { withFault } from '../../stand-in/a-stand-in.ts'
import { openShop, SHOP, standIn } from '../marketing/a-subscribing-shop.ts'
import { checkpoint, newShop, seal, takeDeliveries } from './a-witnessed-shop.ts'

const mailServer = await aMailServer()
const { mails } = mailServer
const channels: DeliveryChannels = { clientOf: backgroundClient, sendMail: mailServer.send }

beforeAll(async () => {
  await startQueue()
})
beforeEach(() => {
  mails.length = 0
})
afterEach(() => clock.shift(0))
afterAll(async () => {
  await mailServer.close()
  await stopQueue(0)
})

const stateOf = (shop: ShopDomain) => forShop(shop, checkpointState)
const name = (shop: ShopDomain, address: string, language: 'en' | 'fr' = 'en') =>
  forShop(shop, (tx) => nameRecipient(tx, { address, language }, '7'))
const deliverAll = async (shop: ShopDomain, to: DeliveryChannels = channels) => {
  for (const job of await takeDeliveries(shop)) await workDelivery(job, to)
}
/** A shop with a checkpoint, which is already where it belongs; the mails still have to go. */
async function aWitnessedShop(address = 'notary@example.com', language: 'en' | 'fr' = 'en') {
  const shop = newShop()
  await name(shop, address, language)
  await seal(shop, 3)
  await checkpoint(shop)
  const jobs = (await takeDeliveries(shop)).filter(({ channel }) => channel === 'mail')
  return { shop, job: jobs[0] ?? Promise.reject(new Error('No mail is on its way')) }
}

describe('into a metafield of the shop', () => {
  beforeEach(() => openShop())
  const mend = () => fetch(`${standIn.urls.shopApi}/stand-in/faults`, { method: 'DELETE' })
  afterEach(mend)
  const metafield = () =>
    standIn.state.shop.metafields.find(({ namespace, key }) => namespace === 'kept' && key === 'checkpoint')?.value
  const stored = () => JSON.parse(metafield() ?? '{}')

  test('the newest checkpoint and the keys, byte for byte', async () => {
    await seal(SHOP, 3)
    await checkpoint(SHOP)
    await deliverAll(SHOP)
    const { last, deliveries, verifierKey } = await stateOf(SHOP)
    expect(stored()).toEqual({ checkpoint: last?.note, keys: [verifierKey] })
    expect(deliveries).toMatchObject([{ channel: 'shop', state: 'sent', reason: null }])
  })

  test('an older one that was late does not take the place of a newer', async () => {
    await seal(SHOP, 3)
    await checkpoint(SHOP)
    const late = await takeDeliveries(SHOP)
    await seal(SHOP, 1)
    await checkpoint(SHOP)
    await deliverAll(SHOP)
    for (const job of late) await workDelivery(job, channels)
    expect(stored().checkpoint).toBe((await stateOf(SHOP)).last?.note)
    const states = await forShop(SHOP, (tx) => tx.consentCheckpointDelivery.findMany({ orderBy: { treeSize: 'asc' } }))
    expect(states.map(({ state }) => state)).toEqual(['superseded', 'sent'])
  })

  test('while Shopify fails it waits and says why; then it is done, once', async () => {
    await seal(SHOP, 3)
    await checkpoint(SHOP)
    const [job] = await takeDeliveries(SHOP)
    if (!job) throw new Error('Nothing is on its way')
    await withFault(standIn, { operation: 'metafieldsSet', kind: '500', times: 200 })
    await expect(workDelivery(job, channels)).rejects.toThrow()
    expect((await stateOf(SHOP)).deliveries).toMatchObject([{ state: 'waiting', reason: 'shopify' }])
    await mend()
    await workDelivery(job, channels)
    expect((await stateOf(SHOP)).deliveries).toMatchObject([{ state: 'sent', reason: null }])
  })

  test('a shop that removed Kept, and one that Shopify fails for a day, are shown as they are', async () => {
    const gone = newShop()
    await seal(gone, 1)
    await checkpoint(gone)
    await deliverAll(gone)
    expect((await stateOf(gone)).deliveries).toMatchObject([{ state: 'failed', reason: 'not_installed' }])
    await seal(SHOP, 1)
    await checkpoint(SHOP)
    for (const job of await takeDeliveries(SHOP)) await noteDeliveryGivenUp(job)
    expect((await stateOf(SHOP)).deliveries).toMatchObject([{ state: 'failed', reason: 'shopify' }])
  })
})

describe('by mail, to whom staff named', () => {
  test('with the checkpoint attached, so that the saved file verifies', async () => {
    const { shop, job } = await aWitnessedShop()
    await workDelivery(await job, channels)
    expect(mails).toHaveLength(1)
    const [mail] = mails
    expect([mail?.to].flat()[0]?.text).toBe('notary@example.com')
    expect(mail?.subject).toContain(`${shop}: checkpoint of the consent ledger`)
    const { last, verifierKey, addresses } = await stateOf(shop)
    const attached = mail?.attachments[0]?.content.toString() ?? ''
    expect(attached).toBe(last?.note)
    expect(knownCheckpoint(attached)).toMatchObject({ size: 3 })
    for (const said of [verifierKey ?? '', addresses.checkpoint, last?.note.trimEnd() ?? '']) {
      expect(mail?.text).toContain(said)
    }
  })

  test('in the language of the staff member who named them', async () => {
    const { job } = await aWitnessedShop('huissier@example.com', 'fr')
    await workDelivery(await job, channels)
    expect(mails[0]?.subject).toContain('point de contrôle du journal des consentements')
    expect(mails[0]?.text).toContain('ses 3 premiers enregistrements')
  })

  test('once a day; a worker that is killed before it notes it sends it again under the same Message-ID', async () => {
    const { shop, job } = await aWitnessedShop()
    await workDelivery(await job, channels)
    await workDelivery(await job, channels)
    expect(mails).toHaveLength(1)
    // As the tables are when the process was killed between sending and noting.
    await forShop(shop, (tx) =>
      tx.consentCheckpointDelivery.updateMany({ where: { channel: 'mail' }, data: { state: 'waiting' } }),
    )
    await workDelivery(await job, channels)
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1)
  })

  test('a new recipient gets the last one at once, the former one nothing more', async () => {
    const { shop } = await aWitnessedShop('former@example.com')
    const before = await stateOf(shop)
    expect(before.recipient).toMatchObject({ address: 'former@example.com', changedBy: '7' })
    await name(shop, ' new@example.com ')
    await deliverAll(shop)
    await seal(shop, 1)
    await checkpoint(shop)
    await deliverAll(shop)
    expect(mails.map(({ to }) => [to].flat()[0]?.text)).toEqual(['new@example.com', 'new@example.com'])
    await name(shop, '')
    await seal(shop, 1)
    await checkpoint(shop)
    await deliverAll(shop)
    expect(mails).toHaveLength(2)
    expect((await stateOf(shop)).recipient).toBeNull()
  })

  test('a mail that is on its way to a former recipient is not sent', async () => {
    const { shop, job } = await aWitnessedShop()
    await name(shop, '')
    await workDelivery(await job, channels)
    expect(mails).toEqual([])
  })

  test.each<[string, string, (channels: DeliveryChannels) => DeliveryChannels, object]>([
    [
      'an address that the server refuses is not tried again',
      'nobody@example.com',
      (whole) => whole,
      { state: 'failed', reason: 'mail_refused' },
    ],
    [
      'where no mail is configured, staff are told',
      'notary@example.com',
      (whole) => ({ ...whole, sendMail: null }),
      { state: 'failed', reason: 'mail_not_configured' },
    ],
  ])('%s', async (_what, address, change, expected) => {
    const { shop, job } = await aWitnessedShop(address)
    await workDelivery(await job, change(channels))
    expect((await stateOf(shop)).deliveries.find(({ channel }) => channel === 'mail')).toMatchObject(expected)
  })

  test('a server that is not there is tried again', async () => {
    const { shop, job } = await aWitnessedShop()
    const nowhere = { ...channels, sendMail: mailerOf('smtp://127.0.0.1:1', 'kept@example.com') }
    await expect(workDelivery(await job, nowhere)).rejects.toThrow()
    const mailed = async () => (await stateOf(shop)).deliveries.find(({ channel }) => channel === 'mail')
    expect(await mailed()).toMatchObject({ state: 'waiting', reason: 'mail_unreachable' })
    await workDelivery(await job, channels)
    expect(await mailed()).toMatchObject({ state: 'sent', reason: null })
  })
})

describe('the recipient', () => {
  test.each(['notary', 'a@b', 'a b@example.com', 'a@example.com, b@example.com', 'a@example.com\nBcc: b@example.com'])(
    '%j is no address',
    async (address) => {
      const shop = newShop()
      expect(await name(shop, address)).toEqual({ ok: false, why: 'no_address' })
      expect((await stateOf(shop)).recipient).toBeNull()
    },
  )

  test('every change is kept with who made it; saving the same again is none', async () => {
    const shop = newShop()
    for (const address of ['a@example.com', 'a@example.com', '', 'b@example.com']) await name(shop, address)
    const changes = await forShop(shop, (tx) =>
      tx.consentCheckpointRecipient.findMany({
        orderBy: { number: 'asc' },
        select: { address: true, changedBy: true },
      }),
    )
    expect(changes).toEqual(['a@example.com', null, 'b@example.com'].map((address) => ({ address, changedBy: '7' })))
  })

  test('nobody can use Kept to write to many: ten changes a day', async () => {
    const shop = newShop()
    for (let n = 0; n < CHANGES_A_DAY; n += 1) expect(await name(shop, `a${n}@example.com`)).toEqual({ ok: true })
    expect(await name(shop, 'one-more@example.com')).toEqual({ ok: false, why: 'too_often' })
    clock.shift(25 * 3600_000)
    expect(await name(shop, 'one-more@example.com')).toEqual({ ok: true })
  })

  test('two of the staff at once: both are kept, one after the other', async () => {
    const shop = newShop()
    await Promise.all([name(shop, 'a@example.com'), name(shop, 'b@example.com')])
    expect(await forShop(shop, (tx) => tx.consentCheckpointRecipient.count())).toBe(2)
  })
})
