import { describe, expect, it } from 'vitest'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import {
  contentHash,
  findVersion,
  lockDraft,
  readDraft,
  settleVersion,
  versionInForce,
  writeDraft,
} from '../../app/register/index.ts'
import { aShop } from '../setup/shopify-calls.ts'
import { theTemplate } from './a-register.ts'
import { freezeJudged } from './freeze.ts'

const register = theTemplate()

const draftIn = async (shop: ShopDomain, content = register) =>
  forShop(shop, async (tx) => {
    await lockDraft(tx)
    return writeDraft(tx, { register: content, updatedAt: new Date(), updatedBy: '1' })
  })
const freeze = (shop: ShopDomain, revision: number) =>
  forShop(shop, (tx) => freezeJudged(tx, { revision, author: '7' }))

describe('publishing a register', () => {
  it('gives the version the content, number, author and hash that staff published', async () => {
    const shop = aShop() as ShopDomain
    const frozen = await freeze(shop, await draftIn(shop))
    expect(frozen).toMatchObject({ ok: true, version: { number: 1, author: '7', hash: contentHash(register) } })
    expect(await forShop(shop, (tx) => findVersion(tx, 1))).toMatchObject({ register, state: 'publishing' })
  })

  it('is refused for a draft that a colleague changed after the changes were looked at', async () => {
    const shop = aShop() as ShopDomain
    const seen = await draftIn(shop)
    await draftIn(shop)
    expect(await freeze(shop, seen)).toMatchObject({ ok: false, reason: 'changed_since' })
  })

  it('waits for the publication that is under way, and is numbered after it', async () => {
    const shop = aShop() as ShopDomain
    const revision = await draftIn(shop)
    await freeze(shop, revision)
    expect(await freeze(shop, revision)).toMatchObject({ ok: false, reason: 'being_published' })
    await forShop(shop, (tx) => settleVersion(tx, 1, { state: 'unpublished' }))
    expect(await freeze(shop, revision)).toMatchObject({ ok: true, version: { number: 2 } })
  })

  it('is not done by two staff at once', async () => {
    const shop = aShop() as ShopDomain
    const revision = await draftIn(shop)
    const both = await Promise.all([freeze(shop, revision), freeze(shop, revision)])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
  })

  it('is refused with the findings when the register has errors', async () => {
    const shop = aShop() as ShopDomain
    const broken = {
      ...register,
      controller: { ...register.controller, email: null, contactPageUrl: null, dpoEmail: null },
    }
    const frozen = await freeze(shop, await draftIn(shop, broken))
    expect(frozen).toMatchObject({ ok: false, reason: 'errors' })
    expect(frozen.ok ? [] : frozen.errors.length).toBeGreaterThan(0)
  })

  it('leaves in force what was in force when the new publication fails', async () => {
    const shop = aShop() as ShopDomain
    const revision = await draftIn(shop)
    await freeze(shop, revision)
    await forShop(shop, (tx) => settleVersion(tx, 1, { state: 'published', at: new Date() }))
    await freeze(shop, revision)
    await forShop(shop, (tx) => settleVersion(tx, 2, { state: 'unpublished' }))
    expect((await forShop(shop, versionInForce))?.number).toBe(1)
  })

  it('makes content that nobody can change afterwards, not even by SQL', async () => {
    const shop = aShop() as ShopDomain
    await freeze(shop, await draftIn(shop))
    const tamper = forShop(shop, (tx) => tx.$executeRaw`UPDATE register_versions SET content = '{}'`)
    await expect(tamper).rejects.toThrow(/permission denied/)
  })
})

describe('saving a draft', () => {
  it('counts the saves of two staff at once, and loses neither', async () => {
    const shop = aShop() as ShopDomain
    const revisions = await Promise.all([draftIn(shop), draftIn(shop), draftIn(shop)])
    expect(revisions.sort()).toEqual([1, 2, 3])
    expect((await forShop(shop, readDraft))?.revision).toBe(3)
  })
})
