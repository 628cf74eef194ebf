import { forShop } from '../../platform/db.ts'
import type { StaffLanguage } from '../../platform/i18n.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { versionInForce } from '../../register/index.ts'
import { askedPurposes } from '../purpose-names.ts'
import { SAMPLED_ROWS, SHOWN_ROWS } from './limits.ts'
import type { ImportMapping } from './model.ts'
import { readRecords, UnreadableFile } from './records.ts'
import { findImport, type ImportRow, listImportRows } from './store.ts'
import { suggestMapping } from './suggest.ts'
import type { FileProblem } from './words.ts'

export const listImports = listImportRows

export interface ImportView {
  found: ImportRow
  /** The first rows, while they are there; what is suggested, or was chosen, of their columns. */
  preview: { names: string[]; rows: string[][]; mapping: ImportMapping } | null
  /** Why the file cannot be read. */
  problem: FileProblem | null
  /** Purposes that a row can be about, with the register's names of them. */
  purposes: { id: string; name: string | null }[]
}

/** An import as staff see it. Null when the shop has no such import. */
export async function readConsentImport(
  shop: ShopDomain,
  id: string,
  language: StaffLanguage,
): Promise<ImportView | null> {
  const { found, names, asked, register } = await forShop(shop, async (tx) => ({
    found: await findImport(tx, id),
    ...(await askedPurposes(tx, language)),
    register: (await versionInForce(tx))?.register ?? null,
  }))
  if (!found) return null
  const purposes = asked.map((purpose) => ({ id: purpose, name: names[purpose] ?? null }))
  const view = { found, preview: null, problem: found.problem, purposes }
  if (found.state !== 'mapping' && found.state !== 'checked') return view
  try {
    const [columns = [], ...sample] = await firstRows(shop, found)
    const suggested = suggestMapping(
      { names: columns, sample, tool: found.tool },
      { purposes: register?.purposes ?? [], asked },
    )
    const preview = { names: columns, rows: sample.slice(0, SHOWN_ROWS), mapping: found.mapping ?? suggested }
    return { ...view, preview }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return { ...view, problem: error.problem }
  }
}

async function firstRows(shop: ShopDomain, { id, format }: ImportRow): Promise<string[][]> {
  const rows: string[][] = []
  try {
    for await (const row of readRecords({ shop, id, format })) {
      rows.push(row)
      if (rows.length > SAMPLED_ROWS) break
    }
  } catch (error) {
    // What is damaged further on is found when every row is checked.
    if (!(error instanceof UnreadableFile) || rows.length < 2) throw error
  }
  return rows
}
