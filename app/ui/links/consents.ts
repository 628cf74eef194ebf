import { type ExportFormat, FILTERS } from '../../consent/explore/words.ts'

export const CONSENTS = '/app/consents'
export const LEDGER = `${CONSENTS}/ledger`
/** How an auditor checks the ledger. */
export const AUDITORS = `${LEDGER}/audit`

/** Consents of another tool. */
export const IMPORTS = `${CONSENTS}/import`
export const pageOfImport = (id: string) => `${IMPORTS}/${id}`
export const portionOf = (id: string, position: number) => `${pageOfImport(id)}/portions?position=${position}`

export const pageOfRecord = (id: string) => `${CONSENTS}/${id}`

/** Whether the page's address asks for anything less than all decisions. */
export const isFiltered = (params: URLSearchParams) => FILTERS.some((field) => params.has(field))

export function exportOf(format: ExportFormat, params: URLSearchParams): string {
  const filters = [...params].filter(([field]) => FILTERS.some((one) => one === field))
  return `${CONSENTS}/export?${new URLSearchParams([['format', format], ...filters])}`
}
