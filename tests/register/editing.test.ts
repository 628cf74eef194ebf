import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { forShop, type ShopTransaction } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import {
  answerToSave,
  contentHash,
  discardChange,
  type EntryKind,
  type EntryRef,
  type EntrySave,
  entryOf,
  exportRegister,
  lastEditOf,
  moveEntry,
  partHash,
  partOf,
  type Register,
  readDraft,
  referencesTo,
  removeEntry,
  replaceDraft,
  saveEntry,
  settleVersion,
  startRegister,
  undoEdits,
} from '../../app/register/index.ts'
import { aShop } from '../setup/shopify-calls.ts'
import { TODAY, theTemplate } from './a-register.ts'
import { freezeJudged } from './freeze.ts'

const ANNE = '1'
const BILAL = '2'

/** A shop with the template as its draft, and what staff do in it. */
async function aShopWithARegister() {
  const shop = aShop() as ShopDomain
  const inShop = <T>(work: (tx: ShopTransaction) => Promise<T>) => forShop(shop, work)
  await inShop((tx) => startRegister(tx, theTemplate(), ANNE))
  const draft = async (): Promise<Register> => {
    const read = await inShop(readDraft)
    if (!read) throw new Error('The shop has no draft')
    return read.register
  }
  const open = async (ref: EntryRef) => {
    const value = partOf(await draft(), ref) as Record<string, unknown>
    return { ...ref, base: partHash(value), value }
  }
  const save = (edit: EntrySave, staff: string) => inShop((tx) => saveEntry(tx, edit, staff))
  return { shop, inShop, draft, open, save }
}

type Shop = Awaited<ReturnType<typeof aShopWithARegister>>

const PURPOSE: EntryRef = { kind: 'purpose', id: theTemplate().purposes[0]?.id ?? '' }
const OTHER: EntryRef = { kind: 'purpose', id: theTemplate().purposes[1]?.id ?? '' }
/** A data category that purposes and retention rules name. */
const CATEGORY = { kind: 'data_category' as const, id: theTemplate().purposes[0]?.dataCategories[0] ?? '' }

const named = (edit: Awaited<ReturnType<Awaited<ReturnType<typeof aShopWithARegister>>['open']>>, name: string) => ({
  ...edit,
  value: { ...edit.value, name: { fr: name } },
})

describe('two staff who edit at once', () => {
  it('both keep what they saved when they edited different entries', async () => {
    const { draft, open, save } = await aShopWithARegister()
    const [one, other] = [await open(PURPOSE), await open(OTHER)]
    const saved = await Promise.all([save(named(one, 'De Anne'), ANNE), save(named(other, 'De Bilal'), BILAL)])
    expect(saved.map(({ ok }) => ok)).toEqual([true, true])
    const names = (await draft()).purposes.slice(0, 2).map(({ name }) => name.fr)
    expect(names).toEqual(['De Anne', 'De Bilal'])
  })

  it('one of them is told who was first and what it says now, and nothing is written over', async () => {
    const { draft, open, save } = await aShopWithARegister()
    const both = await open(PURPOSE)
    await save(named(both, 'De Anne'), ANNE)
    const second = await save(named(both, 'De Bilal'), BILAL)
    expect(second).toMatchObject({ ok: false, reason: 'conflict', conflict: { last: { by: ANNE } } })
    const mine = named(both, 'De Bilal').value
    const answer = answerToSave(
      second,
      { kind: 'purpose', value: mine },
      { language: 'en', today: TODAY, staffId: BILAL },
    )
    expect(answer).toMatchObject({
      answer: 'conflict',
      conflict: { by: ANNE, differences: [{ field: 'Name (French)', theirs: 'De Anne', mine: 'De Bilal' }] },
    })
    expect((await draft()).purposes[0]?.name.fr).toBe('De Anne')
  })

  it('the second saves over it once they have seen it, and not over a third', async () => {
    const { draft, open, save } = await aShopWithARegister()
    const both = await open(PURPOSE)
    await save(named(both, 'De Anne'), ANNE)
    const seen = await open(PURPOSE)
    await save(named(seen, 'De Chloé'), '3')
    expect(await save({ ...named(both, 'De Bilal'), base: seen.base }, BILAL)).toMatchObject({ ok: false })
    const again = await open(PURPOSE)
    expect(await save({ ...named(both, 'De Bilal'), base: again.base }, BILAL)).toMatchObject({ ok: true })
    expect((await draft()).purposes[0]?.name.fr).toBe('De Bilal')
  })

  it('a save of what a colleague removed is refused, and puts it back when staff want that', async () => {
    const { inShop, draft, open, save } = await aShopWithARegister()
    const edit = await open(PURPOSE)
    await inShop((tx) =>
      removeEntry(tx, { kind: 'purpose', id: PURPOSE.id ?? '', base: edit.base, unlink: true }, ANNE),
    )
    const refused = await save(named(edit, 'De Bilal'), BILAL)
    expect(refused).toMatchObject({ ok: false, reason: 'conflict', conflict: { theirs: null, hash: null } })
    expect(await save({ ...named(edit, 'De Bilal'), base: null }, BILAL)).toMatchObject({ ok: true })
    expect(entryOf(await draft(), 'purpose', PURPOSE.id ?? '')?.name.fr).toBe('De Bilal')
  })

  it('whatever they do in whatever order, an entry says what its last accepted save said', async () => {
    const { draft, open, save } = await aShopWithARegister()
    const step = fc.record({
      entry: fc.constantFrom(PURPOSE, OTHER),
      name: fc.integer({ min: 1, max: 1e6 }),
      stale: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
        const first = new Map([
          [PURPOSE.id, await open(PURPOSE)],
          [OTHER.id, await open(OTHER)],
        ])
        for (const { entry, name, stale } of steps) {
          const now = await open(entry)
          const edit = stale ? (first.get(entry.id) ?? now) : now
          const saved = await save(named(edit, `n${name}`), BILAL)
          const isFresh = edit.base === now.base || now.value.name === `n${name}`
          expect(saved.ok).toBe(isFresh || partHash({ ...now.value }) === partHash(named(edit, `n${name}`).value))
          const expected = saved.ok ? `n${name}` : Object(now.value.name).fr
          expect(entryOf(await draft(), 'purpose', entry.id ?? '')?.name.fr).toBe(expected)
        }
      }),
      { numRuns: 15 },
    )
  })
})

