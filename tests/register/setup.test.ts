import { describe, expect, it } from 'vitest'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import {
  type Answers,
  answerQuestion,
  applyAnswers,
  confirmParts,
  type EntryRef,
  entryOf,
  fromTemplate,
  lastEditOf,
  partHash,
  partOf,
  type Question,
  readDraft,
  readSetup,
  removeEntry,
  reviewAnswers,
  saveEntry,
  startRegister,
  suggestedParts,
} from '../../app/register/index.ts'
import { revisionOf } from '../../app/register/setup/answer.ts'
import { aShop } from '../setup/shopify-calls.ts'
import { answered, aSmallShop, NOW, none, theShop, using } from './a-setup.ts'

const newShop = () => aShop() as ShopDomain

async function answer<Asked extends Question>(shop: ShopDomain, question: Asked, written: unknown, staff = '7') {
  const answer = answered({ [question]: written } as never)[question] ?? null
  const base = (await forShop(shop, readSetup)).given[question]?.revision ?? 0
  return forShop(shop, (tx) => answerQuestion(tx, { question, answer, base }, staff))
}

async function answerAll(shop: ShopDomain, answers: Answers = answered(aSmallShop)) {
  for (const [question, written] of Object.entries(answers)) await answer(shop, question as Question, written)
}

const draftOf = (shop: ShopDomain) => forShop(shop, readDraft)
const registerOf = async (shop: ShopDomain) => {
  const draft = await draftOf(shop)
  if (!draft) throw new Error('There is no draft')
  return draft.register
}

const seenNow = async (shop: ShopDomain) => ({
  draft: (await draftOf(shop))?.revision ?? null,
  answers: revisionOf(await forShop(shop, readSetup)),
})

async function apply(shop: ShopDomain, staff = '7') {
  const seen = await seenNow(shop)
  return forShop(shop, (tx) => applyAnswers(tx, { seen, shop: theShop }, staff))
}

const review = (shop: ShopDomain) =>
  reviewAnswers({ inShop: (work) => forShop(shop, work) }, theShop, { language: 'en', size: 50 })

describe('answers are kept one by one', () => {
  it('staff who stop find their answers again', async () => {
    const shop = newShop()
    await answer(shop, 'professionals', { yes: true }, '42')
    await answer(shop, 'stores', null)
    const { given } = await forShop(shop, readSetup)
    expect(given.professionals).toMatchObject({ answer: { yes: true }, by: '42', revision: 1 })
    expect(given.stores).toMatchObject({ answer: null })
    expect(given.company).toBeUndefined()
  })

  it('two of the staff at once, at different questions, lose nothing', async () => {
    const shop = newShop()
    const questions = ['email', 'ads', 'statistics', 'reviews', 'support', 'delivery', 'payment'] as const
    await Promise.all(questions.map((question) => answer(shop, question, none)))
    expect(Object.keys((await forShop(shop, readSetup)).given).toSorted()).toEqual(questions.toSorted())
  })

  it('two at the same question: the second is told, and what the first answered', async () => {
    const shop = newShop()
    await answer(shop, 'accounts', { yes: true })
    const late = { question: 'accounts', answer: { yes: false }, base: 0 } as const
    const refused = await forShop(shop, (tx) => answerQuestion(tx, late, '8'))
    expect(refused).toEqual({ ok: false, theirs: { yes: true }, revision: 1 })
    expect(await forShop(shop, (tx) => answerQuestion(tx, { ...late, base: 1 }, '8'))).toEqual({ ok: true })
    expect((await forShop(shop, readSetup)).given.accounts).toMatchObject({ answer: { yes: false }, by: '8' })
  })

  it('the same answer twice is one', async () => {
    const shop = newShop()
    const same = { question: 'accounts', answer: { yes: true }, base: 0 } as const
    await forShop(shop, (tx) => answerQuestion(tx, same, '7'))
    expect(await forShop(shop, (tx) => answerQuestion(tx, same, '7'))).toEqual({ ok: true })
    expect((await forShop(shop, readSetup)).given.accounts?.revision).toBe(1)
  })

  it('no shop sees the answers of another', async () => {
    const [mine, theirs] = [newShop(), newShop()]
    await answer(mine, 'accounts', { yes: true })
    expect((await forShop(theirs, readSetup)).given).toEqual({})
  })
})

