import { BlockStack, Modal, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { MAX_NOTE } from '../../../requests/limits.ts'

interface ConfirmProps {
  needsNote: boolean
  onClose(): void
  onConfirm(note: string): void
}

/** Staff confirm the plan, and say why something is kept where it is. */
export function ConfirmErasureDialog({ needsNote, onClose, onConfirm }: ConfirmProps) {
  const t = useTranslations('requestErasure')
  const [note, setNote] = useState('')
  return (
    <Modal
      open
      onClose={onClose}
      title={t('confirm')}
      primaryAction={{
        content: t('confirm'),
        destructive: true,
        disabled: needsNote && note.trim() === '',
        onAction: () => onConfirm(note),
      }}
      secondaryActions={[{ content: t('close'), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p">{t('confirmAbout')}</Text>
          <TextField
            label={t(needsNote ? 'noteNeeded' : 'note')}
            value={note}
            onChange={setNote}
            autoComplete="off"
            multiline={3}
            maxLength={MAX_NOTE}
            showCharacterCount
          />
        </BlockStack>
      </Modal.Section>
    </Modal>
  )
}

/** Taking Shopify's erasure back is no small thing: the person was told that it comes. */
export function CancelErasureDialog({ onClose, onCancel }: { onClose(): void; onCancel(): void }) {
  const t = useTranslations('requestErasure')
  return (
    <Modal
      open
      onClose={onClose}
      title={t('cancel')}
      primaryAction={{ content: t('cancel'), destructive: true, onAction: onCancel }}
      secondaryActions={[{ content: t('close'), onAction: onClose }]}
    >
      <Modal.Section>
        <Text as="p">{t('cancelAbout')}</Text>
      </Modal.Section>
    </Modal>
  )
}