describe('saving an entry', () => {
  it('makes one new entry of a form that is sent twice', async () => {
    const { draft, save } = await aShopWithARegister()
    const value = { audience: ['consumer'], section: 'security', title: { fr: 'Chiffrement' }, text: { fr: 'Tout.' } }
    const before = (await draft()).clauses.length
    const both = await Promise.all([1, 2].map(() => save({ kind: 'clause', id: null, base: null, value }, ANNE)))
    expect(both.map(({ id }) => id)).toEqual(['chiffrement', 'chiffrement'])
    expect((await draft()).clauses.length).toBe(before + 1)
  })

  it('says field by field what is wrong, and saves nothing', async () => {
    const { draft, open, save } = await aShopWithARegister()
    const before = contentHash(await draft())
    const edit = await open({ kind: 'controller', id: null })
    const saved = await save({ ...edit, value: { ...edit.value, email: 'nobody', name: '' } }, ANNE)
    const answer = answerToSave(
      saved,
      { kind: 'controller', value: edit.value },
      { language: 'fr', today: TODAY, staffId: ANNE },
    )
    expect(answer).toEqual({
      answer: 'invalid',
      problems: [
        { path: 'name', message: 'Nom\u00a0: est trop court.' },
        { path: 'email', message: 'E-mail\u00a0: n’est pas une adresse e-mail.' },
      ],
    })
    expect(contentHash(await draft())).toBe(before)
  })

  it('notes who saved, and nothing when nothing changed', async () => {
    const { inShop, open, save } = await aShopWithARegister()
    expect(await save(await open(PURPOSE), BILAL)).toMatchObject({ ok: true, revision: 1 })
    expect(await inShop((tx) => lastEditOf(tx, PURPOSE))).toBeNull()
    await save(named(await open(PURPOSE), 'Autre'), BILAL)
    expect(await inShop((tx) => lastEditOf(tx, PURPOSE))).toMatchObject({ by: BILAL })
  })

  it('takes anything a browser can send, and either saves it whole or says what is wrong', async () => {
    const { draft, open, save } = await aShopWithARegister()
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom('name', 'audience', 'id', '__proto__', 'legalBasis'), fc.jsonValue()),
        async (value) => {
          const before = contentHash(await draft())
          const edit = await open(PURPOSE)
          const saved = await save({ ...edit, value: { ...edit.value, ...value } }, ANNE)
          if (!saved.ok) expect(contentHash(await draft())).toBe(before)
          expect((await draft()).purposes[0]?.id).toBe(PURPOSE.id)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('removing an entry', () => {
  const removal = (base: string | null, unlink: boolean) => ({ ...CATEGORY, base, unlink })

  it('waits for staff to agree when others name it, and says which', async () => {
    const { inShop, draft, open } = await aShopWithARegister()
    const { base } = await open(CATEGORY)
    const removed = await inShop((tx) => removeEntry(tx, removal(base, false), ANNE))
    expect(removed).toMatchObject({ ok: false, reason: 'referenced' })
    expect(entryOf(await draft(), CATEGORY.kind, CATEGORY.id)).toBeDefined()
  })

  it('takes it out everywhere, and undo brings all of it back in its place', async () => {
    const { inShop, draft, open } = await aShopWithARegister()
    const before = contentHash(await draft())
    const { base } = await open(CATEGORY)
    const removed = await inShop((tx) => removeEntry(tx, removal(base, true), ANNE))
    if (!removed.ok) throw new Error(removed.reason)
    expect(entryOf(await draft(), CATEGORY.kind, CATEGORY.id)).toBeUndefined()
    expect(referencesTo(await draft(), CATEGORY.kind, CATEGORY.id)).toEqual([])
    const undone = await inShop((tx) => undoEdits(tx, JSON.parse(JSON.stringify(removed.undo)), ANNE))
    expect(undone.ok).toBe(true)
    expect(contentHash(await draft())).toBe(before)
  })

  it('is not undone over what a colleague wrote in between', async () => {
    const { inShop, draft, open, save } = await aShopWithARegister()
    const { base } = await open(CATEGORY)
    const removed = await inShop((tx) => removeEntry(tx, removal(base, true), ANNE))
    if (!removed.ok) throw new Error(removed.reason)
    await save(named(await open(PURPOSE), 'De Bilal'), BILAL)
    expect(await inShop((tx) => undoEdits(tx, removed.undo, ANNE))).toMatchObject({ ok: false, reason: 'conflict' })
    expect((await draft()).purposes[0]?.name.fr).toBe('De Bilal')
  })

  it('is refused for an entry that a colleague changed since it was looked at', async () => {
    const { inShop, open, save } = await aShopWithARegister()
    const { base } = await open(PURPOSE)
    await save(named(await open(PURPOSE), 'De Bilal'), BILAL)
    const gone = { kind: 'purpose' as EntryKind, id: PURPOSE.id ?? '', base, unlink: true }
    expect(await inShop((tx) => removeEntry(tx, gone, ANNE))).toMatchObject({ ok: false, reason: 'conflict' })
  })
})

describe('discarding a change', () => {
  it('brings an entry back to what is published, and undo brings the change back', async () => {
    const { inShop, draft, open, save } = await aShopWithARegister()
    await inShop((tx) => freezeJudged(tx, { revision: 1, author: ANNE }))
    await inShop((tx) => settleVersion(tx, 1, { state: 'published', at: new Date() }))
    await save(named(await open(PURPOSE), 'Autre'), ANNE)
    const changed = contentHash(await draft())
    const { base } = await open(PURPOSE)
    const discarded = await inShop((tx) => discardChange(tx, { ...PURPOSE, base }, ANNE))
    expect(contentHash(await draft())).toBe(contentHash(theTemplate()))
    if (!discarded.ok) throw new Error(discarded.reason)
    await inShop((tx) => undoEdits(tx, discarded.undo, ANNE))
    expect(contentHash(await draft())).toBe(changed)
  })
})

describe('importing', () => {
  const importFile = ({ shop, inShop }: Shop, json: string, revision: number | null) =>
    replaceDraft({ shop, id: ANNE, inShop }, { file: Buffer.from(json), revision })

  it('puts in all of a file, or nothing of it', async () => {
    const opened = await aShopWithARegister()
    const { draft } = opened
    const before = contentHash(await draft())
    const file = exportRegister({ ...theTemplate(), clauses: [] })
    const broken = file.replace('"consent"', '"consnt"')
    const refused = await importFile(opened, broken, 1)
    expect(refused).toMatchObject({ ok: false, reason: 'errors', errors: [{ line: expect.any(Number) }] })
    expect(contentHash(await draft())).toBe(before)
    expect(await importFile(opened, file, 1)).toMatchObject({ ok: true })
    expect((await draft()).clauses).toEqual([])
  })

  it('does not write over what a colleague saved after the changes were shown', async () => {
    const opened = await aShopWithARegister()
    const { open, save } = opened
    await save(named(await open(PURPOSE), 'De Bilal'), BILAL)
    const json = exportRegister(theTemplate())
    expect(await importFile(opened, json, 1)).toMatchObject({
      ok: false,
      reason: 'changed_since',
    })
  })

  it('takes any bytes, and leaves the draft whole', async () => {
    const opened = await aShopWithARegister()
    const { inShop, draft } = opened
    const file = exportRegister(theTemplate())
    const cut = fc
      .tuple(fc.nat(file.length), fc.string())
      .map(([at, junk]) => file.slice(0, at) + junk + file.slice(at + 3))
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json(), cut), async (json) => {
        const read = await inShop(readDraft)
        const imported = await importFile(opened, json, read?.revision ?? null)
        if (!imported.ok) expect(contentHash(await draft())).toBe(contentHash(read?.register ?? theTemplate()))
      }),
      { numRuns: 40 },
    )
  })
})

describe('the order of entries', () => {
  it('is moved one place at a time, and no entry is lost at the ends', async () => {
    const { inShop, draft } = await aShopWithARegister()
    const ids = (await draft()).purposes.map(({ id }) => id)
    const [first = '', second = ''] = ids
    expect(await inShop((tx) => moveEntry(tx, { kind: 'purpose', id: first, by: -1 }, ANNE))).toBe(false)
    expect(await inShop((tx) => moveEntry(tx, { kind: 'purpose', id: first, by: 1 }, ANNE))).toBe(true)
    expect((await draft()).purposes.map(({ id }) => id)).toEqual([second, first, ...ids.slice(2)])
  })
})

describe('beginning a register', () => {
  it('leaves a register that a colleague began a moment before', async () => {
    const { inShop } = await aShopWithARegister()
    const again = await inShop((tx) => startRegister(tx, { ...theTemplate(), clauses: [] }, BILAL))
    expect(again).toEqual({ ok: false, reason: 'begun_already' })
  })
})
