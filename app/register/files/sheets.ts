/** A workbook as rows of plain cells, before a library turns it into a file. */
export type Cell = string | number | boolean | null

export interface Sheet {
  name: string
  columns: { title: string; width: number }[]
  rows: Cell[][]
}
