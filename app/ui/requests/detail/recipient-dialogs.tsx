import { useFetcher } from '@remix-run/react'
import { BlockStack, Modal, Text, TextField } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { NoticeText } from '../../../recipients/index.ts'
import { MAX_TASK_NOTE } from '../../../recipients/limits.ts'
import { textOfNotice } from '../../links/recipients.ts'

interface DoneProps {
  name: string
  onClose(): void
  onDone(note: string): void
}

/** Asks what staff did to tell a recipient. */
export function DoneByHandDialog({ name, onClose, onDone }: DoneProps) {
  const t = useTranslations('recipients.tasks')
  const [note, setNote] = useState('')
  return (
    <Modal
      open
      onClose={onClose}
      title={t('doneTitle', { name })}
      primaryAction={{ content: t('done'), disabled: note.trim() === '', onAction: () => onDone(note) }}
      secondaryActions={[{ content: t('cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <TextField
          label={t('doneNote')}
          helpText={t('doneHelp')}
          value={note}
          onChange={setNote}
          multiline={3}
          maxLength={MAX_TASK_NOTE}
          autoComplete="off"
        />
      </Modal.Section>
    </Modal>
  )
}

interface TextProps {
  acts: string
  taskId: string
  onClose(): void
}

/** The notice, for staff to send it themselves. */
export function NoticeTextDialog({ acts, taskId, onClose }: TextProps) {
  const t = useTranslations('recipients.tasks')
  const { load, data } = useFetcher<{ written: NoticeText | null }>({ key: `notice-${taskId}` })
  useEffect(() => load(textOfNotice(acts, taskId)), [load, acts, taskId])
  const written = data?.written
  return (
    <Modal
      open
      onClose={onClose}
      title={t('textTitle')}
      loading={!data}
      primaryAction={{ content: t('close'), onAction: onClose }}
    >
      <Modal.Section>
        {data && !written && <Text as="p">{t('textGone')}</Text>}
        {written && (
          <BlockStack gap="300">
            <Text as="p">{t('textHelp')}</Text>
            {written.address && (
              <TextField label={t('textTo')} value={written.address} readOnly autoComplete="off" selectTextOnFocus />
            )}
            <TextField label={t('textSubject')} value={written.subject} readOnly autoComplete="off" selectTextOnFocus />
            <TextField
              label={t('text')}
              value={written.text}
              readOnly
              autoComplete="off"
              multiline={10}
              selectTextOnFocus
            />
          </BlockStack>
        )}
      </Modal.Section>
    </Modal>
  )
}
