/** How long the law gives for an answer, law by law. Data: what a court or a parliament changes is changed here. */
import type { PauseReason, RegimeId } from '../words.ts'

/** A length of time that a law gives. */
export interface TimeLimit {
  unit: 'months' | 'days' | 'working_days'
  value: number
}

export interface Regime {
  id: RegimeId
  /** The first day on which it counts for a request: the day of receipt. ISO 8601. */
  validFrom: string
  source: string
  answer: TimeLimit
  /** The whole period with an extension, from the same start; null where the law has none. */
  extended: TimeLimit | null
  /** The receipt of the request must be confirmed. */
  confirm: TimeLimit | null
  /** For opt-outs of sale, which have a time of their own. */
  optOut: TimeLimit | null
  /**
   * `identity`: the time starts when the person is known. `clarification`: it stops while the shop waits for an answer.
   * Where authorities only tolerate it, the law's own time is kept: an answer on that day is never late.
   */
  stopsFor: readonly PauseReason[]
  /** A last day that is no working day moves to the next one. */
  movesToWorkingDay: boolean
}

const months = (value: number): TimeLimit => ({ unit: 'months', value })
const days = (value: number): TimeLimit => ({ unit: 'days', value })
const workingDays = (value: number): TimeLimit => ({ unit: 'working_days', value })

export const REGIMES: readonly Regime[] = [
  {
    id: 'gdpr',
    validFrom: '2018-05-25',
    source: 'Regulation (EU) 2016/679, Art. 12(3); Regulation (EEC, Euratom) No 1182/71, Art. 3',
    answer: months(1),
    extended: months(3),
    confirm: null,
    optOut: null,
    stopsFor: [],
    movesToWorkingDay: true,
  },
  {
    id: 'uk',
    validFrom: '2021-01-01',
    source: 'UK GDPR, Art. 12 and 12A; Data (Use and Access) Act 2025, section 76',
    answer: months(1),
    extended: months(3),
    confirm: null,
    optOut: null,
    stopsFor: ['identity', 'clarification'],
    movesToWorkingDay: true,
  },
  {
    id: 'california',
    validFrom: '2020-08-14',
    source: 'California Code of Regulations, title 11, § 7021 and § 7026(f)',
    answer: days(45),
    extended: days(90),
    confirm: workingDays(10),
    optOut: workingDays(15),
    stopsFor: [],
    movesToWorkingDay: false,
  },
  {
    id: 'quebec',
    validFrom: '1994-01-01',
    source: 'Act respecting the protection of personal information in the private sector (P-39.1), s. 32',
    answer: days(30),
    extended: null,
    confirm: null,
    optOut: null,
    stopsFor: [],
    movesToWorkingDay: false,
  },
  {
    id: 'lgpd',
    validFrom: '2020-09-18',
    source: 'Lei nº 13.709/2018, Art. 19, II',
    answer: days(15),
    extended: null,
    confirm: null,
    optOut: null,
    stopsFor: [],
    movesToWorkingDay: false,
  },
  {
    id: 'switzerland',
    validFrom: '2023-09-01',
    source: 'Federal Act on Data Protection (SR 235.1), Art. 25(7); Ordinance (SR 235.11), Art. 18',
    answer: days(30),
    extended: null,
    confirm: null,
    optOut: null,
    stopsFor: [],
    movesToWorkingDay: false,
  },
]
