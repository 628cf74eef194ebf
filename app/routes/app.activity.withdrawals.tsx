import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useFetcher, useLoaderData } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { Badge, BlockStack, Box, Button, Card, Divider, InlineStack, Link, Page, Text } from '@shopify/polaris'
import { Fragment, useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { retryWriteBacks, unwrittenWithdrawals } from '../consent/index.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'
import { PageError } from '../ui/page-error.tsx'
import { When } from '../ui/when.tsx'

const SHOWN = 100

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaffWithCustomerData({ request, params }, async ({ inShop }) => ({
    withdrawals: await inShop((tx) => unwrittenWithdrawals(tx, SHOWN)),
  }))
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaffWithCustomerData({ request, params }, async ({ inShop }) => ({ tried: await inShop(retryWriteBacks) }))
}

export default function Withdrawals() {
  const { withdrawals } = useLoaderData<typeof loader>()
  const t = useTranslations('withdrawals')
  const fetcher = useFetcher<typeof action>()
  const bridge = useAppBridge()
  useEffect(() => {
    if (fetcher.data) bridge.toast.show(t('tried', { count: fetcher.data.tried }))
  }, [fetcher.data, bridge, t])
  return (
    <Page
      title={t('title')}
      backAction={{ content: t('back'), url: '/app/activity' }}
      {...(withdrawals.length > 0 && {
        subtitle: t('subtitle'),
        primaryAction: (
          <Button
            variant="primary"
            loading={fetcher.state !== 'idle'}
            onClick={() => fetcher.submit({}, { method: 'post' })}
          >
            {t('retry')}
          </Button>
        ),
      })}
    >
      <Card padding="0">
        {withdrawals.length === 0 ? (
          <Box padding="400">
            <BlockStack gap="100">
              <Text as="h2" variant="headingMd">
                {t('empty.title')}
              </Text>
              <Text as="p">{t('empty.body')}</Text>
            </BlockStack>
          </Box>
        ) : (
          withdrawals.map((withdrawal, n) => (
            <Fragment key={withdrawal.eventId + withdrawal.channel}>
              {n > 0 && <Divider />}
              <Withdrawal withdrawal={withdrawal} />
            </Fragment>
          ))
        )}
      </Card>
    </Page>
  )
}

type Listed = ReturnType<typeof useLoaderData<typeof loader>>['withdrawals'][number]

function Withdrawal({ withdrawal }: { withdrawal: Listed }) {
  const t = useTranslations('withdrawals')
  const { customerId, channel, state, reason, updatedAt } = withdrawal
  const known = `reasons.${reason}` as 'reasons.not_installed'
  return (
    <Box padding="400">
      <BlockStack gap="100">
        <InlineStack gap="200" blockAlign="center">
          {customerId === null ? (
            <Text as="span">{t('unknown')}</Text>
          ) : (
            <Link url={`shopify://admin/customers/${customerId}`}>{t('customer', { id: customerId })}</Link>
          )}
          <Badge tone="warning">{t(`channels.${channel}`)}</Badge>
          <Text as="span" tone="subdued">
            <When at={updatedAt} />
          </Text>
        </InlineStack>
        <Text as="p">
          {t(`states.${state as 'denied' | 'refused' | 'failed'}`)} {reason && t.has(known) ? t(known) : reason}
        </Text>
      </BlockStack>
    </Box>
  )
}

export const ErrorBoundary = PageError
