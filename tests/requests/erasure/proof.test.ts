import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rotateSigningKey, sealState } from '../../../app/consent/index.ts'
import { sealStatement } from '../../../app/consent/seals/model.ts'
import { fingerprintOf, signJson } from '../../../app/consent/seals/signature.ts'
import { verifyReceipt } from '../../../app/consent/verification/index.ts'
import { canonicalJson } from '../../../app/platform/canonical-json.ts'
import { forShop } from '../../../app/platform/db.ts'
import { shopDomain } from '../../../app/platform/shop-domain.ts'
import { personHash, proofPartHash } from '../../../app/requests/erasure/proof/hash.ts'
import type { ProofFile } from '../../../app/requests/erasure/proof/model.ts'
import { newestProofs, proofVersions, readFile } from '../../../app/requests/erasure/proof/store.ts'
import { compareProofs, verifyProof } from '../../../app/requests/erasure/proof/verify.ts'
import { writeProofOf } from '../../../app/requests/erasure/proof/write.ts'
import { keysFor } from '../../consent/seals/a-ledger.ts'
import { aShop } from '../../setup/shopify-calls.ts'
import { anEnded, anErasure } from './a-proof.ts'

const shop = shopDomain.parse(aShop())
const { erasureId, requestId } = anErasure()
const textOf = (proof: object) => `${canonicalJson(proof)}\n`
const changed = (text: string, change: (proof: ProofFile) => void): string => {
  const proof: ProofFile = JSON.parse(text)
  change(proof)
  return textOf(proof)
}
const problemOf = (text: string, pinned: string | null = null) => {
  const verdict = verifyProof(text, pinned)
  return verdict.ok ? null : verdict.problem
}

let [first, second, pinned] = ['', '', '']
beforeAll(async () => {
  await forShop(shop, (tx) => writeProofOf(tx, anErasure()))
  // The shop's key changes between two versions.
  await forShop(shop, (tx) => rotateSigningKey(tx, '7'))
  await forShop(shop, (tx) => writeProofOf(tx, anEnded()))
  first = (await forShop(shop, (tx) => readFile(tx, erasureId, 1))) ?? ''
  second = (await forShop(shop, (tx) => readFile(tx, erasureId, 2))) ?? ''
  pinned = (await forShop(shop, sealState)).formerKeys[0]?.fingerprint ?? ''
})

describe('a proof outlives the person, and is kept in versions', () => {
  test('each version verifies by its file alone, against the shop’s first key, also after the key was changed', () => {
    for (const text of [first, second])
      expect(verifyProof(text, pinned)).toMatchObject({ ok: true, fingerprint: pinned })
    const { head, shopify } = JSON.parse(second) as ProofFile
    expect([head.version, head.settled, shopify.state, head.earlier.length]).toEqual([2, true, 'verified', 1])
  })

  test('written again by a job that was killed, it stays one version; two writers at once write one', async () => {
    await Promise.all([1, 2].map(() => forShop(shop, (tx) => writeProofOf(tx, anEnded()))))
    const versions = await forShop(shop, (tx) => proofVersions(tx, { requestId: requestId ?? '' }))
    expect(versions.map(({ version, isSettled }) => [version, isSettled])).toEqual([
      [2, true],
      [1, false],
    ])
  })

  test('an erasure that Shopify’s admin asked for is found beside the others, by its newest version', async () => {
    const ofShopify = { erasureId: '0190aaaa-bbbb-7ccc-8ddd-eeeeffff0009', requestId: null, origin: 'shopify' }
    await forShop(shop, (tx) => writeProofOf(tx, anErasure(ofShopify)))
    const listed = await forShop(shop, newestProofs)
    expect(listed.map((one) => [one.erasureId, one.version]).toSorted()).toEqual([
      [erasureId, 2],
      [ofShopify.erasureId, 1],
    ])
    expect(await forShop(shopDomain.parse(aShop()), newestProofs)).toEqual([])
  })

  test('nobody is named in it: hashes of keyed hashes, another one in each erasure', () => {
    const { about } = JSON.parse(first) as ProofFile
    expect(about.person).toContain(personHash(erasureId, 'lookup-of-the-address'))
    expect(first).not.toContain('lookup-of-the-address')
    expect(personHash(requestId ?? '', 'lookup-of-the-address')).not.toBe(
      personHash(erasureId, 'lookup-of-the-address'),
    )
  })

  test('the app can neither change nor remove a version', async () => {
    await expect(forShop(shop, (tx) => tx.erasureProof.deleteMany({}))).rejects.toThrow()
    await expect(forShop(shop, (tx) => tx.erasureProof.updateMany({ data: { version: 3 } }))).rejects.toThrow()
  })
})

