import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  bannerState,
  enqueueBannerPublication,
  MAX_SETTINGS_BYTES,
  readSettings,
  saveSettings,
  storefrontLanguages,
  takeOver,
} from '../banner/index.ts'
import { arrivalsStopped, countDecisions, storefrontCounts } from '../consent/index.ts'
import { readJson } from '../platform/body.ts'
import { choiceMonths, versionInForce } from '../register/index.ts'
import { activateBannerUrl, lookAtStorefrontUrl } from '../shopify/links.ts'
import { asStaff } from '../shopify/staff.ts'
import { BannerPage } from '../ui/banner/banner-page.tsx'
import type { BannerAnswer } from '../ui/banner/use-banner.ts'
import { PageError } from '../ui/page-error.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, inShop } = await asStaff(request)
  const languages = await storefrontLanguages()
  return inShop(async (tx) => {
    const { settings, revision } = await readSettings(tx)
    const version = await versionInForce(tx)
    return {
      saved: { settings, revision },
      languages,
      register: version && {
        number: version.number,
        months: choiceMonths(version.register),
        usVisitors: version.register.cookies.usVisitors,
      },
      facts: {
        isPublished: version !== null,
        choicesLink: version?.register.cookies.usVisitors ? settings.choicesLink : null,
        state: await bannerState(tx, { registerVersion: version?.number ?? null, settingsRevision: revision }),
        decisions: await countDecisions(tx),
        stopped: await arrivalsStopped(tx),
        counts: await storefrontCounts(tx),
        activateUrl: activateBannerUrl(shop),
        storefrontUrl: lookAtStorefrontUrl(shop),
      },
    }
  })
}

const intents = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('take_over') }),
  z.object({ intent: z.literal('publish_again') }),
  z.object({ intent: z.literal('save'), revision: z.int(), settings: z.looseObject({}) }),
])

export async function action({ request }: ActionFunctionArgs): Promise<BannerAnswer> {
  const { admin, inShop, id } = await asStaff(request)
  const asked = intents.safeParse(await readJson(request, MAX_SETTINGS_BYTES))
  if (!asked.success) throw data(null, { status: 400 })
  switch (asked.data.intent) {
    case 'take_over':
      return { intent: 'take_over', ...(await takeOver(admin)) }
    case 'publish_again':
      await inShop(enqueueBannerPublication)
      return { intent: 'publish_again', ok: true }
    case 'save': {
      const { settings: typed, revision } = asked.data
      return { intent: 'save', ...(await inShop((tx) => saveSettings(tx, { typed, revision }, id))) }
    }
  }
}

export default function Banner() {
  return <BannerPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
