import writeXlsxFile, { type SheetData } from 'write-excel-file/node'
import type { Cell, Sheet } from './sheets.ts'

/** Excel's limits (support.microsoft.com): characters in a cell, and in a sheet's name. */
const MOST_CHARACTERS = 32_767
const LONGEST_NAME = 31

/** A text stays text in the file, even when it begins with `=`, so that no formula is written. */
function cellOf(value: Cell) {
  if (value === null || value === '') return null
  if (typeof value === 'number') return { type: Number, value }
  if (typeof value === 'boolean') return { type: Boolean, value }
  return {
    type: String,
    value: value.length > MOST_CHARACTERS ? `${value.slice(0, MOST_CHARACTERS - 1)}…` : value,
    wrap: true,
  }
}

const nameOf = (name: string) => name.replace(/[[\]:*?/\\]/g, ' ').slice(0, LONGEST_NAME)

/** The sheets as the bytes of an XLSX file (ECMA-376). */
export async function writeXlsx(sheets: readonly Sheet[]): Promise<Buffer> {
  const workbook = sheets.map(({ name, columns, rows }) => {
    const header = columns.map(({ title }) => ({ type: String, value: title, fontWeight: 'bold' as const }))
    const data: SheetData = [header, ...rows.map((row) => row.map(cellOf))]
    return { data, sheet: nameOf(name), columns: columns.map(({ width }) => ({ width })), stickyRowsCount: 1 }
  })
  return await writeXlsxFile(workbook).toBuffer()
}
