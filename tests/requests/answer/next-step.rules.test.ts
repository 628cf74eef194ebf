import { expect, test } from 'vitest'
import { makeProblem, type StepFacts } from '../../../app/requests/answer/model.ts'
import { goesOutUnseen, nextStep, wouldGiveStaleFile } from '../../../app/requests/answer/next-step.ts'
import { REQUEST_KINDS, REQUEST_STATES } from '../../../app/requests/words.ts'

const [BEFORE, COLLECTED, LOOKED, MADE, LATER] = [1, 2, 3, 4, 5].map((day) => new Date(Date.UTC(2026, 5, day)))
const at = (time: Date | undefined) => time ?? new Date(0)

/** A request of somebody who is known, and nothing done yet. */
const FACTS: StepFacts = {
  request: { kind: 'access', state: 'in_progress', isIdentified: true },
  collection: null,
  answer: null,
  chosenAt: null,
  lookedAt: null,
  isPublished: true,
  unseen: false,
}
const request = (given: Partial<StepFacts['request']>) => ({ request: { ...FACTS.request, ...given } })
const collected = { collection: { state: 'collected', finishedAt: at(COLLECTED) } } as const
const looked = { ...collected, lookedAt: at(LOOKED) }
const ready = { ...looked, answer: { state: 'ready', madeAt: at(MADE) } } as const

test.each<[string, Partial<StepFacts>, string | null]>([
  ['a new request', request({ state: 'received', isIdentified: false }), 'identity'],
  ['a proof is awaited', request({ state: 'identity_check', isIdentified: false }), 'identity'],
  ['it was opened again as new', { ...ready, ...request({ state: 'received' }) }, 'identity'],
  [
    'identity is in doubt, and a file is ready',
    { ...ready, ...request({ state: 'identity_check', isIdentified: false }) },
    'identity',
  ],
  ['the person was asked something', request({ state: 'waiting_for_person' }), 'person'],
  ['no register was ever published', { isPublished: false }, 'publish'],
  ['the person is known', {}, 'collect'],
  ['Shopify is being read', { collection: { state: 'collecting', finishedAt: null } }, 'collecting'],
  ['reading failed', { collection: { state: 'failed', finishedAt: null } }, 'collect'],
  ['all is there', collected, 'look'],
  ['somebody looked before all was there', { ...collected, lookedAt: at(BEFORE) }, 'look'],
  ['somebody looked', looked, 'make'],
  ['nobody looked, and the shop wants it so', { ...collected, unseen: true }, 'make'],
  ['the file is being made', { ...looked, answer: { state: 'making', madeAt: null } }, 'making'],
  ['making it failed', { ...looked, answer: { state: 'failed', madeAt: null } }, 'make'],
  ['the file is ready', ready, 'answer'],
  [
    'the file is ready, and something was collected after it',
    { ...ready, lookedAt: at(LATER), collection: { state: 'collected', finishedAt: at(LATER) } },
    'make',
  ],
  [
    'the file was destroyed, and the request opened again',
    { ...looked, answer: { state: 'expired', madeAt: at(MADE) } },
    'make',
  ],
  ['answered', { ...ready, ...request({ state: 'answered' }) }, 'done'],
  ['refused', request({ state: 'refused' }), 'done'],
  ['joined to another', request({ state: 'joined' }), 'done'],
  ['to take elsewhere', { ...looked, ...request({ kind: 'portability' }) }, 'make'],
  ['a correction', request({ kind: 'rectification' }), null],
])('%s: the next step', (_when, given, step) => {
  expect(nextStep({ ...FACTS, ...given })).toBe(step)
})

test.each<[string, Partial<StepFacts>, boolean]>([
  ['no file was made: staff answer in another way', looked, false],
  ['nothing was even collected', {}, false],
  ['the file is made of what is there', ready, false],
  ['something was taken out before it was made', { ...ready, chosenAt: at(LOOKED) }, false],
  ['something was taken out since', { ...ready, chosenAt: at(LATER) }, true],
  ['something was collected since', { ...ready, collection: { state: 'collected', finishedAt: at(LATER) } }, true],
  ['it is being collected anew', { ...ready, collection: { state: 'collecting', finishedAt: null } }, true],
  ['what was collected is gone', { ...ready, collection: null }, true],
  ['the file is being made', { ...looked, answer: { state: 'making', madeAt: null } }, true],
  ['making it failed', { ...looked, answer: { state: 'failed', madeAt: null } }, false],
  ['the file was destroyed', { ...looked, answer: { state: 'expired', madeAt: at(MADE) } }, false],
  ['to take elsewhere', { ...ready, ...request({ kind: 'portability' }), chosenAt: at(LATER) }, true],
  ['a correction', { ...ready, ...request({ kind: 'rectification' }), chosenAt: at(LATER) }, false],
])('%s: whether a file that is not current would go out', (_when, given, isStale) => {
  expect(wouldGiveStaleFile({ ...FACTS, ...given })).toBe(isStale)
})

test('whatever has happened, a request that no file answers has no such step, and every other one has exactly one', () => {
  for (const kind of REQUEST_KINDS) {
    for (const state of REQUEST_STATES) {
      for (const isIdentified of [true, false]) {
        const step = nextStep({ ...ready, ...FACTS, ...request({ kind, state, isIdentified }) })
        expect(step === null).toBe(kind !== 'access' && kind !== 'portability')
        if (!isIdentified && step !== null) expect(['identity', 'done', 'person']).toContain(step)
      }
    }
  }
})

test('a file is made only of what is there, for somebody who is known, and seen by staff', () => {
  const attempt = { ...FACTS, ...looked }
  expect(makeProblem(attempt)).toBeNull()
  expect(makeProblem({ ...attempt, request: null })).toBe('not_found')
  expect(makeProblem({ ...attempt, ...request({ kind: 'erasure' }) })).toBe('not_a_file')
  expect(makeProblem({ ...attempt, ...request({ isIdentified: false }) })).toBe('identity_missing')
  expect(makeProblem({ ...attempt, ...request({ state: 'answered' }) })).toBe('not_from_here')
  expect(makeProblem({ ...attempt, isPublished: false })).toBe('not_published')
  expect(makeProblem({ ...attempt, collection: null })).toBe('not_collected')
  expect(makeProblem({ ...attempt, lookedAt: null })).toBe('not_looked')
  expect(makeProblem({ ...attempt, lookedAt: null, unseen: true })).toBeNull()
})

test('only who is signed in is answered at once, and only where the shop says so', () => {
  expect(goesOutUnseen(true, 'account_login')).toBe(true)
  expect(goesOutUnseen(false, 'account_login')).toBe(false)
  for (const proof of ['attested', 'call_back', 'email_link', 'proof_of_identity', null] as const)
    expect(goesOutUnseen(true, proof)).toBe(false)
})