/** Every value in the file, by its path. */
function leavesOf(value: unknown, at: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (value === null || typeof value !== 'object') return [at]
  return Object.entries(value).flatMap(([key, below]) =>
    leavesOf(below, [...at, Array.isArray(value) ? Number(key) : key]),
  )
}

/** Another value of the same kind, so that it is the signature that finds it. */
function another(value: unknown): unknown {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  if (value === null) return '2026-11-20T09:00:00.000Z'
  const text = String(value)
  if (/^[0-9a-f-]+$/.test(text)) return text.replace(/[0-9a-f](?=[^0-9a-f]*$)/, (digit) => (digit === '0' ? '1' : '0'))
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) return text.replace(/^\d{4}/, '2031')
  if (/^[A-Za-z0-9+/]{50,}=*$/.test(text)) return text.replace(/^./, (sign) => (sign === 'A' ? 'B' : 'A'))
  return `${text}x`
}

describe('whoever changes a proof is found out', () => {
  test('each single value of the file, changed', () => {
    const proof = JSON.parse(second)
    const paths = leavesOf(proof)
    expect(paths.length).toBeGreaterThan(100)
    for (const at of paths) {
      const copy = structuredClone(proof)
      const place = at.slice(0, -1).reduce((node, key) => node[key], copy)
      const key = at.at(-1) ?? ''
      place[key] = another(place[key])
      expect([at.join('.'), problemOf(textOf(copy), pinned) === null]).toEqual([at.join('.'), false])
    }
  })

  test.each<[string, (proof: ProofFile) => void, object]>([
    [
      'what was left is said to be done',
      ({ groups }) => {
        const notes = groups.find(({ group }) => group === 'order_notes')
        if (notes?.outcome) notes.outcome.state = 'done'
      },
      { kind: 'part', why: 'changed', name: 'group order_notes' },
    ],
    [
      'a group is taken out',
      ({ groups }) => groups.splice(1, 1),
      { kind: 'part', why: 'removed', name: 'group customer_profile' },
    ],
    [
      'a group is added',
      ({ groups }) => groups.push({ group: 'blog_comments', fate: { fate: 'erased_now' }, outcome: null }),
      { kind: 'part', why: 'added', name: 'group blog_comments' },
    ],
    [
      'recipients change places',
      ({ recipients }) => recipients.reverse(),
      { kind: 'part', why: 'reordered', name: 'recipient colissimo' },
    ],
    [
      'a recipient stands twice',
      ({ recipients }) => recipients.push(...recipients.slice(0, 1)),
      { kind: 'part', why: 'added', name: 'recipient klaviyo' },
    ],
    [
      'the end at Shopify is invented',
      ({ shopify }) => {
        shopify.settledAt = '2027-06-01T00:00:00.000Z'
      },
      { kind: 'part', why: 'changed', name: 'shopify' },
    ],
    [
      'a part and its hash are changed',
      (proof) => {
        proof.shopify.state = 'failed'
        const listed = proof.head.parts.find(({ name }) => name === 'shopify')
        if (listed) listed.hash = proofPartHash({ name: 'shopify', says: proof.shopify })
      },
      { kind: 'head', why: 'signature' },
    ],
    ['a key is cut off', ({ keys }) => keys.pop(), { kind: 'head', why: 'key' }],
    ['the first key is cut off', ({ keys }) => keys.shift(), { kind: 'key', number: 0, why: 'order' }],
  ])('%s', (_what, change, problem) => {
    expect(problemOf(changed(second, change), pinned)).toEqual(problem)
  })

  test('another shop’s key, another key of this shop’s name, and a pinned key that is not the first', () => {
    const head = { ...(JSON.parse(second) as ProofFile).head }
    const signedBy = (of: string) => {
      const { pairs, signed } = keysFor([0], of)
      const [pair] = pairs
      if (!pair) throw new Error('a key')
      const own = { ...head, key: fingerprintOf(pair.publicKey) }
      return changed(second, (proof) =>
        Object.assign(proof, { head: own, keys: signed, signature: signJson(own, pair.privateKey) }),
      )
    }
    expect(problemOf(signedBy('b.myshopify.com'))).toEqual({ kind: 'key', number: 0, why: 'other_shop' })
    // Somebody else's key with this shop's name on it is told by the key that Kept shows.
    expect(problemOf(signedBy(shop), pinned)).toEqual({ kind: 'key', number: 0, why: 'not_pinned' })
    const later = (JSON.parse(second) as ProofFile).head.key
    expect(problemOf(second, later)).toEqual({ kind: 'key', number: 0, why: 'pinned_later' })
  })

  test('an older version shown as the newest', () => {
    const asNewest = changed(first, ({ head }) => Object.assign(head, { version: 2, settled: true }))
    expect(problemOf(asNewest)).toEqual({ kind: 'head', why: 'signature' })
    // Itself it is in order, says that it is not the last, and another copy tells that it was replaced.
    const [older, newer] = [first, second].map((text) => JSON.parse(text) as ProofFile)
    if (!older || !newer) throw new Error('two versions')
    expect(compareProofs(older, newer)).toEqual({ kind: 'version', why: 'superseded', other: 2 })
    expect(compareProofs(newer, older)).toBe(null)
    expect(compareProofs(newer, newer)).toBe(null)
    const forged = { ...newer, head: { ...newer.head, earlier: ['0'.repeat(64)] } }
    expect(compareProofs(forged, older)).toMatchObject({ why: 'contradicted' })
    const other = { ...older, head: { ...older.head, erasure: requestId ?? '' } }
    expect(compareProofs(newer, other)).toMatchObject({ why: 'other_erasure' })
  })

  test('a file that was cut off, formatted, or says something twice', () => {
    expect(problemOf(second.slice(0, -20))).toMatchObject({ kind: 'file', why: 'cut_off' })
    expect(problemOf(JSON.stringify(JSON.parse(second), null, 2))).toMatchObject({ kind: 'file', why: 'rewritten' })
    const doubled = second.replace('"state":"verified"', '"state":"failed","state":"verified"')
    expect(doubled).not.toBe(second)
    expect(problemOf(doubled)).toMatchObject({ kind: 'file', why: 'rewritten' })
  })

  test('a proof passes for no seal and no receipt, and the signature of neither for one of a proof', async () => {
    const proof = JSON.parse(second) as ProofFile
    expect(sealStatement.safeParse(proof.head).success).toBe(false)
    expect(verifyReceipt(proof, null).ok).toBe(false)
    expect(verifyReceipt(proof.head, null).ok).toBe(false)
    const { pairs, signed } = keysFor([0], shop)
    const [pair] = pairs
    if (!pair) throw new Error('a key')
    const key = fingerprintOf(pair.publicKey)
    const seal = {
      type: 'kept-ledger-seal',
      shop,
      number: 0,
      from: 0,
      to: 1,
      root: key,
      previous: null,
      key,
      sealedAt: proof.head.writtenAt,
    }
    const pasted = changed(second, (file) =>
      Object.assign(file, { head: { ...file.head, key }, keys: signed, signature: signJson(seal, pair.privateKey) }),
    )
    expect(problemOf(pasted)).toEqual({ kind: 'head', why: 'signature' })
  })
})

