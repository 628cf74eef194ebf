import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { publishFirstBanner } from '../banner/index.ts'
import { countStorefrontDecisions, hasAskedVisitors } from '../consent/index.ts'
import { driftOverview } from '../drift/index.ts'
import { countMessages } from '../inbox/index.ts'
import { failedMails } from '../mail/index.ts'
import { clock } from '../platform/clock.ts'
import { silentRecipients } from '../recipients/index.ts'
import { contentHash, dayOf, readDraft, setupFactsOf, summaryInForce } from '../register/index.ts'
import { countOpenRequests, erasuresForStaff, stoppedRestrictions } from '../requests/index.ts'
import { readInstallation } from '../shopify/app-data.ts'
import { asStaff } from '../shopify/staff.ts'
import { HomePage, type HomePageProps } from '../ui/home/home-page.tsx'
import { PageError } from '../ui/page-error.tsx'

/** Two weeks: by then staff have reached the person in another way. */
const FAILED_MAILS_SHOWN_MS = 14 * 86_400_000

export async function loader({ request }: LoaderFunctionArgs): Promise<HomePageProps> {
  const { shop, admin, inShop } = await asStaff(request)
  const installation = await readInstallation(admin)
  await publishFirstBanner(shop, admin, installation)
  const { draft, inForce, messages, decisions, hasAsked, requests, mails, drift, ...waiting } = await inShop(
    async (tx) => ({
      draft: await readDraft(tx),
      inForce: await summaryInForce(tx),
      messages: await countMessages(tx),
      decisions: await countStorefrontDecisions(tx),
      hasAsked: await hasAskedVisitors(tx),
      requests: await countOpenRequests(tx),
      erasures: await erasuresForStaff(tx),
      restrictions: await stoppedRestrictions(tx),
      recipients: await silentRecipients(tx),
      mails: await failedMails(tx, new Date(+clock.now() - FAILED_MAILS_SHOWN_MS)),
      drift: await driftOverview(tx),
    }),
  )
  const register = draft?.register ?? null
  const drifts = new Set(drift.drifts.map(({ kind }) => kind))
  return {
    shopName: installation.shopName,
    setup: {
      ...setupFactsOf(register, dayOf(clock.now())),
      isPublished: inForce !== null,
      isShown: inForce !== null && !drifts.has('policy_changed'),
      hasAsked,
      isAsking: hasAsked && !drifts.has('arrivals_stopped'),
    },
    facts: {
      policy: inForce && {
        number: inForce.number,
        publishedAt: inForce.publishedAt,
        isDraftTheSame: register !== null && contentHash(register) === inForce.hash,
      },
      decisions,
      drift,
      requests,
      ...waiting,
      mails,
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
