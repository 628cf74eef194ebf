import { type ActionFunctionArgs, data } from '@remix-run/node'
import { z } from 'zod'
import { MAX_SETTINGS_BYTES, previewBanner, SCREENS, storefrontLanguages } from '../banner/index.ts'
import { readJson } from '../platform/body.ts'
import { staffLanguage } from '../platform/i18n.ts'
import { MAX_LANGUAGE_TAG } from '../register/index.ts'
import { asStaff } from '../shopify/staff.ts'

const asked = z.object({
  settings: z.looseObject({}),
  language: z.string().max(MAX_LANGUAGE_TAG),
  screen: z.enum(SCREENS),
})

/** Renders and judges settings while they are typed. Saves nothing. */
export async function action({ request }: ActionFunctionArgs) {
  const { inShop } = await asStaff(request)
  const wanted = asked.safeParse(await readJson(request, MAX_SETTINGS_BYTES))
  if (!wanted.success || !(await storefrontLanguages()).includes(wanted.data.language))
    throw data(null, { status: 400 })
  const { settings: typed, ...look } = wanted.data
  return Response.json(await inShop((tx) => previewBanner(tx, { typed, ...look, staff: staffLanguage(request) })))
}
