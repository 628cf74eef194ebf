import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { publishFirstBanner } from '../banner/index.ts'
import { arrivalsStopped, countDecisions } from '../consent/index.ts'
import { countMessages } from '../inbox/index.ts'
import { clock } from '../platform/clock.ts'
import { contentHash, dayOf, readDraft, setupFactsOf, summaryInForce } from '../register/index.ts'
import { countOpenRequests } from '../requests/index.ts'
import { readInstallation } from '../shopify/app-data.ts'
import { asStaff } from '../shopify/staff.ts'
import { HomePage, type HomePageProps } from '../ui/home/home-page.tsx'
import { PageError } from '../ui/page-error.tsx'

export async function loader({ request }: LoaderFunctionArgs): Promise<HomePageProps> {
  const { shop, admin, inShop } = await asStaff(request)
  const installation = await readInstallation(admin)
  await publishFirstBanner(shop, admin, installation)
  const { draft, inForce, messages, decisions, stopped, requests } = await inShop(async (tx) => ({
    draft: await readDraft(tx),
    inForce: await summaryInForce(tx),
    messages: await countMessages(tx),
    decisions: await countDecisions(tx),
    stopped: await arrivalsStopped(tx),
    requests: await countOpenRequests(tx),
  }))
  const register = draft?.register ?? null
  return {
    shopName: installation.shopName,
    setup: {
      ...setupFactsOf(register, dayOf(clock.now())),
      isPublished: inForce !== null,
      decisions: decisions.total,
    },
    facts: {
      policy: inForce && {
        number: inForce.number,
        publishedAt: inForce.publishedAt,
        isDraftTheSame: register !== null && contentHash(register) === inForce.hash,
      },
      decisions,
      stoppedSince: stopped?.since ?? null,
      requests,
      messages: {
        done: messages.done,
        waiting: messages.received + messages.retrying,
        forStaff: messages.failed + messages.needs_person,
      },
    },
  }
}

export default function Home() {
  return <HomePage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
