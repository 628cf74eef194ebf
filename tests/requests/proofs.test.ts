import { afterEach, describe, expect, test, vi } from 'vitest'
import { clock } from '../../app/platform/clock.ts'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { sqlForShop } from '../../app/platform/sql.ts'
import { decideOnProof, handInProof, listProofs, readProof, sweepIdentity } from '../../app/requests/identity/index.ts'
import { actOnRequest, readRequest, staffAct } from '../../app/requests/index.ts'
import { withDoors } from '../setup/with-doors.ts'
import { aBrowser, aShopOffering, workRequestJobs } from './a-person.ts'
import { withMailServer } from './a-person-mail.ts'
import { aJpeg, aPdf, aPng } from './a-proof.ts'

const doors = withDoors()
withMailServer()
afterEach(() => vi.restoreAllMocks())

const ANNE = '7'

/** Somebody who has shown that the mailbox is theirs, in a shop that asks for a document. */
async function somebody(methods: Parameters<typeof aShopOffering>[0] = ['proof_of_identity', 'call_back']) {
  const shop = await aShopOffering(methods)
  const browser = aBrowser(doors, { shop })
  await browser.press(await browser.get(), 'file', { kind: 'access', email: 'anne@example.com' })
  const [mail] = await workRequestJobs(shop)
  if (!mail) throw new Error('No link was sent')
  return { shop, browser, page: await browser.follow(mail), id: mail.requestId }
}

const rowsOf = async (shop: ShopDomain) =>
  (await sqlForShop(shop, (client) => client.query('SELECT id, media_type, content FROM identity_proofs ORDER BY id')))
    .rows

const eventsOf = async (shop: ShopDomain, id: string) =>
  (await forShop(shop, (tx) => readRequest(tx, id)))?.events ?? []

const decide = async (shop: ShopDomain, id: string, isAccepted: boolean, note = 'seen') => {
  const seen = (await eventsOf(shop, id)).length
  return forShop(shop, (tx) => decideOnProof(tx, id, { isAccepted, note, staffId: ANNE, seen }))
}

