import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { bannerSettings, bannerState, readSettings, saveSettings, takeOver } from '../consent/index.ts'
import { readJson } from '../platform/body.ts'
import { versionInForce } from '../register/index.ts'
import { ShopifyRefusal, ShopifyUnavailable } from '../shopify/calls.ts'
import { activateBannerUrl } from '../shopify/links.ts'
import { asStaff } from '../shopify/staff.ts'
import { BannerPage } from '../ui/banner/banner-page.tsx'
import type { BannerAnswer } from '../ui/banner/use-banner.ts'
import { PageError } from '../ui/page-error.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, inShop } = await asStaff(request)
  return inShop(async (tx) => {
    const { settings, revision } = await readSettings(tx)
    const version = await versionInForce(tx)
    return {
      settings,
      revision,
      languages: version?.register.languages.offered ?? [],
      isPublished: version !== null,
      state: await bannerState(tx),
      activateUrl: activateBannerUrl(shop),
    }
  })
}

const asked = z.discriminatedUnion('do', [
  z.object({ do: z.literal('take_over') }),
  z.object({ do: z.literal('save'), revision: z.int(), settings: bannerSettings }),
])

const MAX_BYTES = 200_000

export async function action({ request }: ActionFunctionArgs): Promise<BannerAnswer> {
  const { admin, inShop, id } = await asStaff(request)
  const wish = asked.safeParse(await readJson(request, MAX_BYTES))
  if (!wish.success) throw data(null, { status: 400 })
  if (wish.data.do === 'save') {
    const { settings, revision } = wish.data
    return { do: 'save', ...(await inShop((tx) => saveSettings(tx, { settings, revision }, id))) }
  }
  try {
    await takeOver(admin)
    return { do: 'take_over', ok: true }
  } catch (error) {
    if (error instanceof ShopifyUnavailable) return { do: 'take_over', ok: false, reason: 'unavailable', message: null }
    if (error instanceof ShopifyRefusal) {
      return { do: 'take_over', ok: false, reason: 'refused_by_shopify', message: error.message }
    }
    throw error
  }
}

export default function Banner() {
  return <BannerPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
