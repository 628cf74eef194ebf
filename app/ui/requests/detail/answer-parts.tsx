import { useFetcher } from '@remix-run/react'
import { BlockStack, Button, InlineStack, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { answerFileOf } from '../../links/requests.ts'
import { useDownload } from '../../use-download.ts'

type Part = 'preview' | 'letter'

/** An answer: its file, its first page, in a frame without any permission, and the letter, to be copied. */
export function AnswerParts({ requestId }: { requestId: string }) {
  const download = useDownload()
  const t = useTranslations('requestAnswer')
  const [shown, setShown] = useState<Part | null>(null)
  const { load, data, state } = useFetcher<{ part: Part; text: string }>()
  const toggle = (part: Part) => {
    setShown(shown === part ? null : part)
    if (shown !== part) load(answerFileOf(requestId, part))
  }
  const text = data?.part === shown ? data.text : null
  return (
    <BlockStack gap="300">
      <InlineStack gap="200">
        <Button onClick={() => void download(answerFileOf(requestId))}>{t('download')}</Button>
        <Button onClick={() => toggle('preview')} loading={shown === 'preview' && state !== 'idle'}>
          {t(shown === 'preview' ? 'hidePreview' : 'preview')}
        </Button>
        <Button onClick={() => toggle('letter')} loading={shown === 'letter' && state !== 'idle'}>
          {t(shown === 'letter' ? 'hidePreview' : 'letter')}
        </Button>
      </InlineStack>
      {text !== null && shown === 'preview' && (
        <iframe
          title={t('previewTitle')}
          srcDoc={text}
          sandbox=""
          style={{ width: '100%', height: 640, border: '1px solid #8a8a8a' }}
        />
      )}
      {text !== null && shown === 'letter' && (
        <TextField label={t('letterTitle')} value={text} readOnly selectTextOnFocus multiline={12} autoComplete="off" />
      )}
    </BlockStack>
  )
}
