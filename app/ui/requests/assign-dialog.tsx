import { Modal, Select } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useNamedStaff } from '../staff-names.tsx'

/** Asks which colleague works on the chosen requests. */
export function AssignDialog({ onClose, onChosen }: { onClose(): void; onChosen(staffId: string): void }) {
  const t = useTranslations('requests.assign')
  const staff = useNamedStaff()
  const [chosen, setChosen] = useState(staff[0]?.id ?? '')
  return (
    <Modal
      open
      onClose={onClose}
      title={t('toColleague')}
      primaryAction={{ content: t('assign'), disabled: chosen === '', onAction: () => onChosen(chosen) }}
      secondaryActions={[{ content: t('cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <Select
          label={t('who')}
          helpText={t('whoHelp')}
          options={staff.map(({ id, name }) => ({ value: id, label: name }))}
          value={chosen}
          onChange={setChosen}
        />
      </Modal.Section>
    </Modal>
  )
}