describe('a person hands in a proof of who they are', () => {
  test('it waits, sealed, for staff, who accept it; then it is gone', async () => {
    const { shop, browser, page, id } = await somebody()
    expect(page.text).toContain('has to be sure that it is you')
    const handed = await browser.upload(page, aPdf(), 'card.exe')
    expect(handed.text).toContain('The shop has your proof.')
    expect(handed.text).toContain('One file waits')
    const [row] = await rowsOf(shop)
    expect(row.media_type).toBe('application/pdf')
    expect(row.content.includes('%PDF')).toBe(false)
    expect((await eventsOf(shop, id)).at(-1)).toMatchObject({ move: 'hand_in_proof', actor: 'person' })
    const [listed] = await forShop(shop, (tx) => listProofs(tx, id))
    const read = await forShop(shop, (tx) => readProof(tx, { id: listed?.id ?? '', requestId: id }))
    expect([read?.type, read?.file.equals(aPdf())]).toEqual(['application/pdf', true])
    expect(await decide(shop, id, true)).toMatchObject({ ok: true, life: { isIdentified: true, state: 'in_progress' } })
    expect((await eventsOf(shop, id)).at(-1)).toMatchObject({
      move: 'confirm_identity',
      actor: 'staff',
      facts: { method: 'proof_of_identity' },
    })
    expect(await rowsOf(shop)).toEqual([])
    expect(await decide(shop, id, true)).toMatchObject({ ok: false })
  })

  test('staff reject it and say why; the person may hand in another one', async () => {
    const { shop, browser, page, id } = await somebody()
    await browser.upload(page, aJpeg())
    expect(await decide(shop, id, false, ' ')).toEqual({ ok: false, reason: 'reason_missing' })
    expect(await rowsOf(shop)).toHaveLength(1)
    expect(await decide(shop, id, false, 'It cannot be read')).toMatchObject({
      ok: true,
      life: { isIdentified: false },
    })
    expect(await rowsOf(shop)).toEqual([])
    expect((await browser.upload(page, aPng())).text).toContain('The shop has your proof.')
  })

  test.each<[string, Uint8Array, string]>([
    ['11 MB', aJpeg(11 * 1024 * 1024), 'more than 10 MB'],
    ['nothing', new Uint8Array(), 'Please choose a file'],
    ['a PDF that is a script', Buffer.from('<script>alert(1)</script>'), 'not a PDF, a JPEG or a PNG'],
    ['a PDF with a script', aPdf('<< /S /JavaScript /JS (x) >>'), 'contains a program'],
  ])('%s is not kept, and they are told why', async (_what, file, said) => {
    const { shop, browser, page } = await somebody()
    expect((await browser.upload(page, file)).text).toContain(said)
    expect(await rowsOf(shop)).toEqual([])
  })

  test('what is far too large is not read', async () => {
    const { shop, browser, page } = await somebody()
    const sent = await browser.upload(page, aJpeg(15 * 1024 * 1024)).catch((error: Error) => error)
    // The connection may be closed while the browser still sends.
    expect(sent instanceof Error || sent.status === 413).toBe(true)
    expect(await rowsOf(shop)).toEqual([])
  })

  test('three files wait at most, and none once nobody waits for one', async () => {
    const { shop, browser, page, id } = await somebody()
    for (let n = 0; n < 4; n += 1) await browser.upload(page, aPng())
    expect(await rowsOf(shop)).toHaveLength(3)
    const refuse = staffAct.parse({
      seen: (await eventsOf(shop, id)).length,
      note: 'no',
      move: 'refuse',
      facts: { ground: 'excessive' },
    })
    expect(await forShop(shop, (tx) => actOnRequest(tx, id, refuse, ANNE))).toMatchObject({ ok: true })
    expect(await rowsOf(shop)).toEqual([])
    expect((await browser.upload(page, aPng())).text).toContain('No proof is needed just now')
  })

  test('where the shop’s register does not offer it, no page asks for it and no door takes it', async () => {
    const { shop, browser, page, id } = await somebody(['account_login'])
    expect(page.acts()).not.toContain('prove')
    const form = new FormData()
    for (const [name, value] of Object.entries({ ...page.form('open').fields, act: 'prove' })) form.set(name, value)
    form.set('file', new Blob([new Uint8Array(aPng())]), 'x.png')
    await browser.send(form)
    expect(await rowsOf(shop)).toEqual([])
    expect(await eventsOf(shop, id)).toHaveLength(2)
  })

  test('nobody else hands one in for them, or sees one', async () => {
    const { shop, browser, page, id } = await somebody()
    await browser.upload(page, aPdf())
    const fields = page.form('prove').fields
    const strangers = [
      {
        customerId: '8',
        fields: {
          ...fields,
          pass: (await aBrowser(doors, { shop, customerId: '8' }).get()).form('file').fields.pass ?? '',
        },
      },
      { fields: { ...fields, pass: '' } },
      { fields: { ...fields, pass: 'A'.repeat(64) } },
    ]
    for (const { customerId, fields: sent } of strangers) {
      const form = new FormData()
      for (const [name, value] of Object.entries(sent)) form.set(name, value)
      form.set('file', new Blob([new Uint8Array(aPng())]), 'x.png')
      await aBrowser(doors, { shop, ...(customerId && { customerId }) }).send(form)
    }
    expect(await rowsOf(shop)).toHaveLength(1)
    const [listed] = await forShop(shop, (tx) => listProofs(tx, id))
    const another = await somebody()
    const proof = listed?.id ?? ''
    expect(await forShop(another.shop, (tx) => readProof(tx, { id: proof, requestId: id }))).toBeNull()
    expect(await forShop(shop, (tx) => readProof(tx, { id: proof, requestId: another.id }))).toBeNull()
  })

  test('it is deleted after 30 days at the latest', async () => {
    const { shop, browser, page, id } = await somebody()
    await browser.upload(page, aPdf())
    const passed = (days: number) =>
      vi.spyOn(clock, 'now').mockImplementation(() => new Date(Date.now() + days * 86_400_000))
    passed(29)
    await sweepIdentity()
    expect(await rowsOf(shop)).toHaveLength(1)
    passed(30.01)
    expect(await forShop(shop, (tx) => listProofs(tx, id))).toEqual([])
    await sweepIdentity()
    expect(await rowsOf(shop)).toEqual([])
    expect((await sqlForShop(shop, (client) => client.query('SELECT * FROM request_rates'))).rows).toEqual([])
  })

  test('killed between the proof and its note, neither is there', async () => {
    const { shop, id } = await somebody()
    const before = (await eventsOf(shop, id)).length
    const killed = forShop(shop, async (tx) => {
      expect(await handInProof(tx, id, { file: aPdf(), type: 'application/pdf' })).toBeNull()
      throw new Error('killed')
    })
    await expect(killed).rejects.toThrow('killed')
    expect([(await rowsOf(shop)).length, (await eventsOf(shop, id)).length]).toEqual([0, before])
    await forShop(shop, (tx) => handInProof(tx, id, { file: aPdf(), type: 'application/pdf' }))
    const decided = forShop(shop, async (tx) => {
      await decideOnProof(tx, id, { isAccepted: true, note: '', staffId: ANNE, seen: before + 1 })
      throw new Error('killed')
    })
    await expect(decided).rejects.toThrow('killed')
    expect([(await rowsOf(shop)).length, (await eventsOf(shop, id)).length]).toEqual([1, before + 1])
  })
})

test('a form with a thousand parts is refused before it is read', async () => {
  const { browser } = await somebody()
  const form = new FormData()
  for (let n = 0; n < 1_000; n += 1) form.append(`f${n}`, 'x')
  expect((await browser.send(form)).status).toBe(400)
  expect((await browser.send('{}')).status).toBe(415)
  expect((await browser.send(new URLSearchParams({ act: 'file', text: 'x'.repeat(70_000) }))).status).toBe(413)
})
