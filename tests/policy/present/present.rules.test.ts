import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { POLICY_LANGUAGES } from '../../../app/policy/languages.ts'
import { comparePresent, type PresentSentence } from '../../../app/policy/present/compare-present.ts'
import { MAX_PRESENT_CHARACTERS, MOST_SENTENCES } from '../../../app/policy/present/limits.ts'
import { PRESENT_VERDICTS } from '../../../app/policy/present/words.ts'
import { toHtml } from '../../../app/policy/render/html.ts'
import { type Register, STATEMENT_KEYS } from '../../../app/register/index.ts'
import { aRecipient, aRegister, aRetentionRule, theTemplate } from '../../register/a-register.ts'
import { aPolicy } from '../a-policy.ts'
import { EXPECTED } from './expected.ts'

const policy = (name: string) => readFileSync(new URL(`./policies/${name}`, import.meta.url), 'utf8')

const compare = (text: string, register: Register = theTemplate()) => comparePresent(register, text, 'en')

/** The findings of the only sentence that begins so. */
function findingsOf(sentences: readonly PresentSentence[], begin: string) {
  const [found, ...others] = sentences.filter(({ text }) => text.startsWith(begin))
  expect(found, begin).toBeDefined()
  expect(others, begin).toEqual([])
  return Object.fromEntries((found?.findings ?? []).map((finding) => [finding.statement, finding]))
}

/** What Kept finds in one sentence, in the language that the words around it make plain. */
function findingsIn(sentence: string, register?: Register) {
  const around = 'This is the policy of our shop and you can read it with the help of your browser on this page.'
  return findingsOf(compare(`${around}\n\n${sentence}`, register).sentences, sentence)
}

const source = compare(policy('source.en.txt'))

describe('the source policy, beside the template', () => {
  test.each(EXPECTED)('%s (%s) is found, in the sentences that say it and in no other', (_row, statement, begins) => {
    const saying = source.sentences.filter(({ findings }) => findings.some((each) => each.statement === statement))
    const texts = saying.map(({ text }) => text)
    for (const begin of begins) expect(texts, begin).toContainEqual(expect.stringMatching(startOf(begin)))
    expect(texts.filter((text) => !begins.some((begin) => text.startsWith(begin)))).toEqual([])
  })

  test('every statement has its row', () => {
    expect(EXPECTED.map(([, key]) => key).toSorted()).toEqual(STATEMENT_KEYS.toSorted())
  })

  test('what it says otherwise is the shop’s own address and one country too few', () => {
    const otherwise = source.sentences.filter(({ verdict }) => verdict === 'otherwise')
    expect(otherwise.map(({ text }) => text.slice(0, 28))).toEqual([
      'The data we collect is store',
      'For this you can contact us ',
      'The data we collect is store',
      'For this you can contact us ',
    ])
    const stored = otherwise[0]?.findings.find(({ statement }) => statement === 'stored_in_eu')
    expect(stored?.differences).toEqual([
      { about: 'only_countries', said: ['France'], declared: ['France', 'Ireland'] },
    ])
    expect(source.counts).toMatchObject({ missing: 0 })
  })

  test('the part for professionals is compared with what the register says of them', () => {
    const orders = source.sentences.find(({ text }) => text.startsWith('As part of your order, information'))
    expect(orders?.findings[0]).toMatchObject({ statement: 'professional_purposes', parts: [{ id: 'b2b-orders' }] })
  })

  test('nearly nothing is left for staff to read without help', () => {
    expect(source.counts.unknown).toBeLessThanOrEqual(2)
  })

  test('beside a register that says nothing, it promises what the register does not', () => {
    const { counts, sentences } = compare(
      policy('source.en.txt'),
      aRegister({ purposes: [], dataCategories: [], retentionRules: [] }),
    )
    expect(counts.missing).toBeGreaterThan(80)
    const advertising = sentences.find(({ text }) => text.startsWith('2- For marketing'))
    expect(advertising?.findings[0]).toMatchObject({ statement: 'purpose_advertising', verdict: 'missing', parts: [] })
  })
})

