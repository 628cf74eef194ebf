import { Banner, BlockStack, Card, InlineStack, Page, Spinner, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { POLICY } from '../../links/policy.ts'
import { ComparedSentences } from './compared-sentences.tsx'
import { SourceCard } from './source-card.tsx'
import { usePresent } from './use-present.ts'

/** The shop's present policy beside its register, sentence by sentence. */
export function PresentPage() {
  const t = useTranslations('present')
  const policy = useTranslations('policy')
  const { ask, busy, answer, result } = usePresent()
  return (
    <Page title={t('title')} subtitle={t('subtitle')} backAction={{ content: policy('title'), url: POLICY }}>
      <BlockStack gap="400">
        <SourceCard ask={ask} busy={busy} />
        <div aria-live="polite">{busy && <Working />}</div>
        <div ref={result} tabIndex={-1} style={{ outline: 'none' }}>
          {answer && !answer.ok && <Banner tone="warning" title={t(`refused.${answer.reason}`)} />}
          {answer?.ok && <ComparedSentences comparison={answer.comparison} />}
        </div>
      </BlockStack>
    </Page>
  )
}

function Working() {
  const t = useTranslations('present')
  return (
    <Card>
      <InlineStack gap="300" blockAlign="center">
        <Spinner size="small" />
        <Text as="p">{t('working')}</Text>
      </InlineStack>
    </Card>
  )
}
