import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { Banner, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'

/** What the page's action answers. */
interface Settled {
  intent: string
  done: boolean
}

/** A shop/redact of a shop that has installed Kept again since: staff choose between its two ways out. */
export function InstalledAgain() {
  const t = useTranslations('activity.detail.installedAgain')
  const gone = useTranslations('activity.detail')('gone')
  const fetcher = useFetcher<Settled>()
  const bridge = useAppBridge()
  const [asked, setAsked] = useState(false)
  const settled = fetcher.data
  useEffect(() => {
    if (!settled) return
    if (!settled.done) bridge.toast.show(gone)
    else bridge.toast.show(t(settled.intent === 'erase_shop' ? 'erasing' : 'kept'))
  }, [settled, bridge, t, gone])
  const busy = fetcher.state !== 'idle'
  const choose = (intent: 'handled' | 'erase_shop') => fetcher.submit({ intent }, { method: 'post' })
  return (
    <BlockStack gap="400">
      <Banner tone="warning" title={t('title')}>
        <p>{t('body')}</p>
      </Banner>
      <Card>
        <BlockStack gap="400">
          <BlockStack gap="200" inlineAlign="start">
            <Text as="p">{t('keepNote')}</Text>
            <Button variant="primary" disabled={busy} onClick={() => choose('handled')}>
              {t('keep')}
            </Button>
          </BlockStack>
          <BlockStack gap="200" inlineAlign="start">
            <Text as="p">{t('eraseNote')}</Text>
            {asked ? (
              <InlineStack gap="200" blockAlign="center">
                <Text as="span" fontWeight="semibold">
                  {t('confirm')}
                </Text>
                <Button tone="critical" variant="primary" disabled={busy} onClick={() => choose('erase_shop')}>
                  {t('erase')}
                </Button>
                <Button disabled={busy} onClick={() => setAsked(false)}>
                  {t('cancel')}
                </Button>
              </InlineStack>
            ) : (
              <Button tone="critical" disabled={busy} onClick={() => setAsked(true)}>
                {t('erase')}
              </Button>
            )}
          </BlockStack>
          <Text as="p" tone="subdued">
            {t('who')}
          </Text>
        </BlockStack>
      </Card>
    </BlockStack>
  )
}