describe('the answers make the register', () => {
  it('of a shop that had none, and the register knows who answered', async () => {
    const shop = newShop()
    await answerAll(shop)
    expect(await review(shop)).toMatchObject({ changes: null, skipped: [], isTooLarge: false })
    const made = await apply(shop, '42')
    const register = await registerOf(shop)
    expect(made).toEqual({ ok: true, left: suggestedParts(register).length })
    expect(entryOf(register, 'recipient', 'colissimo')?.country).toBe('FR')
    expect(await forShop(shop, (tx) => lastEditOf(tx, { kind: 'controller', id: null }))).toMatchObject({ by: '42' })
  })

  it('a second time, they change nothing: whoever was killed after the first runs it again', async () => {
    const shop = newShop()
    await answerAll(shop)
    await apply(shop)
    const before = await draftOf(shop)
    expect(await review(shop)).toMatchObject({ changes: { total: 0 } })
    expect(await apply(shop)).toMatchObject({ ok: true })
    expect(await draftOf(shop)).toEqual(before)
  })

  it('killed in the middle, nothing of it is there', async () => {
    const shop = newShop()
    await answerAll(shop)
    const seen = await seenNow(shop)
    const killed = forShop(shop, async (tx) => {
      await applyAnswers(tx, { seen, shop: theShop }, '7')
      throw new Error('killed')
    })
    await expect(killed).rejects.toThrow('killed')
    expect(await draftOf(shop)).toBeNull()
    expect((await forShop(shop, readSetup)).applied).toBeNull()
    expect(await apply(shop)).toMatchObject({ ok: true })
  })

  it('two who press the button at once make one register', async () => {
    const shop = newShop()
    await answerAll(shop)
    const seen = await seenNow(shop)
    const both = await Promise.all(
      ['1', '2'].map((staff) => forShop(shop, (tx) => applyAnswers(tx, { seen, shop: theShop }, staff))),
    )
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect((await draftOf(shop))?.revision).toBe(1)
  })

  it('what somebody answered after staff read it is not used unseen', async () => {
    const shop = newShop()
    await answerAll(shop)
    const seen = await seenNow(shop)
    await answer(shop, 'accounts', { yes: false })
    const applied = await forShop(shop, (tx) => applyAnswers(tx, { seen, shop: theShop }, '7'))
    expect(applied).toEqual({ ok: false, reason: 'changed_since' })
    expect(await draftOf(shop)).toBeNull()
  })
})

describe('the set-up again, later', () => {
  const BREVO: EntryRef = { kind: 'recipient', id: 'brevo' }
  const ORDERS: EntryRef = { kind: 'purpose', id: 'orders' }

  async function aShopThatWorksWithIt() {
    const shop = newShop()
    await answerAll(shop)
    await apply(shop)
    return shop
  }

  const confirm = (shop: ShopDomain, parts: EntryRef[]) => forShop(shop, (tx) => confirmParts(tx, parts, '7'))

  async function rewrite(shop: ShopDomain, ref: EntryRef, changed: object) {
    const before = partOf(await registerOf(shop), ref)
    const value = { ...Object(before), ...changed }
    const saved = await forShop(shop, (tx) =>
      saveEntry(tx, { kind: ref.kind, id: ref.id, base: partHash(before), value } as never, '9'),
    )
    expect(saved.ok).toBe(true)
  }

  it('adds what is new, and the purpose that it serves waits to be confirmed again', async () => {
    const shop = await aShopThatWorksWithIt()
    await confirm(shop, suggestedParts(await registerOf(shop)))
    await answer(shop, 'delivery', using('colissimo', 'mondial-relay'))
    const { changes } = await review(shop)
    expect(changes?.first.map(({ change, ref }) => `${change} ${ref.kind}/${ref.id}`)).toEqual(
      expect.arrayContaining(['added recipient/mondial-relay', 'changed purpose/orders']),
    )
    expect(changes?.first.filter(({ change }) => change === 'removed')).toEqual([])
    await apply(shop)
    const register = await registerOf(shop)
    expect(entryOf(register, 'purpose', 'orders')?.recipients).toContain('mondial-relay')
    expect(suggestedParts(register)).toContainEqual(ORDERS)
  })

  it('leaves what staff wrote by hand, and adds to it only the names that are new', async () => {
    const shop = await aShopThatWorksWithIt()
    await rewrite(shop, ORDERS, { name: { fr: 'Vos commandes' } })
    await rewrite(shop, BREVO, { noticeEmail: 'dpo@brevo.example' })
    await answer(shop, 'delivery', using('mondial-relay'))
    await answer(shop, 'email', none)
    await apply(shop)
    const register = await registerOf(shop)
    expect(entryOf(register, 'purpose', 'orders')).toMatchObject({
      name: { fr: 'Vos commandes' },
      recipients: expect.arrayContaining(['colissimo', 'mondial-relay']),
    })
    expect(entryOf(register, 'recipient', 'brevo')?.noticeEmail).toBe('dpo@brevo.example')
  })

  it('does not bring back what staff removed', async () => {
    const shop = await aShopThatWorksWithIt()
    const removal = { kind: 'clause', id: 'liability', unlink: true } as const
    const base = partHash(partOf(await registerOf(shop), removal))
    await forShop(shop, (tx) => removeEntry(tx, { ...removal, base }, '9'))
    await answer(shop, 'delivery', using('mondial-relay'))
    await apply(shop)
    expect(entryOf(await registerOf(shop), 'clause', 'liability')).toBeUndefined()
  })

  it('an answer that changed takes the place of what the last one said', async () => {
    const shop = await aShopThatWorksWithIt()
    await answer(shop, 'company', { ...aSmallShop.company, name: 'Lavande & Fils' })
    await apply(shop)
    const register = await registerOf(shop)
    expect(register.controller.name).toBe('Lavande & Fils')
    expect(suggestedParts(register)).not.toContainEqual({ kind: 'controller', id: null })
  })

  it('after the template: the kinds of companies that nobody confirmed give way to names', async () => {
    const shop = newShop()
    await forShop(shop, (tx) => startRegister(tx, fromTemplate(theShop, NOW), '7'))
    await confirm(shop, [{ kind: 'recipient', id: 'credit-bureaus' }])
    await answerAll(shop)
    await apply(shop)
    const register = await registerOf(shop)
    expect(entryOf(register, 'recipient', 'payment-providers')).toBeUndefined()
    expect(entryOf(register, 'recipient', 'shopify-payments')).toBeDefined()
    expect(entryOf(register, 'recipient', 'credit-bureaus')).toBeDefined()
  })
})
