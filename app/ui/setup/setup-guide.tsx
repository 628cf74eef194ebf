import { Badge, BlockStack, Button, Divider, InlineStack, ProgressBar, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { SectionCard } from '../section-card.tsx'
import { SETUP_STEPS, type SetupFacts, type SetupStep } from './steps.ts'

/** What is left before a new shop is done; nothing once it is. */
export function SetupGuide({ facts }: { facts: SetupFacts }) {
  const t = useTranslations('register.setup')
  const done = SETUP_STEPS.filter((step) => step.isDone(facts)).length
  const next = SETUP_STEPS.find((step) => !step.isDone(facts))
  if (!next) return null
  return (
    <SectionCard
      title={t('title')}
      aside={
        <Text as="span" tone="subdued" id="setup-progress">
          {t('done', { done, total: SETUP_STEPS.length })}
        </Text>
      }
    >
      <ProgressBar
        progress={Math.round((done / SETUP_STEPS.length) * 100)}
        size="small"
        tone="success"
        animated={false}
        ariaLabelledBy="setup-progress"
      />
      {SETUP_STEPS.map((step, index) => (
        <BlockStack gap="300" key={step.key}>
          {index > 0 && <Divider />}
          <Step step={step} facts={facts} isNext={step === next} />
        </BlockStack>
      ))}
    </SectionCard>
  )
}

function Step({ step, facts, isNext }: { step: SetupStep; facts: SetupFacts; isNext: boolean }) {
  const t = useTranslations('register.setup')
  const isDone = step.isDone(facts)
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <div style={{ flex: '1 1 14rem' }}>
        <Text as="h3" fontWeight="semibold">
          {t(`${step.key}.title`)}
        </Text>
        <Text as="p" tone="subdued">
          {t(`${step.key}.body`, {
            errors: facts.errors ?? 0,
            suggested: facts.suggested ?? 0,
            begun: String(facts.isBegun),
            lapsed: String(step.hasLapsed?.(facts) ?? false),
          })}
        </Text>
      </div>
      {isDone ? (
        <Badge tone="success">{t('isDone')}</Badge>
      ) : (
        <Button {...(isNext && { variant: 'primary' as const })} url={step.url(facts)}>
          {t(`${step.key}.action`)}
        </Button>
      )}
    </InlineStack>
  )
}
