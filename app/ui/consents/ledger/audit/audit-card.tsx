import { Banner, BlockStack, Button, InlineStack, Link, ProgressBar, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { Audit, AuditStatus } from '../../../../consent/index.ts'
import { AUDITORS } from '../../../links/consents.ts'
import { SectionCard } from '../../../section-card.tsx'
import { AuditOutcome } from './audit-outcome.tsx'
import { useAudit } from './use-audit.ts'

/** Staff have the whole ledger verified at the press of a button: how far it is, and what it found. */
export function AuditCard({ status }: { status: AuditStatus }) {
  const t = useTranslations('consents.ledger.audit')
  const { running, busy, begin, cancel } = useAudit(status)
  const { last } = status
  const done = last?.state === 'done' ? last : status.lastDone
  return (
    <SectionCard
      title={t('title')}
      description={t('body')}
      aside={
        <Button loading={busy} disabled={running} onClick={begin}>
          {t(last ? 'again' : 'action')}
        </Button>
      }
    >
      <div aria-live="polite">{running && last && <Running audit={last} onCancel={cancel} />}</div>
      {last?.state === 'cancelled' && <Text as="p">{t('cancelled')}</Text>}
      {last?.state === 'failed' && <Banner tone="warning">{t('failed')}</Banner>}
      {done?.result && <AuditOutcome result={done.result} finishedAt={done.finishedAt ?? done.askedAt} />}
      <Text as="p" tone="subdued">
        {t.rich('auditors', { link: (text) => <Link url={AUDITORS}>{text}</Link> })}
      </Text>
    </SectionCard>
  )
}

function Running({ audit: { state, checked, length }, onCancel }: { audit: Audit; onCancel(): void }) {
  const t = useTranslations('consents.ledger.audit')
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="p" id="audit-progress">
          {state === 'waiting' || length === 0 ? t('waiting') : t('running', { checked, length })}
        </Text>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </InlineStack>
      <ProgressBar
        progress={length === 0 ? 0 : Math.round((100 * checked) / length)}
        size="small"
        ariaLabelledBy="audit-progress"
      />
      <Text as="p" tone="subdued">
        {t('leave')}
      </Text>
    </BlockStack>
  )
}
