import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { STAFF_LANGUAGES } from '../app/platform/i18n.ts'
import { LANGUAGES, WRITTEN_LANGUAGES } from '../app/register/words.ts'

const languagesIn = (folder: string) => [
  ...new Set(readdirSync(folder).map((file) => file.replace(/(\.default)?\.json$/, '').replace(/^\w+\./, ''))),
]

describe('a language is whole: nobody reads half a page in another one', () => {
  test.each([
    ...[
      'app/policy/texts',
      'app/policy/present/signals/terms',
      'app/register/template/texts',
      'app/register/catalogue/texts',
      'app/consent/receipts/texts',
      'app/banner/privacy-choices/texts',
      'app/requests/answer/file/texts',
      'app/mail/texts',
      'app/requests/notices/texts',
      'app/requests/person/page/texts',
      'app/requests/erasure/plan/texts',
      'app/recipients/texts',
    ],
  ])('%s has a file for each language that Kept writes, and no other', (folder) => {
    expect(languagesIn(folder).toSorted()).toEqual(WRITTEN_LANGUAGES.toSorted())
  })

  test.each([
    'app/ui/messages',
    'app/register/messages',
    'app/consent/checkpoints/texts',
    'app/drift/texts',
    'app/requests/erasure/proof/texts',
  ])('%s has a file for each language of staff', (folder) => {
    expect(languagesIn(folder).toSorted()).toEqual(STAFF_LANGUAGES.toSorted())
  })

  test('the storefront’s banner speaks every language that a register can be written in', () => {
    expect(languagesIn('extensions/consent-banner/locales')).toEqual(expect.arrayContaining([...LANGUAGES]))
  })

  test('staff can write a register in every language that Kept writes', () => {
    expect(LANGUAGES).toEqual(expect.arrayContaining([...WRITTEN_LANGUAGES]))
  })
})
