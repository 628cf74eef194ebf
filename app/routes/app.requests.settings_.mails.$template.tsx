import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  isMailConfigured,
  mailTemplate,
  previewWording,
  readWording,
  resetWording,
  saveWording,
  sendTest,
  typedWording,
  type WordingPlace,
  writtenLanguage,
} from '../mail/index.ts'
import { readJson } from '../platform/body.ts'
import { staffLanguage } from '../platform/i18n.ts'
import { MAX_MAIL_ADDRESS } from '../register/index.ts'
import { asStaff } from '../shopify/staff.ts'
import { PageError } from '../ui/page-error.tsx'
import { MailTextPage } from '../ui/requests/mails/mail-text-page.tsx'
import type { MailTextAnswer } from '../ui/requests/mails/use-mail-text.ts'

/** Which mail, in which language: the one of the address, else the reader's. */
function placeOf(request: Request, template: string | undefined): WordingPlace {
  const named = mailTemplate.safeParse(template)
  if (!named.success) throw data(null, { status: 404 })
  const language = new URL(request.url).searchParams.get('language')
  return { template: named.data, language: writtenLanguage(language, staffLanguage(request)) }
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { inShop } = await asStaff(request)
  const place = placeOf(request, params.template)
  return inShop(async (tx) => {
    const read = await readWording(tx, place)
    return { place, read, preview: await previewWording(tx, place, read.wording), canSend: isMailConfigured() }
  })
}

const intents = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('preview'), wording: typedWording }),
  z.object({ intent: z.literal('save'), wording: typedWording }),
  z.object({ intent: z.literal('reset') }),
  z.object({ intent: z.literal('test'), address: z.string().trim().max(MAX_MAIL_ADDRESS) }),
])
const MAX_BYTES = 200_000

export async function action({ request, params }: ActionFunctionArgs): Promise<MailTextAnswer> {
  const { inShop, id } = await asStaff(request)
  const place = placeOf(request, params.template)
  const asked = intents.safeParse(await readJson(request, MAX_BYTES))
  if (!asked.success) throw data(null, { status: 400 })
  const wanted = asked.data
  return inShop(async (tx): Promise<MailTextAnswer> => {
    switch (wanted.intent) {
      case 'preview':
        return { intent: 'preview', preview: await previewWording(tx, place, wanted.wording) }
      case 'save':
        return { intent: 'save', ...(await saveWording(tx, place, wanted.wording, id)) }
      case 'reset':
        return { intent: 'reset', wording: await resetWording(tx, place) }
      case 'test':
        return { intent: 'test', ...(await sendTest(tx, place, wanted.address)) }
    }
  })
}

export default function MailTextRoute() {
  const { place, read, preview, canSend } = useLoaderData<typeof loader>()
  // Another language is another text: nothing of what was typed in the first one stays.
  return (
    <MailTextPage
      key={`${place.template}/${place.language}`}
      place={place}
      read={read}
      preview={preview}
      canSend={canSend}
    />
  )
}

export const ErrorBoundary = PageError
