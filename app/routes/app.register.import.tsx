import { type ActionFunctionArgs, data } from '@remix-run/node'
import { z } from 'zod'
import { readBytes } from '../platform/body.ts'
import { staffLanguage } from '../platform/i18n.ts'
import { describeImportError, MAX_IMPORT_BYTES, previewImport, replaceDraft } from '../register/index.ts'
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
  const staff = await asStaff(request)
  const language = staffLanguage(request)
  const query = asked.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!query.success) throw data(null, { status: 400 })
  const file = await readBytes(request, MAX_IMPORT_BYTES)
  if (query.data.intent === 'preview') {
    const preview = await previewImport(staff, { file, language, size: SHOWN })
    return preview.ok ? { answer: 'preview', ...preview } : { answer: 'errors', errors: preview.errors }
  }
  const result = await replaceDraft(staff, { file, revision: query.data.revision })
  if (result.ok) return { answer: 'imported' }
  if (result.reason === 'changed_since') return { answer: 'changed_since' }
  return { answer: 'errors', errors: result.errors.map((each) => describeImportError(each, language)) }
}

export default ImportPage

export const ErrorBoundary = PageError
