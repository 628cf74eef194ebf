import type { SerializeFrom } from '@remix-run/node'
import { Badge, BlockStack, Button, InlineGrid, InlineStack, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { ShownCorrection } from '../../../requests/index.ts'
import { useHeldNames } from '../held/names.ts'
import { useCorrectionNames } from './use-correction-names.ts'
import type { useRectification } from './use-rectification.ts'

interface Props {
  correction: SerializeFrom<ShownCorrection>
  acting: ReturnType<typeof useRectification>
}

const TONES = {
  proposed: 'attention',
  accepted: 'info',
  refused: undefined,
  applied: 'success',
  done_by_hand: 'success',
  conflict: 'warning',
  rejected: 'critical',
} as const

/** One correction: the values before and after, what stands in its way, and what staff can decide. */
export function CorrectionItem({ correction, acting }: Props) {
  const t = useTranslations('requestRectification')
  const names = useCorrectionNames()
  const tables = useHeldNames()
  const { content, state, code, proposedBy, decidedBy, decisions, place } = correction
  const tone = TONES[state]
  const isStatement = place === 'statement'
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm">
          {names.correction(correction)}
        </Text>
        <Badge {...(tone && { tone })}>{t(`states.${state}`)}</Badge>
      </InlineStack>
      <Text as="p" tone="subdued">
        {proposedBy === null ? t('byPerson') : t('byStaff', { name: proposedBy })}
        {decidedBy && ` · ${t('decidedBy', { name: decidedBy })}`}
      </Text>
      {content === null && <Text as="p">{t('valuesGone')}</Text>}
      {content && isStatement && (
        <>
          {content.about && <Text as="p">{t('aboutFacts', { facts: tables.table(content.about) })}</Text>}
          <Written text={content.new} />
        </>
      )}
      {content && !isStatement && (
        <InlineGrid columns={{ xs: 1, sm: state === 'conflict' ? 3 : 2 }} gap="200">
          <Value term={t('old')} text={content.old} />
          <Value term={t('new')} text={content.new} />
          {state === 'conflict' && <Value term={t('now')} text={content.now} />}
        </InlineGrid>
      )}
      {state === 'conflict' && <Text as="p">{t('conflict')}</Text>}
      {code && <Text as="p">{t(`codes.${code}`)}</Text>}
      {content?.note && <Written text={content.note} />}
      <Decisions correction={correction} decisions={decisions} acting={acting} />
    </BlockStack>
  )
}

const WRITTEN = { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } as const

function Written({ text }: { text: string | null }) {
  const t = useTranslations('requestRectification')
  return text === null ? (
    <Text as="span" tone="subdued">
      {t('empty')}
    </Text>
  ) : (
    <div style={WRITTEN}>{text}</div>
  )
}

function Value({ term, text }: { term: string; text: string | null }) {
  return (
    <BlockStack>
      <Text as="span" tone="subdued">
        {term}
      </Text>
      <Written text={text} />
    </BlockStack>
  )
}

function Decisions({ correction, decisions, acting }: Props & { decisions: Props['correction']['decisions'] }) {
  const t = useTranslations('requestRectification')
  const names = useCorrectionNames()
  const { send, open, busy } = acting
  const { id, state } = correction
  const does = {
    accept: () => send({ act: 'decide', id, decision: 'accept', seen: state, note: '' }),
    refuse: () => open({ name: 'refuse', correction }),
    by_hand: () => open({ name: 'by_hand', correction }),
  }
  if (decisions.length === 0) return null
  return (
    <InlineStack gap="200">
      {decisions.map((decision) => (
        <Button
          key={decision}
          onClick={does[decision]}
          // A dialog that opens while an answer is on its way would be closed by it.
          disabled={busy}
          accessibilityLabel={`${t(`decisions.${decision}`)}: ${names.correction(correction)}`}
        >
          {t(decision === 'accept' && state === 'conflict' ? 'decisions.overwrite' : `decisions.${decision}`)}
        </Button>
      ))}
    </InlineStack>
  )
}
