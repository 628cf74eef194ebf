import { Select, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { PossibleAct } from '../../../requests/index.ts'
import { REFUSAL_GROUNDS, REGIME_IDS } from '../../../requests/words.ts'
import { NoteDialog } from '../note-dialog.tsx'

interface Props {
  act: PossibleAct
  /** What it is called and says here, where that is not the usual. */
  words?: { title: string; about: string }
  /** The last day that an extension can reach. */
  latest: string | null
  isBusy: boolean
  onClose(): void
  onDone(facts: object, note: string): void
}

/** What an act always says. */
const FIXED: Partial<Record<PossibleAct['name'], object>> = { confirm_identity: { method: 'attested' } }

const CHOICES = { ground: REFUSAL_GROUNDS, regime: REGIME_IDS } as const

/** The reasons that the person reads. */
const TOLD: ReadonlySet<PossibleAct['name']> = new Set(['refuse', 'extend'])

function labelOf(name: PossibleAct['name'], needsReason: boolean) {
  if (name === 'comment') return 'events.comment'
  if (!needsReason) return 'fields.comment'
  return TOLD.has(name) ? 'fields.reasonTold' : 'fields.reason'
}

/** Asks for what an act needs: a choice, a day, a reason. */
export function ActDialog({ act: { name, field, needsReason }, words, latest, isBusy, onClose, onDone }: Props) {
  const t = useTranslations('request')
  const { title, about } = words ?? { title: t(`acts.${name}`), about: t(`about.${name}`) }
  const choices: readonly string[] = field && field !== 'until' ? CHOICES[field] : []
  const [value, setValue] = useState(field === 'until' ? (latest ?? '') : (choices[0] ?? ''))
  return (
    <NoteDialog
      title={title}
      about={about}
      cancel={t('cancel')}
      note={{ label: t(labelOf(name, needsReason)), isNeeded: needsReason }}
      isBusy={isBusy}
      isReady={field === null || value !== ''}
      onClose={onClose}
      onDone={(note) => onDone({ ...FIXED[name], ...(field && { [field]: value }) }, note)}
    >
      {field === 'until' && (
        <TextField
          type="date"
          label={t('fields.until')}
          value={value}
          onChange={setValue}
          autoComplete="off"
          {...(latest && { max: latest })}
        />
      )}
      {field && field !== 'until' && (
        <Select
          label={t(`fields.${field}`)}
          options={choices.map((choice) => ({ value: choice, label: t(`choices.${choice}` as 'choices.gdpr') }))}
          value={value}
          onChange={setValue}
        />
      )}
    </NoteDialog>
  )
}
