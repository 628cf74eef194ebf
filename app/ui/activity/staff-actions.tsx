import { BlockStack, Box, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { type MessageIntent, useMessageAction } from './use-message-action.ts'

const DONE = { retry: 'retried', handled: 'markedHandled' } as const

/** What staff can do with a message that waits for them. */
export function StaffActions({ failed }: { failed: boolean }) {
  const t = useTranslations('activity.detail')
  const { ask, busy, isAsking, answer } = useMessageAction(DONE)
  const button = (intent: MessageIntent, label: string) => (
    <Button disabled={busy} loading={isAsking(intent)} onClick={() => ask(intent)}>
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
