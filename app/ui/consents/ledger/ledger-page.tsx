import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { BlockStack, Button, DescriptionList, InlineStack, Link, Modal, Page, Text } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { AuditStatus, CheckpointState, SealState, SigningKey } from '../../../consent/index.ts'
import { AUDITORS, CONSENTS } from '../../links/consents.ts'
import { SectionCard } from '../../section-card.tsx'
import { When } from '../../when.tsx'
import { ExportProgress } from '../export-progress.tsx'
import { SealingStuck } from '../sealing-stuck.tsx'
import { ConsentTabs } from '../tabs.tsx'
import { useExport } from '../use-export.ts'
import { AuditCard } from './audit/audit-card.tsx'
import { Checkpoints } from './checkpoints.tsx'

interface Props {
  state: SealState
  checkpoints: CheckpointState
  audits: AuditStatus
}

/** Whether the ledger is in order, how far it is sealed, its checkpoints, and all of it as a file that anybody can verify. */
export function LedgerPage({ state, checkpoints, audits }: Props) {
  const consents = useTranslations('consents')
  return (
    <Page title={consents('title')} subtitle={consents('subtitle')}>
      <ConsentTabs shown="ledger">
        <BlockStack gap="400">
          {state.stuck && <SealingStuck stuck={state.stuck} />}
          <AuditCard status={audits} />
          <Seals state={state} />
          <Checkpoints checkpoints={checkpoints} />
          <WholeLedger />
        </BlockStack>
      </ConsentTabs>
    </Page>
  )
}

const Fingerprint = ({ of }: { of: SigningKey }) => <code style={{ overflowWrap: 'anywhere' }}>{of.fingerprint}</code>

function Seals({ state }: { state: SealState }) {
  const t = useTranslations('consents.ledger')
  const format = useFormatter()
  const { length, sealedUntil, lastSeal, currentKey, formerKeys } = state
  const waiting = length - sealedUntil
  return (
    <SectionCard title={t('title')}>
      <Text as="p">{t('body')}</Text>
      <DescriptionList
        items={[
          { term: t('length'), description: format.number(length) },
          ...(length === 0
            ? []
            : [
                {
                  term: t('sealed'),
                  description: t(waiting === 0 ? 'allSealed' : 'someWaiting', { count: sealedUntil, waiting }),
                },
              ]),
          {
            term: t('lastSeal'),
            description: lastSeal
              ? t.rich('seal', { number: lastSeal.number, when: () => <When at={lastSeal.sealedAt} /> })
              : t('noSeal'),
          },
          { term: t('key'), description: currentKey ? <Fingerprint of={currentKey} /> : t('noKey') },
          ...formerKeys.map((key) => ({
            term: t('formerKey', { number: key.number }),
            description: <Fingerprint of={key} />,
          })),
        ]}
      />
      {currentKey && <Rotation />}
    </SectionCard>
  )
}

function Rotation() {
  const t = useTranslations('consents.ledger.rotate')
  const bridge = useAppBridge()
  const { submit, data, state } = useFetcher<{ key: SigningKey }>()
  const [asking, setAsking] = useState(false)
  useEffect(() => {
    if (data) bridge.toast.show(t('done'))
  }, [data, bridge, t])
  const rotate = () => {
    setAsking(false)
    submit(JSON.stringify({ intent: 'rotate' }), { method: 'post', encType: 'application/json' })
  }
  return (
    <div>
      <Button loading={state !== 'idle'} onClick={() => setAsking(true)}>
        {t('action')}
      </Button>
      <Modal
        open={asking}
        onClose={() => setAsking(false)}
        title={t('title')}
        primaryAction={{ content: t('confirm'), onAction: rotate }}
        secondaryActions={[{ content: t('cancel'), onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <p>{t('body')}</p>
        </Modal.Section>
      </Modal>
    </div>
  )
}

function WholeLedger() {
  const t = useTranslations('consents.ledger.export')
  const { received, start, cancel } = useExport()
  return (
    <SectionCard title={t('title')}>
      <Text as="p">{t('body')}</Text>
      <Text as="p">{t.rich('verify', { link: (text) => <Link url={AUDITORS}>{text}</Link> })}</Text>
      {received === null ? (
        <InlineStack>
          <Button onClick={() => void start(`${CONSENTS}/export?format=ledger`)}>{t('action')}</Button>
        </InlineStack>
      ) : (
        <ExportProgress received={received} onCancel={cancel} />
      )}
    </SectionCard>
  )
}
