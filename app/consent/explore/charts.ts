import { daysAfter, type IsoDate } from '../../register/index.ts'
import type { Acceptance, Days } from '../ledger/index.ts'

/** The numbers of consents and refusals for a purpose, a day, a country or a language. */
export interface Count {
  value: string
  granted: number
  refused: number
}

export interface Charts {
  /** Purposes with the most decisions first. */
  purposes: Count[]
  /** The purpose that the other charts show; null when there are no decisions. */
  shown: string | null
  /** Every day of the period, also days without decisions. */
  days: Count[]
  countries: Count[]
  languages: Count[]
}

const decisionsOf = ({ granted, refused }: Count) => granted + refused

/** The charts of the counted decisions. `wanted` is the purpose to show in detail, if there are decisions on it. */
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
