import type { ImportMapping } from '../../../app/consent/imports/model.ts'
import { importQueue } from '../../../app/consent/imports/queues.ts'
import type { ImportTool } from '../../../app/consent/imports/words.ts'
import { workImport } from '../../../app/consent/imports/work.ts'
import {
  beginImport,
  checkImport,
  confirmImport,
  IMPORT_PORTION_BYTES,
  type ImportView,
  readConsentImport,
  takePortion,
} from '../../../app/consent/index.ts'
import { forShop } from '../../../app/platform/db.ts'
import type { ShopDomain } from '../../../app/platform/shop-domain.ts'
import { takeJobs } from '../../../scripts/history/worker.ts'

interface AFile {
  content: string | Uint8Array
  tool?: ImportTool
  format?: 'csv' | 'json'
}

/** Sends a file as the page does. Returns the import's id. */
export async function sendFile(shop: ShopDomain, { content, tool = 'other', format = 'csv' }: AFile): Promise<string> {
  const bytes = Buffer.from(content)
  const begun = await forShop(shop, (tx) => beginImport(tx, { tool, format, bytes: bytes.length }, '42'))
  if (!begun.ok) throw new Error(begun.reason)
  for (let number = 0; number * IMPORT_PORTION_BYTES < bytes.length; number += 1) {
    const portion = bytes.subarray(number * IMPORT_PORTION_BYTES, (number + 1) * IMPORT_PORTION_BYTES)
    const taken = await forShop(shop, (tx) => takePortion(tx, { id: begun.id, number, content: portion }))
    if (!taken.ok) throw new Error(`portion ${number}`)
  }
  return begun.id
}

export const importJobs = async (shop: ShopDomain) =>
  (await takeJobs(shop, [importQueue.name])).map(({ data }) => importQueue.schema.parse(data))

export async function workImports(shop: ShopDomain): Promise<void> {
  for (const job of await importJobs(shop)) await workImport(job)
}

export async function viewOf(shop: ShopDomain, id: string): Promise<ImportView> {
  const view = await readConsentImport(shop, id, 'en')
  if (!view) throw new Error('there is no such import')
  return view
}

/** Checks a file as staff do: what is suggested, with what they change. */
export async function checkFile(
  shop: ShopDomain,
  id: string,
  changed: Partial<ImportMapping> = {},
): Promise<ImportView> {
  const { preview, problem } = await viewOf(shop, id)
  if (!preview) throw new Error(String(problem))
  if (!(await forShop(shop, (tx) => checkImport(tx, id, { ...preview.mapping, ...changed }))))
    throw new Error('refused')
  await workImports(shop)
  return viewOf(shop, id)
}

/** The whole way of a file. */
export async function importFile(shop: ShopDomain, file: AFile, changed: Partial<ImportMapping> = {}) {
  const id = await sendFile(shop, file)
  const checked = await checkFile(shop, id, changed)
  if (checked.found.state !== 'checked') return checked
  await forShop(shop, (tx) => confirmImport(tx, id, '42'))
  await workImports(shop)
  return viewOf(shop, id)
}
