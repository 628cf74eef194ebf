import { describe, expect, it } from 'vitest'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import {
  asSuggestion,
  confirmParts,
  type EntryRef,
  lastEditOf,
  partHash,
  partOf,
  readDraft,
  removeEntry,
  saveEntry,
  startRegister,
  suggestedParts,
  undoEdits,
} from '../../app/register/index.ts'
import { aShop } from '../setup/shopify-calls.ts'
import { theTemplate } from './a-register.ts'
import { freezeJudged } from './freeze.ts'

const SHOPIFY: EntryRef = { kind: 'recipient', id: 'shopify' }
const CONTROLLER: EntryRef = { kind: 'controller', id: null }

async function aSuggestion() {
  const shop = aShop() as ShopDomain
  await forShop(shop, (tx) => startRegister(tx, asSuggestion(theTemplate()), '1'))
  return shop
}

const draftOf = async (shop: ShopDomain) => {
  const draft = await forShop(shop, readDraft)
  if (!draft) throw new Error('There is no draft')
  return draft
}
const left = async (shop: ShopDomain) => suggestedParts((await draftOf(shop)).register)
const confirm = (shop: ShopDomain, parts: EntryRef[], staff = '7') =>
  forShop(shop, (tx) => confirmParts(tx, parts, staff))

describe('what a template supposed is published only when staff confirmed it', () => {
  it('to the last part: one that is left keeps everything back', async () => {
    const shop = await aSuggestion()
    const [first, ...others] = await left(shop)
    if (!first) throw new Error('Nothing is suggested')
    await confirm(shop, others)
    const freeze = async () => {
      const { revision } = await draftOf(shop)
      return forShop(shop, (tx) => freezeJudged(tx, { revision, author: '7' }))
    }
    expect(await freeze()).toMatchObject({ ok: false, errors: [{ code: 'unconfirmed', entry: first }] })
    await confirm(shop, [first])
    expect(await freeze()).toMatchObject({ ok: true })
  })

  it('and the register knows who confirmed each part', async () => {
    const shop = await aSuggestion()
    await confirm(shop, [SHOPIFY], '42')
    expect(await forShop(shop, (tx) => lastEditOf(tx, SHOPIFY))).toMatchObject({ by: '42' })
    expect(await forShop(shop, (tx) => lastEditOf(tx, CONTROLLER))).toBeNull()
  })

  it('two of the staff at once lose no confirmation, and the same one twice is one', async () => {
    const shop = await aSuggestion()
    const before = await left(shop)
    const halves = [before.filter((_, index) => index % 2 === 0), before.filter((_, index) => index % 2 === 1)]
    await Promise.all(halves.map((parts) => confirm(shop, parts)))
    expect(await left(shop)).toEqual([])
    const { revision } = await draftOf(shop)
    expect(await confirm(shop, before)).toEqual({ left: 0 })
    expect((await draftOf(shop)).revision).toBe(revision)
  })

  it('what is not suggested, or not there, changes nothing', async () => {
    const shop = await aSuggestion()
    const { revision } = await draftOf(shop)
    const nothing: EntryRef[] = [
      { kind: 'recipient', id: 'nobody' },
      { kind: 'languages', id: null },
    ]
    await confirm(shop, nothing)
    expect((await draftOf(shop)).revision).toBe(revision)
  })

  it('saving a form confirms its part, also when nothing in it was changed', async () => {
    const shop = await aSuggestion()
    const { register } = await draftOf(shop)
    const value = Object(partOf(register, SHOPIFY))
    await forShop(shop, (tx) => saveEntry(tx, { ...SHOPIFY, base: partHash(value), value }, '7'))
    expect(await left(shop)).not.toContainEqual(SHOPIFY)
    expect(await left(shop)).toContainEqual(CONTROLLER)
  })

  it('a part that was removed and brought back is still only suggested', async () => {
    const shop = await aSuggestion()
    const { register } = await draftOf(shop)
    const removal = { kind: 'clause', id: 'liability', unlink: true } as const
    const base = partHash(partOf(register, removal))
    const removed = await forShop(shop, (tx) => removeEntry(tx, { ...removal, base }, '7'))
    if (!removed.ok) throw new Error(removed.reason)
    expect(await left(shop)).not.toContainEqual({ kind: 'clause', id: 'liability' })
    await forShop(shop, (tx) => undoEdits(tx, removed.undo, '7'))
    expect(await left(shop)).toContainEqual({ kind: 'clause', id: 'liability' })
  })
})
