import { useSearchParams } from '@remix-run/react'
import { BlockStack, Button, ButtonGroup, InlineStack, Select, useBreakpoints } from '@shopify/polaris'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { DocumentKind, PartId, PolicyLanguage } from '../../policy/index.ts'
import { DOCUMENT_KINDS } from '../../policy/model.ts'
import { DEVICE_NAMES, type Device } from '../devices.ts'
import { PreviewFrame } from './preview-frame.tsx'

const EVERYBODY: PartId = 'general'

interface Props {
  /** Which document is shown, in which of the languages that there are. */
  shown: { document: DocumentKind; language: PolicyLanguage; languages: readonly PolicyLanguage[] }
  /** A whole page. */
  page: string
  title: string
  /** Whom it speaks to apart; none where all is for everybody. */
  readers?: readonly PartId[]
}

/** A page as customers see it: which one, in which language, on which screen. */
export function ReadingCard({ shown, page, title, readers = [] }: Props) {
  const [device, setDevice] = useState<Device>('desktop')
  const { smDown } = useBreakpoints()
  return (
    <BlockStack gap="300">
      <InlineStack gap="300" align="space-between" blockAlign="end">
        <WhatIsRead shown={shown} readers={readers} />
        {/* On a phone, the page is as wide as a phone. */}
        {!smDown && <Devices device={device} onChange={setDevice} />}
      </InlineStack>
      <PreviewFrame title={title} page={page} device={device} />
    </BlockStack>
  )
}

/** The document, its language and its reader, kept in the page's address. */
function WhatIsRead({ shown, readers }: Required<Pick<Props, 'shown' | 'readers'>>) {
  const t = useTranslations('policy.reading')
  const names = new Intl.DisplayNames([useLocale()], { type: 'language' })
  const [query, setQuery] = useSearchParams()
  const show = (key: string, value: string) =>
    setQuery(
      (before) => {
        before.set(key, value)
        return before
      },
      { preventScrollReset: true, replace: true },
    )
  return (
    <>
      <ButtonGroup variant="segmented">
        {DOCUMENT_KINDS.map((each) => (
          <Button key={each} pressed={each === shown.document} onClick={() => show('document', each)}>
            {t(`documents.${each}`)}
          </Button>
        ))}
      </ButtonGroup>
      <Select
        label={t('language')}
        labelInline
        options={shown.languages.map((each) => ({ value: each, label: names.of(each) ?? each }))}
        value={shown.language}
        onChange={(value) => show('language', value)}
      />
      {readers.length > 1 && (
        <Select
          label={t('reader')}
          labelInline
          options={[EVERYBODY, ...readers].map((value) => ({ value, label: t(`readers.${value}`) }))}
          value={readers.find((each) => each === query.get('reader')) ?? EVERYBODY}
          onChange={(value) => show('reader', value)}
        />
      )}
    </>
  )
}

function Devices({ device, onChange }: { device: Device; onChange(device: Device): void }) {
  const t = useTranslations('policy.reading')
  return (
    <ButtonGroup variant="segmented">
      {DEVICE_NAMES.map((each) => (
        <Button key={each} pressed={each === device} onClick={() => onChange(each)}>
          {t(`devices.${each}`)}
        </Button>
      ))}
    </ButtonGroup>
  )
}
