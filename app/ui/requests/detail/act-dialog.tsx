import { BlockStack, FormLayout, Modal, Select, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { PossibleAct } from '../../../requests/index.ts'
import { MAX_NOTE } from '../../../requests/limits.ts'
import { REFUSAL_GROUNDS, REGIME_IDS } from '../../../requests/words.ts'

interface Props {
  act: PossibleAct
  /** The last day that an extension can reach. */
  latest: string | null
  onClose(): void
  onDone(facts: object, note: string): void
}

/** What an act always says. */
const FIXED: Partial<Record<PossibleAct['name'], object>> = { confirm_identity: { method: 'attested' } }

const CHOICES = { ground: REFUSAL_GROUNDS, regime: REGIME_IDS } as const

/** Asks for what an act needs: a choice, a day, a reason. */
export function ActDialog({ act: { name, field, needsReason }, latest, onClose, onDone }: Props) {
  const t = useTranslations('request')
  const choices: readonly string[] = field && field !== 'until' ? CHOICES[field] : []
  const [value, setValue] = useState(field === 'until' ? (latest ?? '') : (choices[0] ?? ''))
  const [note, setNote] = useState('')
  return (
    <Modal
      open
      onClose={onClose}
      title={t(`acts.${name}`)}
      primaryAction={{
        content: t(`acts.${name}`),
        disabled: (needsReason && note.trim() === '') || (field !== null && value === ''),
        onAction: () => onDone({ ...FIXED[name], ...(field && { [field]: value }) }, note),
      }}
      secondaryActions={[{ content: t('cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p">{t(`about.${name}`)}</Text>
          <FormLayout>
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
            <TextField
              label={t(name === 'comment' ? 'events.comment' : needsReason ? 'fields.reason' : 'fields.comment')}
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
