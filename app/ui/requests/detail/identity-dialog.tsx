import { BlockStack, FormLayout, Modal, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { MAX_NOTE, MAX_PHONE } from '../../../requests/limits.ts'

/** What staff decide or note about who asks. */
export type IdentityStep = 'accept' | 'reject' | 'callBack' | 'attest'

interface Props {
  step: IdentityStep
  onClose(): void
  onDone(note: string, number: string): void
}

const NEEDS_NOTE: ReadonlySet<IdentityStep> = new Set(['reject', 'attest'])

/** Asks staff for the note that a decision on who asks needs, and for the number that they called. */
export function IdentityDialog({ step, onClose, onDone }: Props) {
  const t = useTranslations('identity')
  const [note, setNote] = useState('')
  const [number, setNumber] = useState('')
  const needsNote = NEEDS_NOTE.has(step)
  const words = {
    accept: { title: t('proofs.accept'), about: t('proofs.acceptAbout') },
    reject: { title: t('proofs.reject'), about: t('proofs.rejectAbout') },
    callBack: { title: t('callBack.title'), about: t('callBack.about') },
    attest: { title: t('attest.title'), about: t('attest.about') },
  }[step]
  return (
    <Modal
      open
      onClose={onClose}
      title={words.title}
      primaryAction={{
        content: words.title,
        disabled: (needsNote && note.trim() === '') || (step === 'callBack' && number.replace(/\D/g, '').length < 5),
        onAction: () => onDone(note, number),
      }}
      secondaryActions={[{ content: t('cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p">{words.about}</Text>
          <FormLayout>
            {step === 'callBack' && (
              <TextField
                type="tel"
                label={t('callBack.number')}
                value={number}
                onChange={setNumber}
                maxLength={MAX_PHONE}
                autoComplete="off"
              />
            )}
            <TextField
              label={t(needsNote ? 'note' : 'noteOptional')}
              helpText={t('noteHelp')}
              value={note}
              onChange={setNote}
              autoComplete="off"
              multiline={3}
              maxLength={MAX_NOTE}
              showCharacterCount
            />
          </FormLayout>
        </BlockStack>
      </Modal.Section>
    </Modal>
  )
}
