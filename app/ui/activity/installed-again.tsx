import { Banner, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useMessageAction } from './use-message-action.ts'

const DONE = { handled: 'installedAgain.kept', erase_shop: 'installedAgain.erasing' } as const

/** A shop/redact of a shop that has installed Kept again since: staff choose between its two ways out. */
export function InstalledAgain() {
  const t = useTranslations('activity.detail.installedAgain')
  const { ask, busy } = useMessageAction(DONE)
  return (
    <BlockStack gap="400">
      <Banner tone="warning" title={t('title')}>
        <p>{t('body')}</p>
      </Banner>
      <Card>
        <BlockStack gap="400">
          <BlockStack gap="200" inlineAlign="start">
            <Text as="p">{t('keepNote')}</Text>
            <Button variant="primary" disabled={busy} onClick={() => ask('handled')}>
              {t('keep')}
            </Button>
          </BlockStack>
          <BlockStack gap="200" inlineAlign="start">
            <Text as="p">{t('eraseNote')}</Text>
            <EraseShop busy={busy} onErase={() => ask('erase_shop')} />
          </BlockStack>
          <Text as="p" tone="subdued">
            {t('who')}
          </Text>
        </BlockStack>
      </Card>
    </BlockStack>
  )
}

/** Asks once more before the shop is erased. */
function EraseShop({ busy, onErase }: { busy: boolean; onErase(): void }) {
  const t = useTranslations('activity.detail.installedAgain')
  const [asked, setAsked] = useState(false)
  if (!asked) {
    return (
      <Button tone="critical" disabled={busy} onClick={() => setAsked(true)}>
        {t('erase')}
      </Button>
    )
  }
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="span" fontWeight="semibold">
        {t('confirm')}
      </Text>
      <Button tone="critical" variant="primary" disabled={busy} onClick={onErase}>
        {t('erase')}
      </Button>
      <Button disabled={busy} onClick={() => setAsked(false)}>
        {t('cancel')}
      </Button>
    </InlineStack>
  )
}
