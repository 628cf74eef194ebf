import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diagramOf, isRequestOpen, MOVES, type MoveName, moveProblem } from '../../app/requests/lifecycle/model.ts'
import { ACTORS, REQUEST_STATES, type RequestState } from '../../app/requests/words.ts'

const NAMES = Object.keys(MOVES) as MoveName[]

interface Life {
  state: RequestState
  isIdentified: boolean
}

/** Every move that the rules let through, in any order; those that they refuse change nothing. */
const lives = fc.array(
  fc.record({
    move: fc.constantFrom(...NAMES),
    actor: fc.constantFrom(...ACTORS),
    reason: fc.constantFrom('', ' ', 'because'),
  }),
  { maxLength: 40 },
)

function live(attempts: readonly { move: MoveName; actor: (typeof ACTORS)[number]; reason: string }[]): Life[] {
  const past: Life[] = [{ state: 'received', isIdentified: false }]
  for (const attempt of attempts) {
    const now = past[past.length - 1]
    if (!now || moveProblem({ kind: 'access', ...attempt, ...now })) continue
    const known = attempt.move === 'confirm_identity' || (now.isIdentified && attempt.move !== 'doubt_identity')
    past.push({ state: MOVES[attempt.move].to, isIdentified: known })
  }
  return past
}

test('nobody gets an answer before they are known, in whatever order things happen', () => {
  fc.assert(
    fc.property(lives, (attempts) => {
      const unknown = live(attempts).filter(({ state, isIdentified }) => state === 'answered' && !isIdentified)
      expect(unknown).toEqual([])
    }),
    { numRuns: 1_000 },
  )
})

test('a request that is open can always be ended, and one of an erased person never moves again', () => {
  for (const state of REQUEST_STATES) {
    const ends = NAMES.filter((move) => MOVES[move].from.some((from) => from === state)).map((move) => MOVES[move].to)
    if (isRequestOpen(state)) expect(ends).toContain('withdrawn')
    if (state === 'erased') expect(ends).toEqual([])
  }
})

test('every state can be reached', () => {
  const reached = new Set<RequestState>(['received'])
  for (const _ of REQUEST_STATES) {
    for (const move of NAMES) if (MOVES[move].from.some((from) => reached.has(from))) reached.add(MOVES[move].to)
  }
  expect([...reached].sort()).toEqual([...REQUEST_STATES].sort())
})

test.each([
  [
    'the person cannot answer their own request',
    { move: 'answer', actor: 'person', isIdentified: true },
    'not_by_this_actor',
  ],
  ['staff cannot answer somebody unknown', { move: 'answer', actor: 'staff', isIdentified: false }, 'identity_missing'],
  ['a refusal says why', { move: 'refuse', actor: 'staff', reason: '  ' }, 'reason_missing'],
  ['Shopify does not withdraw for a person', { move: 'withdraw', actor: 'shopify' }, 'not_by_this_actor'],
  [
    'Kept answers nobody unknown',
    { move: 'answer_unidentified', actor: 'kept', state: 'received', isIdentified: false },
    'identity_missing',
  ],
  [
    'but an objection, which gives nothing out',
    { move: 'answer_unidentified', actor: 'kept', state: 'received', kind: 'objection_to_prospecting' },
    null,
  ],
  ['a closed request is reopened with a reason', { move: 'reopen', actor: 'staff' }, 'not_from_here'],
] as const)('%s', (_why, attempt, problem) => {
  expect(moveProblem({ kind: 'access', state: 'in_progress', reason: 'because', isIdentified: true, ...attempt })).toBe(
    problem,
  )
})

test('the diagram in the documentation is the table that the app runs', () => {
  expect(readFileSync('docs/requests.md', 'utf8')).toContain(diagramOf(MOVES))
})
