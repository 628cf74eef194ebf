import { BlockStack, Button, Form, InlineStack, Text } from '@shopify/polaris'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { pageOfQuestion } from '../../links/register.ts'
import { useAnswering } from './use-answer.ts'

/** The fields of a question and the ways on. Enter in a field is Next. */
export function QuestionForm({ onNext, children }: { onNext: () => void; children: ReactNode }) {
  const t = useTranslations('setup')
  const { asked, busy, hasProblems, skip } = useAnswering()
  return (
    <Form onSubmit={onNext} noValidate>
      <BlockStack gap="400">
        {children}
        <div role="alert">
          {hasProblems && (
            <Text as="p" tone="critical">
              {t('problems.summary')}
            </Text>
          )}
        </div>
        <InlineStack gap="200" align="space-between" blockAlign="center">
          <InlineStack gap="200">
            <Button submit variant="primary" loading={busy}>
              {t('next')}
            </Button>
            <Button variant="plain" disabled={busy} onClick={skip}>
              {t('skip')}
            </Button>
          </InlineStack>
          {asked.previous && (
            <Button variant="tertiary" disabled={busy} url={pageOfQuestion(asked.previous)}>
              {t('back')}
            </Button>
          )}
        </InlineStack>
        <Text as="p" tone="subdued">
          {t('skipHelp')}
        </Text>
      </BlockStack>
    </Form>
  )
}
