import { describe, expect, test } from 'vitest'
import {
  completeness,
  errorsOf,
  isExpressed,
  missingTranslations,
  partsOfStatement,
  pathOf,
  register,
  registerFindings,
  STATEMENT_KEYS,
  type StatementKey,
} from '../../app/register/index.ts'
import { TODAY, theTemplate } from './a-register.ts'

/** The rows of the policy that the product is measured by. */
const ROWS: [string, StatementKey][] = [
  ['S01', 'controller_named'],
  ['S02', 'two_audiences'],
  ['S03', 'account_access'],
  ['S04', 'no_sale'],
  ['S05', 'joint_use_by_consent'],
  ['S06', 'purpose_transactions'],
  ['S07', 'purpose_advertising'],
  ['S08', 'purpose_email'],
  ['S09', 'purpose_profiling'],
  ['S10', 'purpose_statistics'],
  ['S11', 'purpose_customer_service'],
  ['S12', 'purpose_security'],
  ['S13', 'purpose_legal'],
  ['S14', 'professional_purposes'],
  ['S15', 'data_contact'],
  ['S16', 'data_newsletter'],
  ['S17', 'data_account_and_purchases'],
  ['S18', 'data_location_and_demographics'],
  ['S19', 'data_navigation'],
  ['S20', 'data_customer_service'],
  ['S21', 'data_security'],
  ['S22', 'data_social_media'],
  ['S23', 'data_professional'],
  ['S24', 'automated_decision'],
  ['S25', 'internal_access'],
  ['S26', 'processors_by_kind'],
  ['S27', 'required_before_contract'],
  ['S28', 'stored_in_eu'],
  ['S29', 'territory_reviewed'],
  ['S30', 'liability_limited'],
  ['S31', 'kept_during_contract'],
  ['S32', 'account_kept_until_inactive'],
  ['S33', 'marketing_kept_until_withdrawn'],
  ['S34', 'cookies_kept_briefly'],
  ['S35', 'forgotten_after_inactivity'],
  ['S36', 'professional_retention'],
  ['S37', 'right_to_information'],
  ['S38', 'right_of_access'],
  ['S39', 'right_to_rectification'],
  ['S40', 'right_to_erasure'],
  ['S41', 'right_to_object'],
  ['S42', 'right_to_withdraw'],
  ['S43', 'requests_by_page_or_mail'],
  ['S44', 'identity_checked'],
  ['S45', 'cookies_explained'],
  ['S46', 'policy_published'],
]

/** A register that says nothing but who keeps it. */
const silent = () =>
  register.parse({
    schemaVersion: 1,
    languages: { default: 'en', offered: ['en'] },
    controller: { name: 'Tea & Co' },
    rightsChannel: { account: false, contactPage: false, dpoEmail: false },
  })

describe('the French retailer', () => {
  const template = theTemplate()

  test.each(ROWS)('%s is expressed: %s', (_row, key) => {
    expect(isExpressed(template, key)).toBe(true)
    // What a statement points at is there, so that a promise never watches a ghost.
    for (const part of partsOfStatement(template, key)) expect(pathOf(template, part)).toBeDefined()
  })

  test('every statement has its row', () => {
    expect(ROWS.map(([, key]) => key).sort()).toEqual([...STATEMENT_KEYS].sort())
  })

  test('a register that says nothing makes none of the statements, except that it sells nothing', () => {
    expect(STATEMENT_KEYS.filter((key) => isExpressed(silent(), key))).toEqual(['no_sale'])
  })

  test('has no errors, and leaves to staff only what a template cannot know', () => {
    const found = registerFindings(template, TODAY)
    expect(errorsOf(found)).toEqual([])
    expect([...new Set(found.map(({ code }) => code))].sort()).toEqual(['agreement_missing', 'notice_email_missing'])
  })

  test('is complete in English and French', () => {
    expect(missingTranslations(template, ['en', 'fr'])).toEqual([])
  })

  test('can be published at once, with agreements left to check', () => {
    const { publishable, steps } = completeness(template, TODAY)
    expect(publishable).toBe(true)
    expect(steps.filter(({ state }) => state !== 'done').map(({ step }) => step)).toEqual(['agreements'])
  })

  test('its first reviews fall due, and then the setup guide says so', () => {
    const later = registerFindings(template, '2027-01-01').filter(({ code }) => code === 'review_overdue')
    expect(later.length).toBeGreaterThan(5)
  })

  test('an empty register has everything to do', () => {
    const states = Object.fromEntries(completeness(silent(), TODAY).steps.map(({ step, state }) => [step, state]))
    expect(states).toMatchObject({ controller: 'to_do', purposes: 'to_do', trackers: 'to_do', rights: 'to_do' })
  })
})

describe('a broken promise shows', () => {
  test('a recipient that pays for data ends the statement that nothing is sold', () => {
    const template = theTemplate()
    const [first, ...others] = template.recipients
    if (!first) throw new Error('the template names recipients')
    expect(isExpressed({ ...template, recipients: [{ ...first, buys: true }, ...others] }, 'no_sale')).toBe(false)
  })
})
