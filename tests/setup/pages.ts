/** What a page writes to its console fails the test that opened it. The set-up file of projects with browser tests. */
import { afterEach, expect } from 'vitest'
import { endVisits } from './browser.ts'

afterEach(async () => {
  expect(await endVisits(), 'said on the console of a page').toEqual([])
})
