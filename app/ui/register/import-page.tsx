import { useFetcher, useNavigate } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { Banner, BlockStack, Button, Card, DropZone, InlineStack, List, Page } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { DescribedChange } from '../../register/index.ts'
import { MAX_IMPORT_BYTES } from '../../register/limits.ts'
import { REGISTER } from '../links/register.ts'
import { SectionCard } from '../section-card.tsx'
import { ChangeList } from './change-list.tsx'

export type ImportAnswer =
  | { answer: 'errors'; errors: string[] }
  | {
      answer: 'preview'
      name: string
      /** Null when there is no draft yet: nothing is replaced. */
      changes: { total: number; first: DescribedChange[] } | null
      revision: number | null
    }
  | { answer: 'changed_since' }
  | { answer: 'imported' }

/** A file is chosen, its changes are read, and only then it takes the place of the draft. */
export function ImportPage() {
  const t = useTranslations('register.import')
  const register = useTranslations('register')
  const { file, tooLong, busy, answer, choose, send } = useImport()
  return (
    <Page title={t('title')} subtitle={t('subtitle')} backAction={{ content: register('title'), url: REGISTER }}>
      <BlockStack gap="400">
        <Card>
          <DropZone
            label={t('choose')}
            accept="application/json,.json"
            type="file"
            allowMultiple={false}
            disabled={busy}
            onDropAccepted={(files) => void choose(files)}
          >
            <DropZone.FileUpload actionTitle={file?.name ?? t('chooseFile')} actionHint={t('hint')} />
          </DropZone>
        </Card>
        <div aria-live="polite">
          {tooLong && <Banner tone="critical">{t('tooLong')}</Banner>}
          {answer?.answer === 'errors' && <Errors errors={answer.errors} />}
          {answer?.answer === 'changed_since' && (
            <Banner
              tone="warning"
              title={t('changedSince')}
              action={{ content: t('lookAgain'), onAction: () => file && send(file.text, { intent: 'preview' }) }}
            />
          )}
          {answer?.answer === 'preview' && file && (
            <Preview
              preview={answer}
              onConfirm={() => send(file.text, { intent: 'import', revision: String(answer.revision ?? '') })}
            />
          )}
        </div>
      </BlockStack>
    </Page>
  )
}

/** A file, and what the server makes of it. */
function useImport() {
  const t = useTranslations('register.import')
  const fetcher = useFetcher<ImportAnswer>()
  const navigate = useNavigate()
  const bridge = useAppBridge()
  const [file, setFile] = useState<{ name: string; text: string } | null>(null)
  const [tooLong, setTooLong] = useState(false)
  const busy = fetcher.state !== 'idle'
  const answer = busy || tooLong ? undefined : fetcher.data

  const send = (text: string, query: Record<string, string>) =>
    fetcher.submit(text, { method: 'post', encType: 'text/plain', action: `?${new URLSearchParams(query)}` })
  const choose = async ([chosen]: File[]) => {
    if (!chosen) return
    // A longer file is no register, and the server refuses it: nothing of it is sent.
    const isTooLong = chosen.size > MAX_IMPORT_BYTES
    setTooLong(isTooLong)
    if (isTooLong) return
    const text = await chosen.text()
    setFile({ name: chosen.name, text })
    send(text, { intent: 'preview' })
  }
  useEffect(() => {
    if (answer?.answer !== 'imported') return
    bridge.toast.show(t('imported'))
    navigate(REGISTER)
  }, [answer, bridge, navigate, t])
  return { file, tooLong, busy, answer, choose, send }
}

/** Why the file is no register. */
function Errors({ errors }: { errors: string[] }) {
  const t = useTranslations('register.import')
  return (
    <Banner tone="critical" title={t('errors', { count: errors.length })}>
      <List>
        {errors.map((error) => (
          <List.Item key={error}>{error}</List.Item>
        ))}
      </List>
    </Banner>
  )
}

interface PreviewProps {
  preview: Extract<ImportAnswer, { answer: 'preview' }>
  onConfirm(): void
}

/** What the file would change, before it takes the place of the draft. */
function Preview({ preview: { name, changes }, onConfirm }: PreviewProps) {
  const t = useTranslations('register.import')
  return (
    <SectionCard title={changes ? t('changes', { count: changes.total }) : t('first', { name })}>
      {changes && <ChangeList changes={changes} />}
      <InlineStack gap="200">
        <Button variant="primary" disabled={changes?.total === 0} onClick={onConfirm}>
          {t('confirm')}
        </Button>
        <Button url={REGISTER}>{t('cancel')}</Button>
      </InlineStack>
    </SectionCard>
  )
}
