import { useRevalidator } from '@remix-run/react'
import { BlockStack, Button, Divider, InlineStack, Text } from '@shopify/polaris'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import type { UndeclaredTracker } from '../../../register/index.ts'
import { pageOfNew } from '../../links/register.ts'
import { SectionCard } from '../../section-card.tsx'
import { When } from '../../when.tsx'
import { type SeenAction, useSeenAction } from './use-seen-action.ts'

/** How many are shown; the rest comes up as these are dealt with. */
const SHOWN = 10

/**
 * Trackers that the storefront reported and the register does not declare. One click adds those that are well known.
 */
export function SeenTrackers({ seen, lookUrl }: { seen: UndeclaredTracker[]; lookUrl: string }) {
  const t = useTranslations('register.seen')
  const seenAction = useSeenAction()
  // Staff come back from the storefront to see what it told.
  const { revalidate } = useRevalidator()
  useEffect(() => {
    addEventListener('focus', revalidate)
    return () => removeEventListener('focus', revalidate)
  }, [revalidate])
  const hidden = seen.length - SHOWN
  return (
    <SectionCard
      title={t('title')}
      description={t(seen.length > 0 ? 'body' : 'none')}
      aside={<ForAll seen={seen} lookUrl={lookUrl} seenAction={seenAction} />}
    >
      {seen.slice(0, SHOWN).map((each) => (
        <BlockStack gap="300" key={each.name}>
          <Divider />
          <Tracker tracker={each} seenAction={seenAction} />
        </BlockStack>
      ))}
      {hidden > 0 && (
        <Text as="p" tone="subdued">
          {t('more', { count: hidden })}
        </Text>
      )}
    </SectionCard>
  )
}

/** What can be done with all of them: ignore them, and look for more in the storefront. */
function ForAll({ seen, lookUrl, seenAction }: { seen: UndeclaredTracker[]; lookUrl: string; seenAction: SeenAction }) {
  const t = useTranslations('register.seen')
  const names = seen.map(({ name }) => name)
  return (
    <InlineStack gap="200">
      {names.length > 0 && (
        <Button size="slim" disabled={seenAction.busy} onClick={() => seenAction.ask('ignore', names)}>
          {t('ignoreAll')}
        </Button>
      )}
      <Button size="slim" url={lookUrl} target="_blank">
        {t('look')}
      </Button>
    </InlineStack>
  )
}

function Tracker({ tracker, seenAction }: { tracker: UndeclaredTracker; seenAction: SeenAction }) {
  const t = useTranslations('register.seen')
  const { name, known, lastSeen, complete } = tracker
  const { busy, ask } = seenAction
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <div style={{ flex: '1 1 14rem', overflowWrap: 'anywhere' }}>
        <Text as="p" fontWeight="semibold">
          {name}
        </Text>
        <Text as="p" tone="subdued">
          {known ?? t('unknown')} {t('last')} <When at={lastSeen} />
        </Text>
      </div>
      <InlineStack gap="200">
        {complete ? (
          <Button disabled={busy} accessibilityLabel={t('addOf', { name })} onClick={() => ask('declare', [name])}>
            {t('add')}
          </Button>
        ) : (
          <Button accessibilityLabel={t('describeOf', { name })} url={pageOfNew('tracker', { pattern: name })}>
            {t('describe')}
          </Button>
        )}
        <Button disabled={busy} accessibilityLabel={t('ignoreOf', { name })} onClick={() => ask('ignore', [name])}>
          {t('ignore')}
        </Button>
      </InlineStack>
    </InlineStack>
  )
}
