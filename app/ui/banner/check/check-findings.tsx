import {
  Badge,
  type BadgeProps,
  BlockStack,
  Button,
  Divider,
  IndexTable,
  Link,
  Text,
  useBreakpoints,
} from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { PHASES } from '../../../banner/check/model.ts'
import type { CheckFinding, CheckResult, CheckVerdict } from '../../../banner/index.ts'
import { pageOfNew } from '../../links/register.ts'

const TONES: Record<CheckVerdict, BadgeProps['tone']> = {
  early: 'critical',
  stays: 'critical',
  unexplained: 'critical',
  undeclared: 'attention',
  fine: 'success',
}

/**
 * The findings of one check, the worst first: a list on a phone, else a table with the three phases. What is as it should
 * be is folded away.
 */
export function CheckFindings({ state, findings, problems }: Pick<CheckResult, 'state' | 'findings' | 'problems'>) {
  const t = useTranslations('check')
  const { smDown } = useBreakpoints()
  const [all, setAll] = useState(false)
  const fine = findings.filter(({ verdict }) => verdict === 'fine').length
  const shown = all ? findings : findings.filter(({ verdict }) => verdict !== 'fine')
  return (
    <BlockStack gap="300">
      {state === 'ended' && <Text as="p">{t('ended')}</Text>}
      <Text as="p" fontWeight="semibold" tone={problems > 0 ? 'critical' : undefined}>
        {findings.length === 0 ? t('nothing') : t('summary', { problems, count: findings.length })}
      </Text>
      {shown.length > 0 &&
        (smDown ? (
          shown.map((finding) => <InLines key={keyOf(finding)} finding={finding} />)
        ) : (
          <Table findings={shown} />
        ))}
      {fine > 0 && (
        <div>
          <Button variant="plain" ariaExpanded={all} onClick={() => setAll(!all)}>
            {t(all ? 'hideFine' : 'showFine', { count: fine })}
          </Button>
        </div>
      )}
    </BlockStack>
  )
}

function Table({ findings }: Pick<CheckResult, 'findings'>) {
  const t = useTranslations('check')
  return (
    <IndexTable
      selectable={false}
      itemCount={findings.length}
      headings={[
        { title: t('columns.name') },
        ...PHASES.map((phase) => ({ title: t(`columns.${phase}`) })),
        { title: t('columns.verdict') },
      ]}
    >
      {findings.map((finding, position) => (
        <IndexTable.Row key={keyOf(finding)} id={keyOf(finding)} position={position}>
          <IndexTable.Cell>
            <Named finding={finding} />
          </IndexTable.Cell>
          {PHASES.map((phase) => (
            <IndexTable.Cell key={phase}>{t(finding.seenIn.includes(phase) ? 'seen' : 'notSeen')}</IndexTable.Cell>
          ))}
          <IndexTable.Cell>
            <Judged finding={finding} />
          </IndexTable.Cell>
        </IndexTable.Row>
      ))}
    </IndexTable>
  )
}

const keyOf = ({ kind, name }: CheckFinding) => `${kind} ${name}`

function InLines({ finding }: { finding: CheckFinding }) {
  const t = useTranslations('check')
  return (
    <BlockStack gap="200">
      <Divider />
      <Named finding={finding} />
      <Text as="p" tone="subdued">
        {t('seenIn', { phases: finding.seenIn.map((phase) => t(`phases.${phase}`)).join(', ') })}
      </Text>
      <Judged finding={finding} />
    </BlockStack>
  )
}

function Named({ finding: { name, kind, owner } }: { finding: CheckFinding }) {
  const t = useTranslations('check')
  return (
    <div style={{ overflowWrap: 'anywhere', whiteSpace: 'normal', maxWidth: '16rem' }}>
      <Text as="p" fontWeight="semibold">
        {name}
      </Text>
      <Text as="p" tone="subdued">
        {t(`kinds.${kind}`)}, {owner ?? t('ownerUnknown')}
      </Text>
    </div>
  )
}

function Judged({ finding: { name, verdict, isDeclared } }: { finding: CheckFinding }) {
  const t = useTranslations('check')
  return (
    <div style={{ whiteSpace: 'normal', maxWidth: '22rem' }}>
      <BlockStack gap="100" inlineAlign="start">
        <Badge tone={TONES[verdict]}>{t(`verdicts.${verdict}`)}</Badge>
        {verdict !== 'fine' && (
          <Text as="span" tone="subdued">
            {t(`advice.${verdict}`)}
          </Text>
        )}
        {!isDeclared && (
          <Link url={pageOfNew('tracker', { pattern: name })} accessibilityLabel={t('declareOf', { name })}>
            {t('declare')}
          </Link>
        )}
      </BlockStack>
    </div>
  )
}
