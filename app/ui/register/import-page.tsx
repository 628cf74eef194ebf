import { useFetcher, useNavigate } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { Banner, BlockStack, Button, Card, DropZone, InlineStack, List, Page, Text } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { DescribedChange } from '../../register/index.ts'
import { MAX_IMPORT_BYTES } from '../../register/limits.ts'
import { ChangeList } from './change-list.tsx'
import { REGISTER } from './links.ts'

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
          {answer?.answer === 'errors' && (
            <Banner tone="critical" title={t('errors', { count: answer.errors.length })}>
              <List>
                {answer.errors.map((error) => (
                  <List.Item key={error}>{error}</List.Item>
                ))}
              </List>
            </Banner>
          )}
          {answer?.answer === 'changed_since' && (
            <Banner
              tone="warning"
              title={t('changedSince')}
              action={{ content: t('lookAgain'), onAction: () => file && send(file.text, { intent: 'preview' }) }}
            />
          )}
          {answer?.answer === 'preview' && file && (
            <Card>
              <BlockStack gap="400">
                <Text as="h2" variant="headingMd">
                  {answer.changes ? t('changes', { count: answer.changes.total }) : t('first', { name: answer.name })}
                </Text>
                {answer.changes && <ChangeList changes={answer.changes} />}
                <InlineStack gap="200">
                  <Button
                    variant="primary"
                    disabled={answer.changes?.total === 0}
                    onClick={() => send(file.text, { intent: 'import', revision: String(answer.revision ?? '') })}
                  >
                    {t('confirm')}
                  </Button>
                  <Button url={REGISTER}>{t('cancel')}</Button>
                </InlineStack>
              </BlockStack>
            </Card>
          )}
        </div>
      </BlockStack>
    </Page>
  )
}
