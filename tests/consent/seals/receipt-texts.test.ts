import { describe, expect, test } from 'vitest'
import { localeTextsOf, readExtension } from '../../../app/banner/rendering/extension.ts'
import { composeReceipt } from '../../../app/consent/receipts/compose.ts'
import { RECEIPT_TEXTS, receiptTranslator } from '../../../app/consent/receipts/texts.ts'
import { SHOPIFY_SIGNALS } from '../../../app/register/words.ts'
import { aShop } from '../../setup/shopify-calls.ts'
import { anEvent } from '../an-event.ts'

const PLACE = { shop: aShop(), position: 0, recordedAt: '2026-11-24T08:00:00.000Z', registerVersion: null }

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

describe('the sentences of a receipt', () => {
  test.each(Object.entries(RECEIPT_TEXTS))('in %s say all that the English ones do', (_language, texts) => {
    expect(Object.keys(texts)).toEqual(Object.keys(RECEIPT_TEXTS.en))
    for (const [key, text] of Object.entries(texts)) {
      expect(text.trim(), key).not.toBe('')
      expect(placeholders(text), key).toEqual(placeholders(RECEIPT_TEXTS.en[key as keyof typeof RECEIPT_TEXTS.en]))
    }
  })

  test.each(Object.entries(RECEIPT_TEXTS))(
    'in %s name what Shopify asks as the storefront does',
    async (language, texts) => {
      const words = localeTextsOf(await readExtension(), language)
      for (const purpose of SHOPIFY_SIGNALS) {
        expect(texts[`purpose_${purpose}`]).toBe(words.get(`purposes.${purpose}.name`))
      }
    },
  )

  test('are English where there are none in the language', () => {
    expect(receiptTranslator('ja').translate('title')).toBe(RECEIPT_TEXTS.en.title)
  })
})

test('a receipt names the sale of data, which no register has, in the storefront’s words', () => {
  const event = { ...anEvent({ choices: { sale_of_data: false } }), ...PLACE }
  const proof = { state: 'not_sealed_yet', event, due: PLACE.recordedAt } as const
  const { purposes } = composeReceipt({ event, version: null, grantedBefore: new Set(), proof }, 'en')
  expect(purposes.map(({ purpose_name }) => purpose_name)).toEqual(['Sale or sharing of data'])
})
