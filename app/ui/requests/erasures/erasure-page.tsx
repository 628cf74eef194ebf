import type { SerializeFrom } from '@remix-run/node'
import { BlockStack, Page } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { RecipientTaskDetail } from '../../../recipients/index.ts'
import type { ProofVersion, ShownErasure } from '../../../requests/index.ts'
import { actsOnRecipientsOfErasure } from '../../links/recipients.ts'
import { ERASURES, pageOfErasure } from '../../links/requests.ts'
import { ErasureSection } from '../detail/erasure-section.tsx'
import { ProofCard } from '../detail/proof-card.tsx'
import { RecipientsCard } from '../detail/recipients-card.tsx'
import { useErasure } from '../detail/use-erasure.ts'

/** An erasure that Shopify's own admin began: no request belongs to it. */
export function ErasurePage({
  erasure,
  proofs,
  recipients,
}: {
  erasure: SerializeFrom<ShownErasure>
  proofs: SerializeFrom<ProofVersion[]>
  recipients: SerializeFrom<RecipientTaskDetail>[]
}) {
  const t = useTranslations('requestErasure.list')
  const acting = useErasure(pageOfErasure(erasure.id), erasure, false)
  return (
    <Page backAction={{ content: t('title'), url: ERASURES }} title={t('one')}>
      <BlockStack gap="400">
        <ErasureSection erasure={erasure} acting={acting} />
        {proofs.length > 0 && <ProofCard versions={proofs} />}
        {recipients.length > 0 && <RecipientsCard acts={actsOnRecipientsOfErasure(erasure.id)} tasks={recipients} />}
      </BlockStack>
    </Page>
  )
}
