import { useFetcher } from '@remix-run/react'
import { Badge, Button, InlineStack } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { ConsentRecordView } from '../../../consent/index.ts'
import { pageOfRecord } from '../../links/consents.ts'
import { SectionCard } from '../../section-card.tsx'
import { useDownload } from '../../use-download.ts'
import { When } from '../../when.tsx'

interface Props {
  recordId: string
  seal: ConsentRecordView['seal']
}

/** What the person can be given as proof, and whether a seal holds it already. */
export function ReceiptCard({ recordId, seal }: Props) {
  const t = useTranslations('consents.receipt')
  const download = useDownload()
  const { load, data, state } = useFetcher<{ page: string }>()
  const receipt = `${pageOfRecord(recordId)}/receipt`
  return (
    <SectionCard
      title={t('title')}
      badge={<Badge tone={seal ? 'success' : 'attention'}>{t(seal ? 'sealed' : 'notSealed')}</Badge>}
      description={
        seal ? t.rich('sealedBy', { number: seal.number, when: () => <When at={seal.sealedAt} /> }) : t('sealedSoon')
      }
    >
      <InlineStack gap="200">
        <Button loading={state !== 'idle'} onClick={() => load(receipt)}>
          {t('show')}
        </Button>
        <Button onClick={() => void download(`${receipt}?file=html`)}>{t('page')}</Button>
        <Button onClick={() => void download(`${receipt}?file=json`)}>{t('json')}</Button>
      </InlineStack>
      {data && (
        <iframe
          title={t('title')}
          srcDoc={data.page}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          style={{ width: '100%', height: 640, border: '1px solid #8a8a8a' }}
        />
      )}
    </SectionCard>
  )
}
