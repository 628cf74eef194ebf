import { useSearchParams } from '@remix-run/react'
import { BlockStack, Button, ButtonGroup, InlineStack, Select } from '@shopify/polaris'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { DocumentKind, PolicyLanguage } from '../../policy/index.ts'

const DOCUMENTS: readonly DocumentKind[] = ['policy', 'cookies']

const DEVICES = { desktop: '100%', phone: '390px' } as const
type Device = keyof typeof DEVICES

interface Props {
  document: DocumentKind
  language: PolicyLanguage
  languages: readonly PolicyLanguage[]
  /** A whole page. */
  page: string
  title: string
}

/** A page as customers see it: which one, in which language, on which screen. */
export function Reading({ document, language, languages, page, title }: Props) {
  const t = useTranslations('policy.reading')
  const names = new Intl.DisplayNames([useLocale()], { type: 'language' })
  const [device, setDevice] = useState<Device>('desktop')
  const [, setQuery] = useSearchParams()
  const show = (key: string, value: string) =>
    setQuery(
      (query) => {
        query.set(key, value)
        return query
      },
      { preventScrollReset: true, replace: true },
    )
  return (
    <BlockStack gap="300">
      <InlineStack gap="300" align="space-between" blockAlign="end">
        <ButtonGroup variant="segmented">
          {DOCUMENTS.map((each) => (
            <Button key={each} pressed={each === document} onClick={() => show('document', each)}>
              {t(`documents.${each}`)}
            </Button>
          ))}
        </ButtonGroup>
        <Select
          label={t('language')}
          labelInline
          options={languages.map((each) => ({ value: each, label: names.of(each) ?? each }))}
          value={language}
          onChange={(value) => show('language', value)}
        />
        <ButtonGroup variant="segmented">
          {(Object.keys(DEVICES) as Device[]).map((each) => (
            <Button key={each} pressed={each === device} onClick={() => setDevice(each)}>
              {t(`devices.${each}`)}
            </Button>
          ))}
        </ButtonGroup>
      </InlineStack>
      <div style={{ overflowX: 'auto', textAlign: 'center' }}>
        {/* An origin of its own, and by its own policy nothing in it runs. */}
        <iframe
          title={title}
          sandbox="allow-scripts"
          srcDoc={page}
          style={{ width: DEVICES[device], maxWidth: '100%', height: '70vh', border: '1px solid #8a8a8a' }}
        />
      </div>
    </BlockStack>
  )
}
