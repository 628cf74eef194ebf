import { describe, expect, test } from 'vitest'
import { textOf } from '../../app/policy/compare/documents.ts'
import { POLICY_LANGUAGES } from '../../app/policy/languages.ts'
import { type PolicyDocument, statementsOf } from '../../app/policy/model.ts'
import { sentenceText } from '../../app/policy/sentence-texts.ts'
import {
  describeChange,
  diffRegisters,
  PROMISING_SENTENCES,
  type Register,
  type RegisterInput,
  register,
  SENTENCE_IDS,
} from '../../app/register/index.ts'
import { theTemplate } from '../register/a-register.ts'
import { aPolicy } from './a-policy.ts'

type Changed = NonNullable<RegisterInput['sentences']>

const withSentences = (...sentences: Changed): Register => register.parse({ ...theTemplate(), sentences })

const said = (document: PolicyDocument) =>
  new Map([...statementsOf(document)].map(({ statement }) => [statement.id, textOf(statement)]))

describe('every sentence that a merchant may change is one of the policy’s', () => {
  test.each(SENTENCE_IDS)('%s, in every language', (id) => {
    for (const language of POLICY_LANGUAGES) expect(sentenceText(id, language)).toMatch(/\p{L}{3}/u)
  })

  test('and nothing else is', () => {
    expect(sentenceText('essentials-nothing', 'en')).toBeUndefined()
    expect(sentenceText('constructor', 'en')).toBeUndefined()
    expect(PROMISING_SENTENCES).toContain('essentials-no-sale')
  })

  test('a sentence about a number is shown with the place of the number', () => {
    expect(sentenceText('cookies-ask-again', 'en')).toBe(
      'Whether you accept or refuse, we ask you again after {months} months.',
    )
  })
})

describe('a merchant says it in their own words', () => {
  const reworded = withSentences({ id: 'essentials-no-sale', text: { en: 'Your data is not for sale.' } })

  test('the statement keeps its id, so that promises go on hanging on it', () => {
    const before = said(aPolicy('en'))
    const after = said(aPolicy('en', reworded))
    expect([...after.keys()]).toEqual([...before.keys()])
    expect(after.get('general.no_sale')).toBe('Your data is not for sale.')
    expect([...after].filter(([id, text]) => before.get(id) !== text)).toHaveLength(1)
  })

  test('and customers who read another language read the sentence that was there', () => {
    expect(said(aPolicy('fr', reworded))).toEqual(said(aPolicy('fr')))
  })

  test('staff see the new words among what publishing changes', () => {
    const [change, ...others] = diffRegisters(theTemplate(), reworded)
    expect(others).toEqual([])
    if (!change) throw new Error('nothing changes')
    expect(describeChange(change, reworded, 'en').join()).toContain('We do not sell your data')
  })

  test('numbers and dates are still filled in, and braces that name nothing stay', () => {
    const after = aPolicy('en', withSentences({ id: 'cookies-ask-again', text: { en: 'Again after {months} ({x}).' } }))
    expect(said(after).get('general.ask_again')).toBe('Again after 6 ({x}).')
  })

  test('what they write is text, whatever it holds', () => {
    const odd = '{count, plural, one {x'
    const after = aPolicy('en', withSentences({ id: 'essentials-no-sale', text: { en: odd } }))
    expect(said(after).get('general.no_sale')).toBe(odd)
  })
})

describe('a merchant leaves a sentence out', () => {
  test.each([
    ['essentials-no-sale', 'general.no_sale'],
    ['changes-how', 'general.changes'],
    ['rights-answer-time', 'general.answer_time'],
  ])('%s: its statement is gone, and nothing else', (id, statement) => {
    const before = said(aPolicy('en'))
    const after = said(aPolicy('en', withSentences({ id, printed: false })))
    expect(before.has(statement)).toBe(true)
    expect([...before.keys()].filter((each) => !after.has(each))).toEqual([statement])
  })

  test('a statement with more in it goes on without it, and without a hole', () => {
    const left = aPolicy('en', withSentences({ id: 'recipients-only-with-consent', printed: false }))
    const text = said(left).get('consumer.recipient.partner-brands') ?? ''
    expect(text).toContain('Partner brands')
    expect(text).not.toMatch(/only if you agree|\s{2}/)
  })
})
