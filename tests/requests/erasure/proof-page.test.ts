import { describe, expect, test } from 'vitest'
import { STAFF_LANGUAGES } from '../../../app/platform/i18n.ts'
import { LEFT_REASONS } from '../../../app/requests/erasure/leftovers/words.ts'
import { ERASURE_GROUPS, OWN_CODES } from '../../../app/requests/erasure/model.ts'
import { composeProof } from '../../../app/requests/erasure/proof/compose.ts'
import { PROOF_FORMAT, type ProofFile } from '../../../app/requests/erasure/proof/model.ts'
import { renderProof } from '../../../app/requests/erasure/proof/render.ts'
import en from '../../../app/requests/erasure/proof/texts/en.json' with { type: 'json' }
import fr from '../../../app/requests/erasure/proof/texts/fr.json' with { type: 'json' }
import { keysFor } from '../../consent/seals/a-ledger.ts'
import { anEnded, anErasure } from './a-proof.ts'

const proofOf = (record = anErasure()): ProofFile => ({
  format: PROOF_FORMAT,
  head: {
    type: PROOF_FORMAT,
    shop: 'a.myshopify.com',
    erasure: record.erasureId,
    version: 1,
    earlier: [],
    key: '0'.repeat(64),
    writtenAt: '2026-11-20T09:10:00.000Z',
    settled: record.isSettled,
    parts: [],
  },
  signature: '',
  keys: keysFor([0]).signed,
  ...composeProof(record),
})

describe('the page of a proof', () => {
  test.each(STAFF_LANGUAGES)(
    'in %s says every group, hold, law, answer and recipient, without script or request',
    (language) => {
      const page = renderProof(proofOf(), language)
      const texts = { en, fr }[language]
      for (const { group } of proofOf().groups) expect(page).toContain(`scope="row">${texts.groupNames[group]}<`)
      for (const said of ['Code de commerce, L123-22', 'OLDER_ORDERS', 'Klaviyo', 'Colissimo', '--fingerprint']) {
        expect(page).toContain(said)
      }
      expect(page).not.toMatch(/<script|<img|<link|<a |\{\w+\}|undefined|null/)
      expect(page).toContain(`<html lang="${language}">`)
    },
  )

  test('says that Shopify’s part is open, and later how it ended', () => {
    expect(renderProof(proofOf(), 'en')).toContain('Shopify erases by May 28, 2027')
    const ended = renderProof(proofOf(anEnded()), 'en')
    expect(ended).toContain('Erased, and read back')
    expect(ended).not.toContain('not the last version')
  })

  test('writes what a recipient is called as text', () => {
    const recipients = [{ id: 'x', name: '<script>alert(1)</script>', state: 'sent', at: null }]
    expect(renderProof(proofOf(anErasure({ recipients })), 'en')).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })

  test('has words for every group, and for every code of Kept’s', () => {
    for (const { codes } of [en, fr]) expect(Object.keys(codes)).toEqual([...LEFT_REASONS, ...OWN_CODES])
    for (const { groupNames } of [en, fr]) expect(Object.keys(groupNames)).toEqual([...ERASURE_GROUPS])
  })
})
