import { Button, InlineStack } from '@shopify/polaris'
import { useLocale, useTranslations } from 'use-intl'
import { proofFileOf } from './links/activity.ts'
import { useDownload } from './use-download.ts'

/** The two files of a version of a proof: what is signed, and what people read. */
export function ProofFiles({ erasureId, version }: { erasureId: string; version: number }) {
  const t = useTranslations('proof')
  const language = useLocale()
  const download = useDownload()
  const file = (as: 'json' | 'html') => () => void download(proofFileOf(erasureId, { version, as, language }))
  return (
    <InlineStack gap="200">
      <Button onClick={file('json')} accessibilityLabel={t('jsonOf', { version })}>
        {t('json')}
      </Button>
      <Button onClick={file('html')} accessibilityLabel={t('htmlOf', { version })}>
        {t('html')}
      </Button>
    </InlineStack>
  )
}
