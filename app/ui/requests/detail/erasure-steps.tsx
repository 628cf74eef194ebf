import type { SerializeFrom } from '@remix-run/node'
import { BlockStack, DataTable, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { ShownErasure } from '../../../requests/index.ts'
import { When } from '../../when.tsx'

type Step = SerializeFrom<ShownErasure>['steps'][number]

/** What each step did, in the order in which it was taken. */
export function ErasureSteps({ steps }: { steps: readonly Step[] }) {
  const t = useTranslations('requestErasure')
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {t('done')}
      </Text>
      <DataTable
        columnContentTypes={['text', 'text', 'text']}
        headings={[t('step'), t('outcome'), t('at')]}
        rows={steps.map(({ step, state, count, code, at }) => [
          step === 'answer' ? t('answerStep') : t(`groups.${step}`),
          `${t(`outcomes.${state}`, { count })}${code ? ` (${code})` : ''}`,
          <When key={step} at={at} />,
        ])}
      />
    </BlockStack>
  )
}
