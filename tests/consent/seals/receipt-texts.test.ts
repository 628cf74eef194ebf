import { describe, expect, test } from 'vitest'
import { RECEIPT_TEXTS, receiptWords } from '../../../app/consent/receipts/words.ts'

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

describe('the sentences of a receipt', () => {
  test.each(Object.entries(RECEIPT_TEXTS))('in %s say all that the English ones do', (_language, texts) => {
    expect(Object.keys(texts)).toEqual(Object.keys(RECEIPT_TEXTS.en))
    for (const [key, text] of Object.entries(texts)) {
      expect(text.trim(), key).not.toBe('')
      expect(placeholders(text), key).toEqual(placeholders(RECEIPT_TEXTS.en[key as keyof typeof RECEIPT_TEXTS.en]))
    }
  })

  test('are English where there are none in the language', () => {
    expect(receiptWords('ja').say('title')).toBe(RECEIPT_TEXTS.en.title)
  })
})
