import type { SerializeFrom } from '@remix-run/node'
import { BlockStack, Button, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { isLeftReason } from '../../../requests/erasure/leftovers/words.ts'
import { type ErasureGroup, isOwnCode } from '../../../requests/erasure/model.ts'
import type { ShownErasure } from '../../../requests/index.ts'
import { Rows } from '../../rows.tsx'
import { When } from '../../when.tsx'

type Step = SerializeFrom<ShownErasure>['steps'][number]

interface Props {
  steps: readonly Step[]
  busy: boolean
  onDoneByHand: (group: ErasureGroup) => void
}

/** What each step did, in the order in which it was taken; what it left has a button for the day on which staff did it. */
export function ErasureSteps({ steps, busy, onDoneByHand }: Props) {
  const t = useTranslations('requestErasure')
  const why = useWhy()
  const nameOf = (step: Step['step']) => (step === 'answer' ? t('answerStep') : t(`groups.${step}`))
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {t('done')}
      </Text>
      <Rows
        rows={steps.map((one) => {
          const { step, state, count, at } = one
          const done = t(`outcomes.${state}`, { count })
          const button = step !== 'answer' && one.isLeft && (
            <Button
              key={step}
              size="slim"
              accessibilityLabel={t('markDoneOf', { group: nameOf(step) })}
              onClick={() => onDoneByHand(step)}
              loading={busy}
            >
              {t('markDone')}
            </Button>
          )
          return {
            key: step,
            name: nameOf(step),
            facts: [[done, why(one)].filter(Boolean).join('. '), button || <When key={step} at={at} />],
          }
        })}
      />
    </BlockStack>
  )
}

/** Why a step left something, and what to know before it is done by hand. */
function useWhy() {
  const [t, leftovers] = [useTranslations('requestErasure'), useTranslations('leftovers')]
  return ({ state, code, cannot, limit }: Step): string => {
    if (state === 'done_by_hand') return ''
    const reason =
      code === null
        ? ''
        : isLeftReason(code)
          ? leftovers(`reason.${code}`)
          : isOwnCode(code)
            ? t(`codes.${code}`)
            : code
    return [cannot ? leftovers(`cannot.${cannot}`) : reason, limit && leftovers(`limit.${limit}`)]
      .filter(Boolean)
      .join(' ')
  }
}
