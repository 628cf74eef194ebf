import { type ActionFunctionArgs, data } from '@remix-run/node'
import { z } from 'zod'
import { readText } from '../platform/body.ts'
import { staffLanguage } from '../platform/i18n.ts'
import {
  importInto,
  importRegister,
  MAX_IMPORT_BYTES,
  readDraft,
  sayChanges,
  sayImportError,
} from '../register/index.ts'
import { asStaff } from '../shopify/staff.ts'
import { PageError } from '../ui/page-error.tsx'
import { type ImportAnswer, ImportPage } from '../ui/register/import-page.tsx'

/** Parts whose changes are shown before a file is put in. */
const SHOWN = 100

const asked = z.object({
  intent: z.enum(['preview', 'import']),
  revision: z.coerce.number().int().positive().nullable().catch(null),
})

export async function action({ request }: ActionFunctionArgs): Promise<ImportAnswer> {
  const { inShop, id: staffId } = await asStaff(request)
  const language = staffLanguage(request)
  const query = asked.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!query.success) throw data(null, { status: 400 })
  const json = await readText(request, MAX_IMPORT_BYTES)
  if (query.data.intent === 'preview') {
    const imported = importRegister(json)
    if (!imported.ok) return { answer: 'errors', errors: imported.errors.map((each) => sayImportError(each, language)) }
    const draft = await inShop(readDraft)
    const changes = draft && sayChanges(draft.register, imported.register, { language, size: SHOWN })
    return { answer: 'preview', changes, revision: draft?.revision ?? null, name: imported.register.controller.name }
  }
  const result = await inShop((tx) => importInto(tx, { json, revision: query.data.revision }, staffId))
  if (result.ok) return { answer: 'imported' }
  if (result.reason === 'changed_since') return { answer: 'changed_since' }
  return { answer: 'errors', errors: result.errors.map((each) => sayImportError(each, language)) }
}

export default ImportPage

export const ErrorBoundary = PageError
