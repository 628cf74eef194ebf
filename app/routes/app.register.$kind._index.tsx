import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, useLoaderData, useRouteError } from '@remix-run/react'
import { z } from 'zod'
import { readJson } from '../platform/body.ts'
import { clock } from '../platform/clock.ts'
import { staffLanguage } from '../platform/i18n.ts'
import {
  AUDIENCES,
  dayOf,
  ENTRY_KINDS,
  listEntries,
  MAX_ID,
  moveEntry,
  readDraft,
  SORTS,
  undeclaredTrackers,
} from '../register/index.ts'
import { lookAtStorefrontUrl } from '../shopify/links.ts'
import { asStaff } from '../shopify/staff.ts'
import { PageError } from '../ui/page-error.tsx'
import { MissingEntry } from '../ui/register/edit/edit-page.tsx'
import { ListPage } from '../ui/register/list/list-page.tsx'
import { SeenTrackers } from '../ui/register/list/seen-trackers.tsx'

const PAGE_SIZE = 25

const listed = z.object({ kind: z.enum(ENTRY_KINDS) })
const query = z.object({
  q: z.string().max(200).catch(''),
  audience: z.enum(AUDIENCES).nullable().catch(null),
  sort: z.enum(SORTS).catch('order'),
  page: z.coerce.number().int().min(1).catch(1),
})

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, inShop } = await asStaff(request)
  const asked = listed.safeParse(params)
  if (!asked.success) throw data(null, { status: 404 })
  const { kind } = asked.data
  const language = staffLanguage(request)
  const { draft, seen } = await inShop(async (tx) => {
    const draft = await readDraft(tx)
    return { draft, seen: draft && kind === 'tracker' ? await undeclaredTrackers(tx, draft.register, language) : [] }
  })
  if (!draft) throw data(null, { status: 404 })
  const { q: search, ...rest } = query.parse(Object.fromEntries(new URL(request.url).searchParams))
  const wanted = { ...rest, search, size: PAGE_SIZE }
  const reader = { language, today: dayOf(clock.now()) }
  const lookUrl = lookAtStorefrontUrl(shop)
  return { kind, seen, lookUrl, query: wanted, list: listEntries(draft.register, kind, wanted, reader) }
}

const move = z.object({ id: z.string().max(MAX_ID), by: z.union([z.literal(-1), z.literal(1)]) })

export async function action({ request, params }: ActionFunctionArgs) {
  const { inShop, id: staffId } = await asStaff(request)
  const asked = listed.safeParse(params)
  const moved = move.safeParse(await readJson(request, 1_000))
  if (!asked.success || !moved.success) throw data(null, { status: 400 })
  return { moved: await inShop((tx) => moveEntry(tx, { kind: asked.data.kind, ...moved.data }, staffId)) }
}

export default function List() {
  const { seen, lookUrl, ...page } = useLoaderData<typeof loader>()
  return (
    <ListPage key={page.kind} {...page}>
      {page.kind === 'tracker' && <SeenTrackers seen={seen} lookUrl={lookUrl} />}
    </ListPage>
  )
}

export function ErrorBoundary() {
  const error = useRouteError()
  return isRouteErrorResponse(error) && error.status === 404 ? <MissingEntry /> : <PageError />
}
