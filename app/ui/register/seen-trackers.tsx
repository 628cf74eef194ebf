import { useFetcher, useRevalidator } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { BlockStack, Button, Card, Divider, InlineStack, Text } from '@shopify/polaris'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { UndeclaredTracker } from '../../register/index.ts'
import { When } from '../when.tsx'
import { pageOfNew, REGISTER } from './links.ts'

type Intent = 'declare' | 'ignore' | 'bring_back'

/** How many are shown; the rest comes up as these are dealt with. */
const SHOWN = 10

/** What the storefront was seen to set and the register does not name: added in one click where enough is known. */
export function SeenTrackers({ seen, lookUrl }: { seen: UndeclaredTracker[]; lookUrl: string }) {
  const t = useTranslations('register.seen')
  const undo = useTranslations('register.undo')
  const fetcher = useFetcher<{ intent: Intent; names: string[]; done: boolean }>()
  const bridge = useAppBridge()
  const busy = fetcher.state !== 'idle'
  const ask = useRef((_: Intent, _names: string[]) => {})
  ask.current = (intent, names) =>
    fetcher.submit(JSON.stringify({ intent, names }), {
      method: 'post',
      encType: 'application/json',
      action: `${REGISTER}/seen`,
    })
  const answer = fetcher.data
  useEffect(() => {
    if (!answer || answer.intent === 'bring_back') return
    const { intent, names, done } = answer
    if (intent === 'declare')
      bridge.toast.show(t(done ? 'added' : 'notAdded', { name: names[0] ?? '' }), { isError: !done })
    else
      bridge.toast.show(t('ignored', { count: names.length }), {
        action: undo('action'),
        onAction: () => ask.current('bring_back', names),
      })
  }, [answer, bridge, t, undo])
  // Staff come back from the storefront to see what it told.
  const { revalidate } = useRevalidator()
  useEffect(() => {
    addEventListener('focus', revalidate)
    return () => removeEventListener('focus', revalidate)
  }, [revalidate])
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {t('title')}
          </Text>
          <InlineStack gap="200">
            {seen.length > 0 && (
              <Button
                size="slim"
                disabled={busy}
                onClick={() =>
                  ask.current(
                    'ignore',
                    seen.map(({ name }) => name),
                  )
                }
              >
                {t('ignoreAll')}
              </Button>
            )}
            <Button size="slim" url={lookUrl} target="_blank">
              {t('look')}
            </Button>
          </InlineStack>
        </InlineStack>
        <Text as="p" tone="subdued">
          {t(seen.length > 0 ? 'body' : 'none')}
        </Text>
        {seen.slice(0, SHOWN).map((each) => (
          <BlockStack gap="300" key={each.name}>
            <Divider />
            <InlineStack align="space-between" blockAlign="center" gap="200">
              <div style={{ flex: '1 1 14rem', overflowWrap: 'anywhere' }}>
                <Text as="p" fontWeight="semibold">
                  {each.name}
                </Text>
                <Text as="p" tone="subdued">
                  {each.known ?? t('unknown')} {t('last')} <When at={each.lastSeen} />
                </Text>
              </div>
              <InlineStack gap="200">
                {each.complete ? (
                  <Button
                    disabled={busy}
                    accessibilityLabel={t('addOf', { name: each.name })}
                    onClick={() => ask.current('declare', [each.name])}
                  >
                    {t('add')}
                  </Button>
                ) : (
                  <Button
                    accessibilityLabel={t('describeOf', { name: each.name })}
                    url={pageOfNew('tracker', { pattern: each.name })}
                  >
                    {t('describe')}
                  </Button>
                )}
                <Button
                  disabled={busy}
                  accessibilityLabel={t('ignoreOf', { name: each.name })}
                  onClick={() => ask.current('ignore', [each.name])}
                >
                  {t('ignore')}
                </Button>
              </InlineStack>
            </InlineStack>
          </BlockStack>
        ))}
        {seen.length > SHOWN && (
          <Text as="p" tone="subdued">
            {t('more', { count: seen.length - SHOWN })}
          </Text>
        )}
      </BlockStack>
    </Card>
  )
}
