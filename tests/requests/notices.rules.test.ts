import { expect, test } from 'vitest'
import { WRITTEN_LANGUAGES } from '../../app/register/words.ts'
import { FACTS } from '../../app/requests/lifecycle/events.ts'
import { NOTICES, noticesFor } from '../../app/requests/notices/model.ts'
import { NOTICE_TEXTS } from '../../app/requests/notices/texts.ts'
import { requestSettings, settingProblems } from '../../app/requests/settings/model.ts'
import { REFUSAL_GROUNDS, REQUEST_KINDS } from '../../app/requests/words.ts'

const DEFAULTS = requestSettings.parse({})
const facts = (move: string, given: object = {}) => ({
  move,
  channel: 'email' as const,
  isJoined: false,
  isLate: false,
  settings: DEFAULTS,
  ...given,
})

test.each([
  ['receive', {}, ['request_received', 'staff_new']],
  ['receive', { isJoined: true }, ['request_received']],
  ['receive', { isLate: true }, ['staff_new']],
  ['receive', { settings: { ...DEFAULTS, confirmReceipt: false } }, ['staff_new']],
  ['receive', { channel: 'shopify_webhook' }, ['staff_new']],
  [
    'receive',
    { channel: 'shopify_webhook', settings: { ...DEFAULTS, writeAboutShopifyRequests: true } },
    ['request_received', 'staff_new'],
  ],
  ['extend', {}, ['more_time']],
  ['extend', { channel: 'shopify_webhook' }, []],
  ['answer', {}, ['answer_ready', 'erasure_done', 'rectification_done', 'restriction_set', 'objection_done']],
  ['lift_restriction', {}, ['restriction_lifting']],
  ['keep_restriction', {}, ['restriction_kept']],
  ['decide_review', {}, ['review_decided']],
  ['answer_unidentified', {}, ['objection_done']],
  ['report_effects', {}, ['objection_done']],
  ['answer', { channel: 'shopify_webhook' }, []],
  ['refuse', {}, ['refused']],
  ['refuse', { channel: 'shopify_webhook' }, []],
  ['assign', {}, []],
  ['erase_person', {}, []],
  ['toString', {}, []],
])('%s with %j is told by %j', (move, given, templates) => {
  expect(noticesFor(facts(move, given))).toEqual(templates)
})

test('what is told is something that can happen to a request', () => {
  expect(Object.keys(FACTS)).toEqual(expect.arrayContaining(Object.keys(NOTICES)))
})

test('every kind of request and every ground of a refusal has its words in each language', () => {
  for (const language of WRITTEN_LANGUAGES) {
    const { kinds, grounds } = NOTICE_TEXTS[language]
    expect(Object.keys(kinds)).toEqual([...REQUEST_KINDS])
    expect(Object.keys(grounds)).toEqual([...REFUSAL_GROUNDS])
  }
})

test.each([
  [{ tellStaff: ['thea'] }, { tellStaff: 'not_an_address' }],
  [{ tellStaff: ['a@example.com', 'A@example.com'] }, { tellStaff: 'twice' }],
  [{ tellStaff: Array.from({ length: 11 }, (_, i) => `a${i}@example.com`) }, { tellStaff: 'too_many' }],
  [{ remindAtPercent: [80, 50] }, { remindAtPercent: 'not_in_order' }],
  [{ remindAtPercent: [0, 120] }, { remindAtPercent: 'invalid' }],
  [{ answerAtOnce: 'yes' }, { answerAtOnce: 'invalid' }],
])('the settings %j are refused beside their field', (given, problems) => {
  const parsed = requestSettings.safeParse(given)
  expect(parsed.success ? {} : settingProblems(parsed.error)).toEqual(problems)
})
