import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { Badge, BlockStack, Box, Button, Card, Divider, InlineStack, Link, Page, Text } from '@shopify/polaris'
import { Fragment, useEffect } from 'react'
import { useTranslations } from 'use-intl'
import type { UnwrittenWithdrawal } from '../../consent/index.ts'
import { ACTIVITY } from '../links/activity.ts'
import { SectionCard } from '../section-card.tsx'
import { When } from '../when.tsx'

/** Withdrawals that Shopify did not take, with why, and how to try again. */
export function WithdrawalsPage({ withdrawals }: { withdrawals: UnwrittenWithdrawal[] }) {
  const t = useTranslations('withdrawals')
  const isEmpty = withdrawals.length === 0
  const { submit, data, state } = useFetcher<{ tried: number }>()
  const bridge = useAppBridge()
  useEffect(() => {
    if (data) bridge.toast.show(t('tried', { count: data.tried }))
  }, [data, bridge, t])
  const retry = (
    <Button variant="primary" loading={state !== 'idle'} onClick={() => submit({}, { method: 'post' })}>
      {t('retry')}
    </Button>
  )
  return (
    <Page
      title={t('title')}
      backAction={{ content: t('back'), url: ACTIVITY }}
      {...(!isEmpty && { subtitle: t('subtitle'), primaryAction: retry })}
    >
      {isEmpty ? (
        <SectionCard title={t('empty.title')}>
          <Text as="p">{t('empty.body')}</Text>
        </SectionCard>
      ) : (
        <Card padding="0">
          {withdrawals.map((withdrawal, n) => (
            <Fragment key={withdrawal.eventId + withdrawal.channel}>
              {n > 0 && <Divider />}
              <Withdrawal withdrawal={withdrawal} />
            </Fragment>
          ))}
        </Card>
      )}
    </Page>
  )
}

function Withdrawal({ withdrawal }: { withdrawal: UnwrittenWithdrawal }) {
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
