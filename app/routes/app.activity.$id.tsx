import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, useLoaderData, useRouteError } from '@remix-run/react'
import { z } from 'zod'
import {
  eraseInstalledShop,
  getMessage,
  INSTALLED_AGAIN,
  markHandled,
  messageId,
  needsStaff,
  readMessageBody,
  retryMessage,
  whoIsNamed,
} from '../inbox/index.ts'
import { readForm } from '../platform/body.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { asStaff, asStaffWithCustomerData } from '../shopify/staff.ts'
import { MessagePage, MissingMessage } from '../ui/activity/message-page.tsx'
import type { MessageAnswer, MessageIntent } from '../ui/activity/use-message-action.ts'
import { PageError } from '../ui/page-error.tsx'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { inShop } = await asStaff(request)
  const id = messageId.safeParse(params.id)
  const message = id.success ? await inShop((tx) => getMessage(tx, id.data)) : null
  if (!message) throw data(null, { status: 404 })
  const waitsForStaff = needsStaff(message.state)
  return { message, waitsForStaff, isInstalledAgain: waitsForStaff && message.error === INSTALLED_AGAIN }
}

const INTENTS = ['show', 'retry', 'handled', 'erase_shop'] as const satisfies readonly MessageIntent[]
const asked = z.object({ id: messageId, intent: z.enum(INTENTS) })

export async function action({ request, params }: ActionFunctionArgs): Promise<MessageAnswer> {
  return asStaffWithCustomerData({ request, params }, async ({ id: staffId, inShop, shows }) => {
    const chosen = asked.safeParse({ ...(await readForm(request, 1_000)), ...params })
    if (!chosen.success) throw new Response(null, { status: 400 })
    const { id, intent } = chosen.data
    return inShop(async (tx) => {
      shows(await whoIsNamed(tx, id))
      if (intent === 'show') return { intent, body: await readMessageBody(tx, id), done: true }
      return { intent, body: null, done: await settle(tx, { id, intent, staffId }) }
    })
  })
}

interface Settlement {
  id: string
  intent: Exclude<MessageIntent, 'show'>
  staffId: string
}

function settle(tx: ShopTransaction, { id, intent, staffId }: Settlement): Promise<boolean> {
  if (intent === 'retry') return retryMessage(tx, id)
  return intent === 'erase_shop' ? eraseInstalledShop(tx, id, staffId) : markHandled(tx, id, staffId)
}

export default function Message() {
  return <MessagePage {...useLoaderData<typeof loader>()} />
}

export function ErrorBoundary() {
  const error = useRouteError()
  return isRouteErrorResponse(error) && error.status === 404 ? <MissingMessage /> : <PageError />
}
