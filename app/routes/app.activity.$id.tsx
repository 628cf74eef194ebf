import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, useFetcher, useLoaderData, useRouteError } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { Banner, BlockStack, Box, Button, Card, DescriptionList, InlineStack, Page, Text } from '@shopify/polaris'
import { useEffect } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
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
  type Topic,
} from '../inbox/index.ts'
import { readForm } from '../platform/body.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { asStaff, asStaffWithCustomerData } from '../shopify/staff.ts'
import { InstalledAgain } from '../ui/installed-again.tsx'
import { useMessageResult } from '../ui/message-result.tsx'
import { MessageStateBadge } from '../ui/message-state.tsx'
import { PageError } from '../ui/page-error.tsx'
import { useRefresh } from '../ui/use-refresh.ts'
import { When } from '../ui/when.tsx'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { inShop } = await asStaff(request)
  const id = messageId.safeParse(params.id)
  const message = id.success ? await inShop((tx) => getMessage(tx, id.data)) : null
  if (!message) throw data(null, { status: 404 })
  const waitsForStaff = needsStaff(message.state)
  return { message, waitsForStaff, isInstalledAgain: waitsForStaff && message.error === INSTALLED_AGAIN }
}

const INTENTS = ['show', 'retry', 'handled', 'erase_shop'] as const
const asked = z.object({ id: messageId, intent: z.enum(INTENTS) })

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaffWithCustomerData({ request, params }, async ({ id: staffId, inShop }) => {
    const chosen = asked.safeParse({ ...(await readForm(request, 1_000)), ...params })
    if (!chosen.success) throw new Response(null, { status: 400 })
    const { id, intent } = chosen.data
    return inShop(async (tx) => {
      if (intent === 'show') return { intent, body: await readMessageBody(tx, id), done: true }
      return { intent, body: null, done: await settle(tx, { id, intent, staffId }) }
    })
  })
}

interface Settlement {
  id: string
  intent: Exclude<(typeof INTENTS)[number], 'show'>
  staffId: string
}

function settle(tx: ShopTransaction, { id, intent, staffId }: Settlement): Promise<boolean> {
  if (intent === 'retry') return retryMessage(tx, id)
  return intent === 'erase_shop' ? eraseInstalledShop(tx, id, staffId) : markHandled(tx, id, staffId)
}

export default function Message() {
  const { message, waitsForStaff, isInstalledAgain } = useLoaderData<typeof loader>()
  const t = useTranslations('activity')
  const format = useFormatter()
  const result = useMessageResult()
  useRefresh(message.state === 'received' || message.state === 'retrying')
  return (
    <Page
      backAction={{ content: t('back'), url: '/app/activity' }}
      title={t(`topics.${message.topic as Topic}`)}
      titleMetadata={<MessageStateBadge state={message.state} />}
    >
      <BlockStack gap="400">
        {isInstalledAgain && <InstalledAgain />}
        {waitsForStaff && !isInstalledAgain && (
          <Banner tone="warning">
            <p>{t(message.state === 'failed' ? 'detail.failed' : 'detail.needsPerson')}</p>
            {message.expiresAt && (
              <p>
                {t('detail.expires', { date: format.dateTime(new Date(message.expiresAt), { dateStyle: 'long' }) })}
              </p>
            )}
          </Banner>
        )}
        <Card>
          <DescriptionList
            items={[
              { term: t('columns.result'), description: result(message) || '–' },
              { term: t('detail.received'), description: <When at={message.receivedAt} /> },
              {
                term: t('detail.finished'),
                description: message.finishedAt ? <When at={message.finishedAt} /> : '–',
              },
              { term: t('detail.attempts'), description: String(message.attempts) },
              { term: t('detail.id'), description: message.id },
            ]}
          />
        </Card>
        {waitsForStaff && !isInstalledAgain && <StaffActions failed={message.state === 'failed'} />}
      </BlockStack>
    </Page>
  )
}

function StaffActions({ failed }: { failed: boolean }) {
  const t = useTranslations('activity.detail')
  const fetcher = useFetcher<typeof action>()
  const bridge = useAppBridge()
  const answer = fetcher.data
  useEffect(() => {
    if (!answer || answer.intent === 'show') return
    if (!answer.done) bridge.toast.show(t('gone'))
    else bridge.toast.show(t(answer.intent === 'retry' ? 'retried' : 'markedHandled'))
  }, [answer, bridge, t])
  const busy = fetcher.state !== 'idle'
  const button = (name: (typeof INTENTS)[number], label: string) => (
    <Button
      disabled={busy}
      loading={busy && fetcher.formData?.get('intent') === name}
      onClick={() => fetcher.submit({ intent: name }, { method: 'post' })}
    >
      {label}
    </Button>
  )
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200">
          {button('show', t('show'))}
          {failed && button('retry', t('retry'))}
          {button('handled', t('handled'))}
        </InlineStack>
        <Text as="p" tone="subdued">
          {t('showNote')} {t('handledNote')}
        </Text>
        {answer?.intent === 'show' && answer.body !== null && (
          <Box background="bg-surface-secondary" padding="300" borderRadius="200">
            <pre style={{ margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{answer.body}</pre>
          </Box>
        )}
      </BlockStack>
    </Card>
  )
}

export function ErrorBoundary() {
  const t = useTranslations('activity')
  const error = useRouteError()
  if (!isRouteErrorResponse(error) || error.status !== 404) return <PageError />
  return (
    <Page backAction={{ content: t('back'), url: '/app/activity' }} title={t('detail.title')}>
      <Banner tone="info">{t('detail.missing')}</Banner>
    </Page>
  )
}