describe('npm run verify', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'kept-proof-'))
  afterAll(() => rmSync(directory, { recursive: true }))

  function verify(text: string, ...more: string[]) {
    const file = path.join(directory, 'proof.json')
    writeFileSync(file, text)
    // No database, no configuration, no shop.
    const env = { NODE_ENV: 'production' as const, PATH: process.env.PATH }
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/verify.ts', file, ...more], {
      env,
      encoding: 'utf8',
    })
    return { status, said: stdout + stderr }
  }

  test('says what the proof says, what was altered, and that a later version is due', () => {
    const good = verify(second, '--fingerprint', pinned)
    expect([good.status, good.said]).toEqual([0, expect.stringContaining(`OK: the proof of erasure ${erasureId}`)])
    expect(good.said).toContain('order_notes: not planned → denied (3, OLDER_ORDERS)')
    const newer = path.join(directory, 'newer.json')
    writeFileSync(newer, second)
    const replaced = verify(first, '--against', newer)
    expect([replaced.status, replaced.said]).toEqual([1, expect.stringContaining('VERSION: This version was replaced')])
    const altered = verify(changed(second, ({ recipients }) => recipients.splice(0, 1)))
    expect([altered.status, altered.said.trim()]).toEqual([
      1,
      'REMOVED: the part “recipient klaviyo” was signed and is missing.',
    ])
  })
})
