import type { SerializeFrom } from '@remix-run/node'
import { BlockStack, FormLayout, Modal, Select, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { HeldTable } from '../../../requests/held/model.ts'
import type { SeenRow } from '../../../requests/index.ts'
import { MAX_NOTE } from '../../../requests/limits.ts'
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
  const [reason, setReason] = useState('')
  const columns = row.values.filter(({ isFinal, ground }) => !isFinal && (ground === null) === (move === 'take_out'))
  return (
    <Modal
      open
      onClose={onClose}
      title={t(move === 'take_out' ? 'takeOutTitle' : 'putBackTitle')}
      primaryAction={{
        content: t(move === 'take_out' ? 'takeOut' : 'putBack'),
        disabled: reason.trim() === '',
        onAction: () => onDone(column === WHOLE ? null : column, reason),
      }}
      secondaryActions={[{ content: t('cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p">{t(`about_${move}`)}</Text>
          <FormLayout>
            <Select
              label={t('what')}
              options={[
                { value: WHOLE, label: t('whole') },
                ...columns.map((one) => ({ value: one.column, label: names.column(one.column) })),
              ]}
              value={column}
              onChange={setColumn}
            />
            <TextField
              label={t('reason')}
              helpText={t('reasonHelp')}
              value={reason}
              onChange={setReason}
              autoComplete="off"
              multiline={3}
              maxLength={MAX_NOTE}
            />
          </FormLayout>
        </BlockStack>
      </Modal.Section>
    </Modal>
  )
}
