import { useState } from 'react'

interface Written {
  name: string
  country: string
  privacyPolicyUrl: string | null
}

/** A company as staff type it. */
export interface CompanyRow {
  key: number
  name: string
  country: string
  privacyPolicyUrl: string
}

/** Companies that staff name themselves. */
export function useRows(before: readonly Written[]) {
  const [rows, setRows] = useState<CompanyRow[]>(() =>
    before.map(({ name, country, privacyPolicyUrl }, key) => ({
      ...{ key, name, country },
      privacyPolicyUrl: privacyPolicyUrl ?? '',
    })),
  )
  return {
    rows,
    add: () =>
      setRows((now) => [
        ...now,
        { key: (now.at(-1)?.key ?? before.length) + 1, name: '', country: '', privacyPolicyUrl: '' },
      ]),
    change: (index: number, changed: Partial<CompanyRow>) =>
      setRows((now) => now.map((row, place) => (place === index ? { ...row, ...changed } : row))),
    clear: () => setRows([]),
    remove: (index: number) => setRows((now) => now.filter((_, place) => place !== index)),
  }
}
