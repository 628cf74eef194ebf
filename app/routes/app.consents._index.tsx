import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  askedPurposes,
  asksForDays,
  daysOf,
  filterOf,
  findStuck,
  ledgerLength,
  MAX_SEARCH,
  paramsOf,
  readQuery,
  search,
  searchEvents,
  sourcesOf,
  whoIsSought,
} from '../consent/index.ts'
import { readJson } from '../platform/body.ts'
import { clock } from '../platform/clock.ts'
import { staffLanguage } from '../platform/i18n.ts'
import { readTimeZone } from '../shopify/app-data.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'
import { restrictedAmong, type SubjectId } from '../subjects/index.ts'
import { ExplorerPage } from '../ui/consents/explorer/explorer-page.tsx'
import type { SearchAnswer } from '../ui/consents/explorer/search-box.tsx'
import { PageError } from '../ui/page-error.tsx'

const PAGE_SIZE = 25

export async function loader({ request, params }: LoaderFunctionArgs) {
  const read = readQuery(new URL(request.url).searchParams)
  const language = staffLanguage(request)
  return asStaffWithCustomerData({ request, params }, async ({ admin, inShop, shows }) => {
    const timeZone = read.ok && asksForDays(read.query) ? await readTimeZone(admin) : 'UTC'
    return inShop(async (tx) => {
      const page = read.ok
        ? await searchEvents(tx, filterOf(read.query, daysOf(read.query, clock.now(), timeZone)), {
            size: PAGE_SIZE,
            before: read.query.after ?? null,
          })
        : null
      shows(page?.events.map(({ subject }) => subject) ?? [])
      return {
        purposes: await askedPurposes(tx, language),
        sources: await sourcesOf(tx),
        isEmpty: (await ledgerLength(tx)) === 0,
        isStuck: (await findStuck(tx)) !== null,
        wrong: read.ok ? [] : read.wrong,
        page,
        restricted: [...(await restrictedAmong(tx, page?.events.map(({ subject }) => subject as SubjectId) ?? []))],
      }
    })
  })
}

const typed = z.object({ search: z.string().trim().min(1).max(MAX_SEARCH) })
const MAX_BYTES = 4_000

/** The search text is sent as a body: it may be an e-mail address, which must not appear in a page's address. */
export async function action({ request, params }: ActionFunctionArgs): Promise<SearchAnswer> {
  return asStaffWithCustomerData({ request, params }, async (staff) => {
    const asked = typed.safeParse(await readJson(request, MAX_BYTES))
    if (!asked.success) throw data(null, { status: 400 })
    const found = await search(staff, asked.data.search)
    if (!found.ok) return found
    staff.shows(await staff.inShop((tx) => whoIsSought(tx, found.query)))
    return { ok: true, params: paramsOf(found.query) }
  })
}

export default function Consents() {
  return <ExplorerPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
