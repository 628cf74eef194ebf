import { describe, expect, test } from 'vitest'
import { exportRegister, importRegister, purposesAskedInBanner, register } from '../../app/register/index.ts'
import { aPurpose, aRegister } from './a-register.ts'

/** A register as the release before `askedAt` stored it. */
function stored(askedInBanner: unknown): object {
  const { askedAt: _gone, ...purpose } = { askedAt: [], ...aPurpose({ legalBasis: 'consent' }) }
  return { ...aRegister(), purposes: [{ ...purpose, askedInBanner }] }
}

describe('a register of an earlier release is read as it would be written today', () => {
  test.each([
    [true, ['banner']],
    [false, []],
  ])('what the banner asked, it still asks: %s', (askedInBanner, askedAt) => {
    const read = register.parse(stored(askedInBanner))
    expect(read.purposes[0]).toMatchObject({ askedAt })
    expect(purposesAskedInBanner(read)).toHaveLength(askedAt.length)
  })

  test('staff import the file that they exported then', () => {
    const imported = importRegister(JSON.stringify(stored(true), null, 2))
    expect(imported.ok && JSON.parse(exportRegister(imported.register)).purposes[0].askedAt).toEqual(['banner'])
  })

  test.each([
    ['both forms at once', { ...aPurpose(), askedInBanner: true, askedAt: ['account'] }],
    ['a box that is neither on nor off', { ...aPurpose(), askedInBanner: 'yes' }],
    ['a purpose that is none', 7],
  ])('%s is refused, and nothing is lost without a word', (_what, purpose) => {
    expect(register.safeParse({ ...aRegister(), purposes: [purpose] }).success).toBe(false)
  })

  test.each([[null], [7], [[]], ['{}'], [{ purposes: 7 }]])('what is no register is none: %j', (value) => {
    expect(register.safeParse(value).success).toBe(false)
  })
})
