import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, type ShouldRevalidateFunction, useLoaderData, useRouteError } from '@remix-run/react'
import { z } from 'zod'
import { readJson } from '../platform/body.ts'
import { clock } from '../platform/clock.ts'
import { staffLanguage } from '../platform/i18n.ts'
import {
  answerToRemoval,
  answerToSave,
  baseOfEdit,
  dayOf,
  ENTRY_KINDS,
  lastEditOf,
  MAX_ENTRY_BYTES,
  MAX_ID,
  MAX_TRACKER_NAME,
  missingTexts,
  openForm,
  PART_KINDS,
  readDraft,
  removeEntry,
  saveEntry,
} from '../register/index.ts'
import { asStaff } from '../shopify/staff.ts'
import { PageError } from '../ui/page-error.tsx'
import { ToldLink } from '../ui/recipients/told-link.tsx'
import { EditPage, LastEditLine, MissingEntry } from '../ui/register/edit/edit-page.tsx'
import { MissingTexts } from '../ui/register/edit/missing-texts.tsx'

const reference = z.object({ kind: z.enum(PART_KINDS), id: z.string().max(MAX_ID).optional() })

function refOf(params: Record<string, string | undefined>) {
  const ref = reference.safeParse(params)
  if (!ref.success) throw data(null, { status: 404 })
  return { kind: ref.data.kind, id: ref.data.id ?? null }
}

/** The number of missing translations that are listed. */
const MISSING_SHOWN = 50

const begun = z.object({ pattern: z.string().max(MAX_TRACKER_NAME) }).partial()

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { inShop, id: staffId } = await asStaff(request)
  const entry = refOf(params)
  const language = staffLanguage(request)
  const { draft, lastEdit } = await inShop(async (tx) => ({
    draft: await readDraft(tx),
    lastEdit: await lastEditOf(tx, entry),
  }))
  const form = draft && openForm(draft.register, entry, { language, today: dayOf(clock.now()) })
  if (!form) throw data(null, { status: 404 })
  const known = begun.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  const isNew = entry.id === null && ENTRY_KINDS.some((kind) => kind === entry.kind)
  return {
    entry,
    form,
    staffId,
    lastEdit: isNew ? null : lastEdit,
    missing: entry.kind === 'languages' ? missingTexts(draft.register, { language, size: MISSING_SHOWN }) : null,
    begun: isNew && known.data?.pattern ? { ...form.value, ...known.data } : null,
  }
}

const asked = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('save'), base: baseOfEdit, value: z.looseObject({}) }),
  z.object({ intent: z.literal('remove'), base: baseOfEdit, unlink: z.boolean() }),
])

export async function action({ request, params }: ActionFunctionArgs) {
  const { inShop, id: staffId } = await asStaff(request)
  const { kind, id } = refOf(params)
  const body = asked.safeParse(await readJson(request, MAX_ENTRY_BYTES))
  if (!body.success) throw data(null, { status: 400 })
  const reader = { language: staffLanguage(request), today: dayOf(clock.now()), staffId }
  if (body.data.intent === 'save') {
    const save = { kind, id, base: body.data.base, value: body.data.value }
    return answerToSave(await inShop((tx) => saveEntry(tx, save, staffId)), save, reader)
  }
  const entryKind = ENTRY_KINDS.find((each) => each === kind)
  if (!entryKind || id === null) throw data(null, { status: 400 })
  const removal = { kind: entryKind, id, base: body.data.base, unlink: body.data.unlink }
  return answerToRemoval(await inShop((tx) => removeEntry(tx, removal, staffId)), reader)
}

/** The form still holds what was not saved, so the page must not reload, least of all when the entry was removed. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionResult, defaultShouldRevalidate }) =>
  actionResult && 'answer' in actionResult && actionResult.answer !== 'saved' ? false : defaultShouldRevalidate

export default function Edit() {
  const { entry, form, begun, missing, lastEdit, staffId } = useLoaderData<typeof loader>()
  return (
    <EditPage key={`${entry.kind}/${entry.id}`} entry={entry} form={form} begun={begun}>
      {entry.kind === 'recipient' && entry.id !== null && <ToldLink recipientId={entry.id} />}
      {missing && <MissingTexts missing={missing} />}
      {lastEdit && <LastEditLine lastEdit={lastEdit} staffId={staffId} />}
    </EditPage>
  )
}

export function ErrorBoundary() {
  const error = useRouteError()
  return isRouteErrorResponse(error) && error.status === 404 ? <MissingEntry /> : <PageError />
}
