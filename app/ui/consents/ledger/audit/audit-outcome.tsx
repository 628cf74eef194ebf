import { Banner, BlockStack, DescriptionList, Link, List, Text } from '@shopify/polaris'
import { useFormatter, useTranslations } from 'use-intl'
import type { AuditFinding, AuditResult } from '../../../../consent/index.ts'
import { pageOfRecord } from '../../../links/consents.ts'
import { When } from '../../../when.tsx'

interface Props {
  result: AuditResult
  finishedAt: Date | string
}

/** What an audit found, and what it looked at. */
export function AuditOutcome({ result, finishedAt }: Props) {
  const t = useTranslations('consents.ledger.audit')
  return (
    <BlockStack gap="300">
      {result.ok ? (
        <Banner tone="success" title={t('intact')} />
      ) : (
        <Banner tone="critical" title={t('wrong')}>
          <BlockStack gap="200">
            <What finding={result.finding} />
            <WhatToDo />
          </BlockStack>
        </Banner>
      )}
      <Evidence result={result} finishedAt={finishedAt} />
    </BlockStack>
  )
}

/** What is wrong, and where. */
function What({ finding: { problem, position, seal, record, witness } }: { finding: AuditFinding }) {
  const t = useTranslations('consents.ledger.audit')
  // A place that is not known is -1: no position and no seal has this number.
  const place = { position: position ?? -1, seal: seal ?? -1 }
  return (
    <>
      <Text as="p" fontWeight="semibold">
        {t(`problems.${problem}`, { ...place, size: witness?.size ?? 0 })}{' '}
        {record !== null && <Link url={pageOfRecord(record)}>{t('record')}</Link>}
      </Text>
      {position !== null && seal !== null && <Text as="p">{t('underSeal', { seal })}</Text>}
      {witness && <Text as="p">{t(`witnesses.${witness.kind}`, { size: witness.size ?? 0 })}</Text>}
      {problem === 'witness_of_other_ledger' && <Text as="p">{t('begunAnew')}</Text>}
    </>
  )
}

const STEPS = ['keep', 'export', 'operator', 'officer', 'again'] as const

function WhatToDo() {
  const t = useTranslations('consents.ledger.audit.toDo')
  return (
    <>
      <Text as="p">{t('title')}</Text>
      <List type="number">
        {STEPS.map((step) => (
          <List.Item key={step}>{t(step)}</List.Item>
        ))}
      </List>
    </>
  )
}

/** What was there to check. Only where everything is in order, all of it was looked at: a check ends at the first problem. */
function Evidence({ result, finishedAt }: Props) {
  const t = useTranslations('consents.ledger.audit.evidence')
  const format = useFormatter()
  const { ok, length, seals, keys, checkpoints, first, last, shopCopy, earlierAudit } = result
  const items = [
    { term: t('when'), description: <When at={finishedAt} /> },
    { term: t('records'), description: format.number(length) },
    ...(first && last
      ? [
          {
            term: t('period'),
            description: t.rich('fromTo', { first: () => <When at={first} />, last: () => <When at={last} /> }),
          },
        ]
      : []),
    ...(ok && result.erased > 0 ? [{ term: t('erased'), description: t('erasedFit', { count: result.erased }) }] : []),
    { term: t('seals'), description: ok ? t('sealsFollow', { count: seals }) : format.number(seals) },
    ...(ok && keys > 1 ? [{ term: t('keys'), description: t('keysFollow', { keys }) }] : []),
    ...(ok && result.unsealed > 0
      ? [{ term: t('unsealed'), description: t('unsealedYet', { count: result.unsealed }) }]
      : []),
    {
      term: t('checkpoints'),
      description: ok ? t('checkpointsHold', { count: checkpoints }) : format.number(checkpoints),
    },
    {
      term: t('shopCopy'),
      description: t(`shopCopies.${ok ? shopCopy : shopCopy === 'compared' ? 'there' : shopCopy}`),
    },
    ...(ok && earlierAudit ? [{ term: t('earlierAudit'), description: t('earlierAuditHolds') }] : []),
  ]
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {t(ok ? 'title' : 'until')}
      </Text>
      <DescriptionList items={items} />
    </BlockStack>
  )
}
