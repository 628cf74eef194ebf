import { daysAfter, type IsoDate } from '../../register/index.ts'
import type { Acceptance, Days } from '../ledger/index.ts'

/** How many agreed and how many refused: of a purpose, a day, a country or a language. */
export interface Count {
  value: string
  granted: number
  refused: number
}

export interface Charts {
  /** Those that most decided on first. */
  purposes: Count[]
  /** The purpose that the others are about; null where nobody decided anything. */
  shown: string | null
  /** Every day, also those on which nobody decided. */
  days: Count[]
  countries: Count[]
  languages: Count[]
}

const decisionsOf = ({ granted, refused }: Count) => granted + refused

/** What was counted, as charts show it. The purpose that is asked for in detail is shown where it was decided on. */
export function chartsOf(counted: readonly Acceptance[], days: Days, wanted: string | undefined): Charts {
  const most = (counts: Count[]) => counts.toSorted((a, b) => decisionsOf(b) - decisionsOf(a))
  const purposes = most(
    counted
      .filter(({ by }) => by === 'all')
      .map(({ purpose, granted, refused }) => ({ value: purpose, granted, refused })),
  )
  const shown = (purposes.find(({ value }) => value === wanted) ?? purposes[0])?.value ?? null
  const by = (wantedBy: Acceptance['by']): Count[] =>
    counted
      .filter((line) => line.by === wantedBy && line.purpose === shown)
      .map(({ value, granted, refused }) => ({ value, granted, refused }))
  const onDay = new Map(by('day').map((count) => [count.value, count]))
  return {
    purposes,
    shown,
    days: eachDay(days).map((value) => onDay.get(value) ?? { value, granted: 0, refused: 0 }),
    countries: most(by('country')),
    languages: most(by('language')),
  }
}

function eachDay({ first, last }: Days): IsoDate[] {
  const days: IsoDate[] = []
  for (let day = first; day <= last; day = daysAfter(day, 1)) days.push(day)
  return days
}
