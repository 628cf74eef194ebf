import { BlockStack, Button, Divider, InlineStack, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { MAX_PAGE, MAX_PRESENT_CHARACTERS } from '../../../policy/present/limits.ts'
import { SectionCard } from '../../section-card.tsx'
import type { usePresent } from './use-present.ts'

type Props = Pick<ReturnType<typeof usePresent>, 'ask' | 'busy'>

/** Staff paste the policy, or Kept fetches it. */
export function SourceCard({ ask, busy }: Props) {
  const t = useTranslations('present.source')
  return (
    <SectionCard title={t('title')}>
      <Pasted ask={ask} busy={busy} />
      <Divider />
      <Text as="h3" variant="headingSm">
        {t('or')}
      </Text>
      <InlineStack>
        <Button disabled={busy} onClick={() => ask({ page: null })}>
          {t('fetch')}
        </Button>
      </InlineStack>
      <PageOfShop ask={ask} busy={busy} />
    </SectionCard>
  )
}

function Pasted({ ask, busy }: Props) {
  const t = useTranslations('present.source')
  const [text, setText] = useState('')
  const [error, setError] = useState<string>()
  const compare = () => {
    // The server refuses it too: nothing of it is sent.
    if (text.length > MAX_PRESENT_CHARACTERS) return setError(t('tooLong', { most: MAX_PRESENT_CHARACTERS }))
    if (text.trim() === '') return setError(t('empty'))
    ask({ text })
  }
  const change = (value: string) => {
    setText(value)
    setError(undefined)
  }
  return (
    <BlockStack gap="300">
      <TextField
        label={t('paste')}
        value={text}
        onChange={change}
        multiline={8}
        maxHeight={320}
        autoComplete="off"
        error={error}
      />
      <InlineStack>
        <Button variant="primary" loading={busy} onClick={compare}>
          {t('compare')}
        </Button>
      </InlineStack>
    </BlockStack>
  )
}

function PageOfShop({ ask, busy }: Props) {
  const t = useTranslations('present.source')
  const [page, setPage] = useState('')
  return (
    <TextField
      label={t('page')}
      helpText={t('pageHelp')}
      value={page}
      onChange={setPage}
      maxLength={MAX_PAGE}
      autoComplete="off"
      connectedRight={
        <Button disabled={busy || page.trim() === ''} onClick={() => ask({ page })}>
          {t('fetchPage')}
        </Button>
      }
    />
  )
}
