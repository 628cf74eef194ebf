import { describe, expect, test } from 'vitest'
import {
  type ActFacts,
  type LiftFacts,
  liftDays,
  liftStanding,
  restrictionActs,
  stopOf,
} from '../../../app/requests/restriction/model.ts'

const run = { phase: 'set', run: 'done', stopped: null, ended: null } as const
const facts: ActFacts = { isWorkedOn: false, run, liftOn: null, isToBeTold: false }

describe('staff are offered what is possible now, and nothing else', () => {
  test.for<[string, Partial<ActFacts>, string[]]>([
    ['nobody known who asks', { run: null }, []],
    ['somebody known, nothing set', { run: null, isWorkedOn: true }, ['set']],
    ['it is being carried out', { run: { ...run, run: 'running' }, isWorkedOn: true }, []],
    ['Shopify refused', { run: { ...run, run: 'stopped', stopped: 'shopify_refused' } }, ['go_on', 'mark_done']],
    ['Kept may not', { run: { ...run, run: 'stopped', stopped: 'access_denied' } }, ['go_on', 'mark_done']],
    ['Shopify was away', { run: { ...run, run: 'stopped', stopped: 'shopify_away' } }, ['go_on']],
    ['in force', {}, ['lift']],
    ['in force, the request opened again', { isWorkedOn: true }, ['go_on', 'lift']],
    ['it ends, the mail arrived', { liftOn: '2026-12-10' }, ['keep']],
    ['it ends, nobody was told', { liftOn: '2026-12-10', isToBeTold: true }, ['told', 'keep']],
    ['it has ended, tags are taken back', { run: { ...run, phase: 'lift', run: 'running' } }, []],
    ['over', { run: { ...run, phase: 'lift', ended: 'lifted' } }, []],
    ['over, and asked for again', { run: { ...run, phase: 'lift', ended: 'lifted' }, isWorkedOn: true }, ['set']],
    ['the person was erased', { run: { ...run, ended: 'erased' } }, []],
  ])('%s', ([, given, acts]) => {
    expect(restrictionActs({ ...facts, ...given })).toEqual(acts)
  })
})

describe('a restriction never ends before the person was told, nor before the day that they were told', () => {
  const lift: LiftFacts = { today: '2026-12-10', liftOn: '2026-12-10', isTold: false, mail: 'accepted' }
  test.for<[string, Partial<LiftFacts>, string]>([
    ['on the day, the mail accepted', {}, 'lift'],
    ['days later', { today: '2026-12-20' }, 'lift'],
    ['the day before', { today: '2026-12-09' }, 'wait'],
    ['on the day, the mail still on its way', { mail: 'queued' }, 'mail_on_its_way'],
    ['on the day, the mail came back', { mail: 'bounced' }, 'by_staff'],
    ['on the day, no mail server', { mail: 'unsent' }, 'by_staff'],
    ['on the day, no mail', { mail: null }, 'by_staff'],
    ['weeks later, no mail', { mail: null, today: '2027-01-31' }, 'by_staff'],
    ['told by staff', { mail: null, isTold: true }, 'lift'],
    ['told by staff, the day before', { mail: null, isTold: true, today: '2026-12-09' }, 'wait'],
  ])('%s', ([, given, expected]) => {
    expect(liftStanding({ ...lift, ...given })).toBe(expected)
  })

  test('the person has at least a day, and knows an end within three months', () => {
    expect(liftDays('2026-12-10')).toEqual({ least: '2026-12-11', usual: '2026-12-17', most: '2027-03-10' })
  })
})

test.for([
  [[], null],
  [['done', 'nothing_there', 'by_hand'], null],
  [['done', 'refused'], 'shopify_refused'],
  [['refused', 'denied'], 'access_denied'],
] as const)('the person is not answered before everything is done: %s', ([states, stopped]) => {
  expect(stopOf(states.map((state) => ({ state })))).toBe(stopped)
})
