import { TextField } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { MAX_PHONE } from '../../../requests/limits.ts'
import { NoteDialog } from '../note-dialog.tsx'

/** What staff decide or note about who asks. */
export type IdentityStep = 'accept' | 'reject' | 'callBack'

interface Props {
  step: IdentityStep
  onClose(): void
  onDone(note: string, number: string): void
}

const NEEDS_NOTE: ReadonlySet<IdentityStep> = new Set(['reject'])

/** Asks staff for the note that a decision on who asks needs, and for the number that they called. */
export function IdentityDialog({ step, onClose, onDone }: Props) {
  const t = useTranslations('identity')
  const [number, setNumber] = useState('')
  const needsNote = NEEDS_NOTE.has(step)
  const words = {
    accept: { title: t('proofs.accept'), about: t('proofs.acceptAbout') },
    reject: { title: t('proofs.reject'), about: t('proofs.rejectAbout') },
    callBack: { title: t('callBack.title'), about: t('callBack.about') },
  }[step]
  return (
    <NoteDialog
      {...words}
      cancel={t('cancel')}
      note={{ label: t(needsNote ? 'note' : 'noteOptional'), help: t('noteHelp'), isNeeded: needsNote }}
      isReady={step !== 'callBack' || number.replace(/\D/g, '').length >= 5}
      onClose={onClose}
      onDone={(note) => onDone(note, number)}
    >
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
    </NoteDialog>
  )
}
