import { Badge, BlockStack, Button, Collapsible, Divider, InlineStack, Text } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { SectionCard } from '../../section-card.tsx'
import type { BannerAnswer, BannerIntent } from '../use-banner.ts'
import { AddressDialog } from './address-dialog.tsx'
import { Counts } from './counts.tsx'
import type { HealthFacts, HealthLine } from './health-lines.tsx'
import { TakeOverDialog, TakeOverFailed } from './take-over.tsx'
import { useHealth } from './use-health.ts'

interface Props {
  facts: HealthFacts
  answer: BannerAnswer | undefined
  busy: boolean
  ask(intent: BannerIntent): void
}

/** What is left to do for the banner to work; what is in order is folded away. */
export function HealthCard({ facts, answer, busy, ask }: Props) {
  const t = useTranslations('banner.health')
  const [asking, setAsking] = useState(false)
  const [finding, setFinding] = useState(false)
  const [open, setOpen] = useState(false)
  const lines = useHealth(facts, {
    busy,
    done: answer,
    takeOver: () => setAsking(true),
    publishAgain: () => ask({ intent: 'publish_again' }),
    findAddress: () => setFinding(true),
  })
  const left = lines.filter(({ good }) => good === false)
  const rest = lines.filter(({ good }) => good !== false)
  const isLooking = lines.some(({ good }) => good === null)
  return (
    <SectionCard
      title={left.length > 0 ? t('left', { count: left.length }) : t(isLooking ? 'looking' : 'works')}
      badge={left.length === 0 && !isLooking && <Badge tone="success">{t('good')}</Badge>}
      aside={
        rest.length > 0 && (
          <Button variant="plain" ariaExpanded={open} ariaControls="in-order" onClick={() => setOpen(!open)}>
            {t(open ? 'hide' : 'show', { count: rest.length })}
          </Button>
        )
      }
    >
      {answer?.intent === 'take_over' && !answer.ok && (
        <TakeOverFailed failure={answer} onAgain={() => setAsking(true)} />
      )}
      <Counts counts={facts.counts} />
      {left.map((line) => (
        <Line key={line.key} line={line} />
      ))}
      <Collapsible id="in-order" open={open}>
        <BlockStack gap="300">
          {rest.map((line) => (
            <Line key={line.key} line={line} />
          ))}
        </BlockStack>
      </Collapsible>
      <AddressDialog open={finding} storefrontUrl={facts.storefrontUrl} onClose={() => setFinding(false)} />
      <TakeOverDialog
        open={asking}
        busy={busy}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          ask({ intent: 'take_over' })
        }}
      />
    </SectionCard>
  )
}

function Line({ line }: { line: HealthLine }) {
  const t = useTranslations('banner.health')
  const { key, good, detail, action } = line
  return (
    <BlockStack gap="300">
      <Divider />
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <div style={{ flex: '1 1 14rem' }}>
          <Text as="h3" variant="headingSm">
            {t(`${good === false ? 'toDoLabels' : 'labels'}.${key}`)}
          </Text>
          <Text as="p" tone="subdued">
            {detail}
          </Text>
        </div>
        <InlineStack gap="200" blockAlign="center">
          {action}
          {good !== null && <Badge tone={good ? 'success' : 'attention'}>{t(good ? 'good' : 'toDo')}</Badge>}
        </InlineStack>
      </InlineStack>
    </BlockStack>
  )
}
