import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  askForAudit,
  auditStatus,
  cancelAudit,
  checkpointState,
  nameRecipient,
  rotateSigningKey,
  sealState,
} from '../consent/index.ts'
import { readJson } from '../platform/body.ts'
import { staffLanguage } from '../platform/i18n.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'
import { LedgerPage } from '../ui/consents/ledger/ledger-page.tsx'
import { PageError } from '../ui/page-error.tsx'

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaffWithCustomerData({ request, params }, async ({ inShop }) =>
    inShop(async (tx) => ({
      state: await sealState(tx),
      checkpoints: await checkpointState(tx),
      audits: await auditStatus(tx),
    })),
  )
}

const intents = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('rotate') }),
  z.object({ intent: z.literal('audit') }),
  z.object({ intent: z.literal('cancel_audit') }),
  /** An invalid address is reported beside its field. */
  z.object({ intent: z.literal('name'), address: z.string() }),
])
const MAX_BYTES = 2_000

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaffWithCustomerData({ request, params }, async ({ id, inShop }) => {
    const asked = intents.safeParse(await readJson(request, MAX_BYTES))
    if (!asked.success) throw data(null, { status: 400 })
    switch (asked.data.intent) {
      case 'rotate':
        return { key: await inShop((tx) => rotateSigningKey(tx, id)) }
      case 'audit':
        await inShop(askForAudit)
        return null
      case 'cancel_audit':
        await inShop(cancelAudit)
        return null
      case 'name': {
        const named = { address: asked.data.address, language: staffLanguage(request) }
        return { named: await inShop((tx) => nameRecipient(tx, named, id)) }
      }
    }
  })
}

export default function Ledger() {
  return <LedgerPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
