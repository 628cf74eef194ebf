import { describe, expect, test } from 'vitest'
import { concerns, isShownTo, obstacleOf, stateOf, switchesOf } from '../../app/centre/model.ts'
import { aRegister } from '../register/a-register.ts'
import { CENTRE_REGISTER } from './switches.ts'

const switches = switchesOf(aRegister(CENTRE_REGISTER))
const at = (minute: number) => new Date(Date.UTC(2026, 10, 28, 8, minute))

test('a switch for each purpose that rests on consent, each partner by itself, and messages on a legitimate interest', () => {
  expect(switches.map(({ key, asks, isConsent, isOwnChannel }) => [key, asks, isConsent, isOwnChannel])).toEqual([
    ['measuring', 'device', true, false],
    ['news', 'email', true, true],
    ['trade-news', 'email', false, true],
    ['texting', 'sms', true, true],
    ['sharing_atelier', 'partner', true, false],
    ['sharing_maison', 'partner', true, false],
  ])
})

describe('how a switch stands', () => {
  const partner = { key: 'sharing_atelier', purpose: 'sharing', isConsent: true }
  const chosen = (purpose: string, granted: boolean, minute: number) => ({ purpose, granted, decidedAt: at(minute) })
  test.each([
    ['nothing was chosen', partner, [], 'not asked', false],
    [
      'nothing was chosen, and it rests on a legitimate interest',
      { ...partner, isConsent: false },
      [],
      'not asked',
      true,
    ],
    ['the partner was agreed to', partner, [chosen('sharing_atelier', true, 1)], 'granted', true],
    ['another partner was agreed to', partner, [chosen('sharing_maison', true, 1)], 'not asked', false],
    ['the whole purpose was agreed to', partner, [chosen('sharing', true, 1)], 'granted', true],
    [
      'the whole purpose was refused later',
      partner,
      [chosen('sharing_atelier', true, 1), chosen('sharing', false, 2)],
      'denied',
      false,
    ],
    [
      'the partner was agreed to later',
      partner,
      [chosen('sharing_atelier', true, 3), chosen('sharing', false, 2)],
      'granted',
      true,
    ],
  ] as const)('%s', (_name, asked, current, state, isOn) => {
    expect(stateOf(asked, current)).toMatchObject({ state, isOn })
  })
})

test.each([
  ['customer', 'device', false, true, null],
  ['customer', 'email', false, true, null],
  ['customer', 'email', true, true, 'restricted'],
  ['customer', 'device', true, true, null],
  ['customer', 'partner', true, true, 'restricted'],
  ['link', 'device', false, false, 'signIn'],
  ['link', 'sms', false, false, 'signIn'],
  ['link', 'email', false, true, 'signIn'],
  ['link', 'partner', false, true, null],
] as const)(
  'by %s, %s (restricted: %s): shown %s, and agreeing meets %s',
  (by, asks, isRestricted, isShown, obstacle) => {
    expect(isShownTo({ asks }, by)).toBe(isShown)
    expect(obstacleOf({ asks }, { by, isRestricted })).toBe(obstacle)
  },
)

test.each([
  [['consumer'], false, true],
  [['professional'], false, false],
  [['professional'], true, true],
  [['consumer', 'professional'], false, true],
] as const)('a purpose for %s concerns a professional (%s): %s', (audience, isProfessional, isConcerned) => {
  expect(concerns({ audience }, isProfessional)).toBe(isConcerned)
})
