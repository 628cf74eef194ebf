import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { nameDriftRecipient } from '../../app/drift/index.ts'
import { noteMailGivenUp, tellOfDrift, workDriftMail } from '../../app/drift/tell.ts'
import { clock } from '../../app/platform/clock.ts'
import type { StaffLanguage } from '../../app/platform/i18n.ts'
import { mailerOf } from '../../app/platform/mail.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.ts'
import { reportTrackers } from '../../app/register/index.ts'
import { aMailServer } from '../setup/a-mail-server.ts'
import {
  ADDED,
  aPublishedShop,
  drift,
  inShop,
  look,
  mend,
  noted,
  overview,
  SHOP,
  takeMails,
} from './a-drifting-shop.ts'

const server = await aMailServer()
const { mails, send } = server

beforeAll(startQueue)
beforeEach(async () => {
  mails.length = 0
  await aPublishedShop()
})
afterEach(() => clock.shift(0))
afterAll(async () => {
  await server.close()
  await stopQueue(0)
})

const name = (address: string, language: StaffLanguage = 'en') =>
  inShop((tx) => nameDriftRecipient(tx, { told: 'address', address }, { staffId: '42', language }))
const deliver = async (mailer = send) => {
  for (const job of await takeMails()) await workDriftMail(job, mailer)
}
const mailState = async () => (await noted()).map(({ mailState, mailReason }) => [mailState, mailReason])

describe('staff are told by mail', () => {
  test('at the owner’s address, in the shop’s own language, with the way into the admin', async () => {
    drift()
    await look()
    await deliver()
    expect(mails).toHaveLength(1)
    const [mail] = mails
    expect([mail?.to].flat()[0]?.text).toBe('thea@maison-thea.example')
    expect(mail?.subject).toBe(`${SHOP} : votre boutique ne montre plus ce que vous avez publié`)
    expect(mail?.text).toContain(
      'La politique de confidentialité ou la page des cookies n’est plus telle que Kept l’a écrite',
    )
    expect(mail?.text).toContain(`https://${SHOP}/admin/apps/test-key`)
    expect((await overview()).drifts[0]?.noted).toMatchObject({ mailState: 'sent', mailedAt: expect.any(Date) })
  })

  test('at the address that staff named, in the language of whoever named it, in one mail about all', async () => {
    await name('privacy@maison-thea.example')
    drift()
    await inShop((tx) => reportTrackers(tx, { names: ['_secret_name'] }))
    await look()
    await deliver()
    expect(mails).toHaveLength(1)
    expect([mails[0]?.to].flat()[0]?.text).toBe('privacy@maison-thea.example')
    expect(mails[0]?.subject).toBe(`${SHOP}: your shop differs from what you published in 2 points`)
    // Neither what the page says now, nor a name that a stranger may have made up.
    for (const said of [ADDED, 'We may sell', '_secret_name']) expect(mails[0]?.text).not.toContain(said)
  })

  test('once; not again while it lasts, and anew when it comes back', async () => {
    drift()
    for (const day of [0, 1, 2]) {
      clock.shift(day * 24 * 3_600_000)
      await look()
      await deliver()
    }
    expect(mails).toHaveLength(1)
    mend()
    await look()
    await deliver()
    expect(mails).toHaveLength(1)
    drift()
    await look()
    await deliver()
    expect(mails).toHaveLength(2)
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(2)
  })

  test('once, where the job is worked again; under the same Message-ID, where the worker was killed before it noted it', async () => {
    drift()
    await look()
    const jobs = await takeMails()
    for (const job of [...jobs, ...jobs]) await workDriftMail(job, send)
    expect(mails).toHaveLength(1)
    // As the tables are when the process was killed between sending and noting.
    await inShop((tx) => tx.drift.updateMany({ data: { mailState: 'waiting', mailedAt: null } }))
    for (const job of jobs) await workDriftMail(job, send)
    expect(mails).toHaveLength(2)
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1)
  })

  test('not about what was mended before the mail left', async () => {
    drift()
    await look()
    mend()
    await look()
    await deliver()
    expect(mails).toEqual([])
  })

  test('not by an installation without a mail server; the first look with one tells it', async () => {
    drift()
    await look()
    await takeMails()
    await inShop((tx) => tx.drift.updateMany({ data: { mailState: 'due' } }))
    await inShop((tx) => tellOfDrift(tx, false))
    expect(await takeMails()).toEqual([])
    expect((await overview()).mail.isConfigured).toBe(false)
    await look()
    await deliver()
    expect(mails).toHaveLength(1)
  })

  test('not where staff want nobody told; whoever is named while it lasts is told then', async () => {
    const wish = { told: 'nobody' } as const
    await inShop((tx) => nameDriftRecipient(tx, wish, { staffId: '42', language: 'en' }))
    drift()
    await look()
    expect(await takeMails()).toEqual([])
    await name('privacy@maison-thea.example')
    await look()
    const [job] = await takeMails()
    if (!job) throw new Error('No mail waits')
    await inShop((tx) => nameDriftRecipient(tx, wish, { staffId: '42', language: 'en' }))
    await workDriftMail(job, send)
    expect(mails).toEqual([])
    expect(await mailState()).toEqual([['due', null]])
  })

  test('an address that the server refuses is not tried again, and staff see it', async () => {
    await name('nobody@example.com')
    drift()
    await look()
    await deliver()
    expect(await mailState()).toEqual([['failed', 'mail_refused']])
    await look()
    expect(await takeMails()).toEqual([])
  })

  test('a server that is not there is tried again; after a day staff see it', async () => {
    drift()
    await look()
    const [job] = await takeMails()
    if (!job) throw new Error('No mail waits')
    await expect(workDriftMail(job, mailerOf('smtp://127.0.0.1:1', 'kept@example.com'))).rejects.toThrow()
    expect(await mailState()).toEqual([['waiting', null]])
    await noteMailGivenUp(job)
    expect(await mailState()).toEqual([['failed', 'mail_unreachable']])
  })
})

describe('who is told', () => {
  test.each([
    'privacy',
    'a@b',
    'a b@example.com',
    'a@example.com, b@example.com',
    'a@example.com\nBcc: b@example.com',
    '',
  ])('%j is no address', async (address) => {
    expect(await name(address)).toEqual({ ok: false, why: 'no_address' })
    expect((await overview()).mail).toMatchObject({ told: 'owner', named: null, changed: null })
  })

  test('is kept with who said so', async () => {
    await name(' josé@exämple.fr ')
    expect((await overview()).mail).toMatchObject({
      told: 'address',
      address: 'josé@exämple.fr',
      changed: { by: '42', at: expect.any(Date) },
    })
  })
})
