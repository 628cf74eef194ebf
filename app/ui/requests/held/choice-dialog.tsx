import type { SerializeFrom } from '@remix-run/node'
import { Select } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { HeldTable } from '../../../requests/held/model.ts'
import type { SeenRow } from '../../../requests/index.ts'
import { NoteDialog } from '../note-dialog.tsx'
import { useHeldNames } from './names.ts'

export interface AskedChoice {
  move: 'take_out' | 'put_back'
  table: HeldTable
  row: SerializeFrom<SeenRow>
}

interface Props {
  choice: AskedChoice
  onClose(): void
  /** `column`: null for the whole row. */
  onDone(column: string | null, reason: string): void
}

const WHOLE = ''

/** Asks what of a row is taken out or put back, and why. */
export function ChoiceDialog({ choice: { move, row }, onClose, onDone }: Props) {
  const t = useTranslations('requestHeld')
  const names = useHeldNames()
  const [column, setColumn] = useState(WHOLE)
  const columns = row.values.filter(({ isFinal, ground }) => !isFinal && (ground === null) === (move === 'take_out'))
  return (
    <NoteDialog
      title={t(move === 'take_out' ? 'takeOutTitle' : 'putBackTitle')}
      about={t(`about_${move}`)}
      button={t(move === 'take_out' ? 'takeOut' : 'putBack')}
      cancel={t('cancel')}
      note={{ label: t('reason'), help: t('reasonHelp'), isNeeded: true }}
      onClose={onClose}
      onDone={(reason) => onDone(column === WHOLE ? null : column, reason)}
    >
      <Select
        label={t('what')}
        options={[
          { value: WHOLE, label: t('whole') },
          ...columns.map((one) => ({ value: one.column, label: names.column(one.column) })),
        ]}
        value={column}
        onChange={setColumn}
      />
    </NoteDialog>
  )
}
