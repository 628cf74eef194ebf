import type { SerializeFrom } from '@remix-run/node'
import { Page } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { ShownErasure } from '../../../requests/index.ts'
import { ERASURES, pageOfErasure } from '../../links/requests.ts'
import { ErasureSection } from '../detail/erasure-section.tsx'
import { useErasure } from '../detail/use-erasure.ts'

/** An erasure that Shopify's own admin began: no request belongs to it. */
export function ErasurePage({ erasure }: { erasure: SerializeFrom<ShownErasure> }) {
  const t = useTranslations('requestErasure.list')
  const acting = useErasure(pageOfErasure(erasure.id), erasure, false)
  return (
    <Page backAction={{ content: t('title'), url: ERASURES }} title={t('one')}>
      <ErasureSection erasure={erasure} acting={acting} />
    </Page>
  )
}
