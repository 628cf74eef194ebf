import type { SerializeFrom } from '@remix-run/node'
import { BlockStack, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { ShownErasure } from '../../../requests/index.ts'
import { Rows } from '../../rows.tsx'
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
      <Rows
        rows={steps.map(({ step, state, count, code, at }) => ({
          key: step,
          name: step === 'answer' ? t('answerStep') : t(`groups.${step}`),
          facts: [`${t(`outcomes.${state}`, { count })}${code ? ` (${code})` : ''}`, <When key={step} at={at} />],
        }))}
      />
    </BlockStack>
  )
}
