import { describe, expect, test } from 'vitest'
import { setupFactsOf } from '../../app/register/completeness.ts'
import { asSuggestion, withConfirmed } from '../../app/register/suggested.ts'
import { SETUP_STEPS, type SetupFacts, type SetupStep } from '../../app/ui/setup/steps.ts'
import { theTemplate } from './a-register.ts'

const TODAY = '2026-11-23'

/** A shop that is set up. */
const DONE: SetupFacts = {
  isBegun: true,
  isControllerConfirmed: true,
  errors: 0,
  suggested: 0,
  isPublished: true,
  isShown: true,
  hasAsked: true,
  isAsking: true,
}

describe('“Done” is what was confirmed or seen, never what was clicked', () => {
  test.each<[string, Partial<SetupFacts>, SetupStep['key'][]]>([
    ['all of it', {}, []],
    [
      'a register that nobody began',
      { isBegun: false, errors: null, suggested: null, isControllerConfirmed: false, isShown: false },
      ['begin', 'controller', 'errors', 'confirm', 'publish'],
    ],
    [
      'who the shop is, taken from Shopify and not confirmed',
      { isControllerConfirmed: false, suggested: 1 },
      ['controller', 'confirm'],
    ],
    ['a register with an error', { errors: 1 }, ['errors']],
    ['a fact that is only suggested', { suggested: 1 }, ['confirm']],
    ['a policy that was published and that the shop no longer shows', { isShown: false }, ['publish']],
    [
      'a banner that nobody has chosen in, or from which choices have stopped arriving',
      { isAsking: false },
      ['banner'],
    ],
  ])('%s', (_what, change, left) => {
    const facts = { ...DONE, ...change }
    expect(SETUP_STEPS.filter((step) => !step.isDone(facts)).map(({ key }) => key)).toEqual(left)
  })
})

test.each<[string, Partial<SetupFacts>, SetupStep['key'][]]>([
  ['nothing, while all is done', {}, []],
  ['a policy that the shop no longer shows', { isShown: false }, ['publish']],
  ['choices that no longer arrive', { isAsking: false }, ['banner']],
  ['not what was never done', { isPublished: false, isShown: false, hasAsked: false, isAsking: false }, []],
])('staff read what was done and is no longer: %s', (_what, change, lapsed) => {
  const facts = { ...DONE, ...change }
  expect(SETUP_STEPS.filter((step) => step.hasLapsed?.(facts)).map(({ key }) => key)).toEqual(lapsed)
})

describe('who the shop is', () => {
  test('is not done while it is only suggested', () => {
    const suggested = asSuggestion(theTemplate())
    expect(setupFactsOf(suggested, TODAY)).toMatchObject({ isBegun: true, isControllerConfirmed: false })
    const confirmed = withConfirmed(suggested, [{ kind: 'controller', id: null }])
    expect(setupFactsOf(confirmed, TODAY)).toMatchObject({ isControllerConfirmed: true })
  })

  test('nor before there is a register', () => {
    expect(setupFactsOf(null, TODAY)).toEqual({
      isBegun: false,
      isControllerConfirmed: false,
      errors: null,
      suggested: null,
    })
  })
})
