import type { SerializeFrom } from '@remix-run/node'
import { Select, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { RestrictionAct, RestrictionView } from '../../../requests/index.ts'
import { RESTRICTED_TAG } from '../../../requests/restriction/record/words.ts'
import { RESTRICTION_GROUNDS } from '../../../subjects/words.ts'
import { NoteDialog } from '../note-dialog.tsx'

interface Props {
  dialog: 'set' | 'lift' | 'keep'
  days: SerializeFrom<RestrictionView>['liftDays']
  isBusy: boolean
  onClose(): void
  onDone(act: RestrictionAct): void
}

/** Asks for what restricting, lifting and keeping a restriction need. */
export function RestrictionDialog(props: Props) {
  if (props.dialog === 'set') return <SetDialog {...props} />
  return props.dialog === 'lift' ? <LiftDialog {...props} /> : <KeepDialog {...props} />
}

function SetDialog({ isBusy, onClose, onDone }: Props) {
  const t = useTranslations('restriction')
  const grounds = useTranslations('request.choices')
  const [ground, setGround] = useState<string>(RESTRICTION_GROUNDS[0])
  const chosen = RESTRICTION_GROUNDS.find((one) => one === ground) ?? RESTRICTION_GROUNDS[0]
  return (
    <NoteDialog
      title={t('buttons.set')}
      about={t('setAbout', { tag: RESTRICTED_TAG })}
      cancel={t('close')}
      note={{ label: t('note'), isNeeded: false }}
      isBusy={isBusy}
      onClose={onClose}
      onDone={(note) => onDone({ act: 'set', ground: chosen, note })}
    >
      <Select
        label={t('ground')}
        options={RESTRICTION_GROUNDS.map((value) => ({ value, label: grounds(value) }))}
        value={ground}
        onChange={setGround}
      />
    </NoteDialog>
  )
}

function LiftDialog({ days, isBusy, onClose, onDone }: Props) {
  const t = useTranslations('restriction')
  const [on, setOn] = useState(days.usual)
  const isPossible = on >= days.least && on <= days.most
  return (
    <NoteDialog
      title={t('buttons.lift')}
      about={t('liftAbout')}
      cancel={t('close')}
      note={{ label: t('reasonTold'), isNeeded: true }}
      isBusy={isBusy}
      isReady={isPossible}
      onClose={onClose}
      onDone={(reason) => onDone({ act: 'lift', on, reason })}
    >
      <TextField
        type="date"
        label={t('day')}
        value={on}
        onChange={setOn}
        autoComplete="off"
        min={days.least}
        max={days.most}
        {...(!isPossible && { error: t('problems.day_not_possible', days) })}
      />
    </NoteDialog>
  )
}

function KeepDialog({ isBusy, onClose, onDone }: Props) {
  const t = useTranslations('restriction')
  return (
    <NoteDialog
      title={t('buttons.keep')}
      about={t('keepAbout')}
      cancel={t('close')}
      note={{ label: t('reasonTold'), isNeeded: true }}
      isBusy={isBusy}
      onClose={onClose}
      onDone={(reason) => onDone({ act: 'keep', reason })}
    />
  )
}
