import { Badge, type BadgeProps, BlockStack, Button, Divider, InlineStack, Link, List, Text } from '@shopify/polaris'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { ComparedStatement, PresentSentence } from '../../../policy/index.ts'
import type { PresentVerdict } from '../../../policy/present/words.ts'
import { pageOfPart, REGISTER } from '../../links/register.ts'
import { SectionCard } from '../../section-card.tsx'

const TONE: Record<PresentVerdict, BadgeProps['tone']> = {
  otherwise: 'critical',
  missing: 'attention',
  same: 'success',
  unknown: undefined,
}

/** Sentences that are shown at once. */
const SHOWN = 30

interface Props {
  verdict: PresentVerdict
  sentences: PresentSentence[]
}

/** The sentences of which the register says the same thing. */
export function SentenceGroup({ verdict, sentences }: Props) {
  const t = useTranslations('present')
  const [shown, setShown] = useState(SHOWN)
  const hidden = sentences.length - shown
  return (
    <SectionCard
      title={t(`verdicts.${verdict}`)}
      badge={<Badge tone={TONE[verdict]}>{String(sentences.length)}</Badge>}
      description={t(`groups.${verdict}`)}
    >
      {sentences.slice(0, shown).map((sentence, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a policy may have a sentence twice, and the list never changes
        <BlockStack gap="200" key={index}>
          {index > 0 && <Divider />}
          <Sentence sentence={sentence} />
        </BlockStack>
      ))}
      {hidden > 0 && (
        <InlineStack>
          <Button onClick={() => setShown(shown + SHOWN)}>
            {t('result.more', { count: Math.min(SHOWN, hidden) })}
          </Button>
        </InlineStack>
      )}
    </SectionCard>
  )
}

function Sentence({ sentence: { text, findings } }: { sentence: PresentSentence }) {
  const t = useTranslations('present.result')
  return (
    <BlockStack gap="200">
      <blockquote style={{ margin: 0, overflowWrap: 'anywhere' }}>{text}</blockquote>
      {findings.length === 0 ? (
        <Text as="p" tone="subdued">
          {t('unknown')}
        </Text>
      ) : (
        <List>
          {findings.map((finding) => (
            <List.Item key={finding.statement ?? finding.inDraft}>
              <Found finding={finding} />
            </List.Item>
          ))}
        </List>
      )}
    </BlockStack>
  )
}

/** A statement of the sentence, what the register says of it, and where. */
function Found({ finding }: { finding: ComparedStatement }) {
  const t = useTranslations('present')
  const list = new Intl.ListFormat(useLocale())
  const { statement, verdict, differences, lacking, parts, inDraft } = finding
  const said = [
    ...differences.map(({ about, said, declared }) =>
      t(`differences.${about}`, {
        said: list.format(said),
        declared: list.format(declared),
        none: declared.length === 0 ? 'yes' : 'no',
      }),
    ),
    ...(lacking.length > 0 ? [t('lacking', { names: list.format(lacking) })] : []),
    ...(inDraft ? [t('inDraft', { title: inDraft })] : []),
  ]
  return (
    <div style={{ overflowWrap: 'anywhere' }}>
      <InlineStack gap="200" blockAlign="center">
        {statement && (
          <Text as="span" fontWeight="semibold">
            {t(`statements.${statement}`)}
          </Text>
        )}
        <Badge tone={TONE[verdict]}>{t(`verdicts.${verdict}`)}</Badge>
      </InlineStack>
      {said.map((each) => (
        <p key={each}>{each}</p>
      ))}
      {parts.length > 0 ? <Parts finding={finding} /> : verdict === 'missing' && <Link url={REGISTER}>{t('add')}</Link>}
    </div>
  )
}

function Parts({ finding: { parts, more } }: { finding: ComparedStatement }) {
  const t = useTranslations('present')
  return (
    <p>
      {t('parts')}{' '}
      {parts.map((part, index) => (
        <span key={`${part.kind}/${part.id}`}>
          {index > 0 && ', '}
          <Link url={pageOfPart(part)}>{part.name}</Link>
        </span>
      ))}{' '}
      {more > 0 && t('moreParts', { count: more })}
    </p>
  )
}