const startOf = (begin: string) => new RegExp(`^${begin.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)

describe('the same policy in French', () => {
  const french = compare(policy('source.fr.txt'))

  test.each(STATEMENT_KEYS)('%s is found', (statement) => {
    const found = french.sentences.filter(({ findings }) => findings.some((each) => each.statement === statement))
    expect(found.length).toBeGreaterThan(0)
  })

  test('agrees with the template but for its addresses', () => {
    expect(french.language).toBe('fr')
    expect(french.sentences.filter(({ verdict }) => verdict === 'otherwise')).toHaveLength(1)
    expect(french.counts).toMatchObject({ missing: 0 })
  })
})

describe('a short German policy', () => {
  const { language, sentences } = compare(policy('short.de.txt'))

  test('is read as German', () => expect(language).toBe('de'))

  test.each([
    ['Wir löschen Ihre Daten', 'forgotten_after_inactivity', 'period', ['36 months', '120 months']],
    ['Cookies werden 25 Monate', 'cookies_kept_briefly', 'period', ['13 months', '6 months', '12 months']],
    ['Ihre Daten werden auf Servern', 'stored_in_eu', 'countries', ['France', 'Ireland']],
    ['Wir antworten auf Ihre Anfrage', 'answer_time', 'period', ['1 month']],
  ])('%s says otherwise: %s, %s', (begin, statement, about, declared) => {
    const finding = findingsOf(sentences, begin)[statement]
    expect(finding).toMatchObject({ verdict: 'otherwise', differences: [{ about, declared }] })
  })

  test('names providers that the register does not', () => {
    const { named_service: named } = findingsOf(sentences, 'Zahlungsdienstleister wie')
    expect(named).toMatchObject({ verdict: 'missing', lacking: ['PayPal', 'Klarna'] })
  })

  test('and says the same of sale, objection and complaint', () => {
    expect(findingsOf(sentences, 'Wir verkaufen Ihre Daten nicht').no_sale).toMatchObject({ verdict: 'same' })
    expect(findingsOf(sentences, 'Sie können der Werbung').right_to_object).toMatchObject({ verdict: 'same' })
    expect(findingsOf(sentences, 'Sie können sich bei').complaint).toMatchObject({ verdict: 'same' })
  })
})

describe('Shopify’s automated policy', () => {
  const { sentences } = compare(policy('shopify.en.html'))

  test.each([
    ['Please note that we may transfer', 'transfers', 'otherwise'],
    ["Children's Data", 'children', 'missing'],
    ['You may also have the right to lodge', 'complaint', 'same'],
    ['Right to Delete', 'right_to_erasure', 'same'],
    ['This Privacy Policy describes', 'policy_published', 'same'],
    ['Should you have any questions', 'requests_by_page_or_mail', 'otherwise'],
  ])('%s: %s, %s', (begin, statement, verdict) => {
    expect(findingsOf(sentences, begin)[statement]).toMatchObject({ verdict })
  })

  test('a right to stop a sale is not read as a promise that there is none', () => {
    expect(findingsOf(sentences, 'You may have a right to direct us')).not.toHaveProperty('no_sale')
  })
})

describe('what the two say otherwise is told', () => {
  const selling = () => aRegister({ recipients: [aRecipient({ buys: true })] })

  test.each([
    ['We sell your personal data to other companies.', undefined, 'otherwise', 'not_sold'],
    ['We may sell or share your personal information with our partners.', undefined, 'otherwise', 'not_sold'],
    ['We never sell your data to anyone.', selling(), 'otherwise', 'sold'],
  ])('%s', (sentence, register, verdict, about) => {
    expect(findingsIn(sentence, register).no_sale).toMatchObject({ verdict, differences: [{ about }] })
  })

  test('and no difference is made up', () => {
    expect(findingsIn('We sell your personal data to other companies.', selling()).no_sale?.verdict).toBe('same')
    expect(findingsIn('Data about you helps us choose the products that we sell.').no_sale).toBeUndefined()
  })

  test.each(['thirty-six months', 'three years', '3 (three) years', '36 months'])(
    '%s are the same period',
    (period) => {
      const { forgotten_after_inactivity: finding } = findingsIn(
        `We delete your data after ${period} without activity.`,
      )
      expect(finding?.verdict).toBe('same')
    },
  )

  test.each(['two years', '24 months', '37 months', '90 days'])('%s are another', (period) => {
    const finding = findingsIn(`We delete your data after ${period} without activity.`).forgotten_after_inactivity
    expect(finding).toMatchObject({ verdict: 'otherwise', differences: [{ about: 'period', said: [period] }] })
  })

  test('another legal basis', () => {
    const { purpose_statistics: finding } = findingsIn('We make statistics on the basis of our legitimate interest.')
    expect(finding?.differences).toEqual([
      { about: 'legal_basis', said: ['Legitimate interests'], declared: ['Consent'] },
    ])
  })

  test('what the policy denies and the register does', () => {
    const { purpose_profiling: finding } = findingsIn('We do not use your data for profiling.')
    expect(finding).toMatchObject({ verdict: 'otherwise', differences: [{ about: 'denied' }] })
  })

  test('data that no category has', () => {
    const register = aRegister()
    const { data_contact: finding } = findingsIn(
      'We collect contact details: name, phone number and postal address.',
      register,
    )
    expect(finding).toMatchObject({ verdict: 'otherwise', differences: [{ about: 'data', said: ['phone'] }] })
  })

  test('a transfer that the register has is the same', () => {
    const register = aRegister({
      recipients: [aRecipient({ country: 'US', transfer: { mechanism: 'standard_clauses' } })],
    })
    const sentence = 'We may transfer your data to the United States, outside the European Union.'
    expect(findingsIn(sentence, register).transfers?.verdict).not.toBe('otherwise')
    expect(findingsIn(sentence, aRegister()).transfers?.verdict).toBe('otherwise')
  })

  test('“does not leave the European Union” is checked against recipients outside it', () => {
    const register = aRegister({ recipients: [aRecipient({ country: 'US', transfer: { mechanism: 'none' } })] })
    const sentence = 'We do not transfer your data outside the European Union.'
    expect(findingsIn(sentence).stored_in_eu).toMatchObject({ verdict: 'same' })
    expect(findingsIn(sentence, register).stored_in_eu?.verdict).not.toBe('same')
  })

  test('a period of the part for professionals is compared with theirs', () => {
    const retentionRules = [
      aRetentionRule(),
      aRetentionRule({ id: 'b2b', audience: ['professional'], subject: 'company_contact', months: 60 }),
    ]
    const { sentences } = compare(
      `We keep your data with care and for the time that this policy names.\n\nBUSINESS CUSTOMERS\nWe delete your data after 36 months without activity.`,
      aRegister({ retentionRules }),
    )
    expect(findingsOf(sentences, 'We delete').professional_retention).toMatchObject({ verdict: 'otherwise' })
  })
})

describe('text that is no policy', () => {
  test.each([
    ['lorem ipsum', policy('lorem.txt')],
    [
      'Polish',
      'Administratorem danych jest sklep. Państwa dane są przechowywane na serwerach w Polsce przez trzy lata.',
    ],
    ['nothing', '   '],
    ['HTML without text', '<div><script>const weSell = "your data"</script><style>p { color: red }</style></div>'],
  ])('%s: nothing is found', (_name, text) => {
    expect(compare(text)).toMatchObject({ language: null, sentences: [] })
  })

  test('a recipe in English makes no statement', () => {
    const { counts, sentences } = compare(
      'Put the tea in the pot and pour the hot water on it. Wait for four minutes. Drink it with the milk that you like.',
    )
    expect(counts.unknown).toBe(sentences.length)
  })
})

describe('Kept’s own policy, pasted back', () => {
  test.each(POLICY_LANGUAGES)('says in %s what the register says', (language) => {
    const { counts, language: read } = compare(toHtml(aPolicy(language)))
    expect(read).toBe(language)
    expect(counts.same / (counts.same + counts.otherwise + counts.missing + counts.unknown)).toBeGreaterThan(0.9)
  })
})

describe('any text', () => {
  const words = fc.constantFrom(
    'data',
    'sell',
    'not',
    'cookies',
    '36',
    'months',
    'the',
    'and',
    'you',
    '.',
    '\n',
    '<p>',
    '</p>',
    '<a href="x">',
    'http://',
    '@',
    'a@b.c',
    'France',
    'ß',
    '👍',
    '\u0000',
    'usIn',
    '…',
  )
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.array(words, { maxLength: 300 }).map((each) => each.join(' ')),
  )

  test('is compared without an error, and every sentence is counted once', () => {
    const register = aRegister()
    fc.assert(
      fc.property(anyText, (text) => {
        const { sentences, counts } = compare(`The policy of the shop for you and all of your data. ${text}`, register)
        expect(PRESENT_VERDICTS.reduce((sum, verdict) => sum + counts[verdict], 0)).toBe(sentences.length)
        expect(sentences.length).toBeLessThanOrEqual(MOST_SENTENCES)
      }),
      { numRuns: 150 },
    )
  })

  const filled = (piece: string) =>
    piece.repeat(Math.ceil(MAX_PRESENT_CHARACTERS / piece.length)).slice(0, MAX_PRESENT_CHARACTERS)

  /** Ten times what they took on a machine that did other things too: a square of the length takes minutes. */
  const BOUND_MS = 15_000

  test.each([
    ['sentences', 'We keep your data for 36 months and we do not sell the data to you. '],
    ['one sentence', 'the data and '],
    ['full stops', '. 1 1 1 1'],
    ['one word', 'data'],
    ['addresses', 'a@a.a@a.a@'],
    ['links', 'https://'],
    ['open elements', '<p>the <a href="mailto:a@b.c">and '],
    ['capitals', 'usIn'],
    ['lines', 'the\n'],
    ['dots', 'a.b.'],
    ['spaces', ' \u00a0\t'],
  ])('of the largest size, of %s, stays under the bound', (_name, piece) => {
    // Its language is told from the beginning.
    const english = 'The policy of the shop for you and all of your data. '.repeat(400)
    const start = performance.now()
    const { language, sentences } = compare(`${english}\n${filled(piece)}`.slice(0, MAX_PRESENT_CHARACTERS))
    expect(language).toBe('en')
    expect(sentences.length).toBeLessThanOrEqual(MOST_SENTENCES)
    expect(performance.now() - start).toBeLessThan(BOUND_MS)
  })
})
