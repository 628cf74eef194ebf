import { Button, Modal, Text } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useImportAct } from './use-import-act.ts'

/** Ends an import before it is done. */
export function CancelImport() {
  const t = useTranslations('imports.detail')
  const { act, isBusy } = useImportAct()
  const [isAsked, setAsked] = useState(false)
  const cancel = () => {
    setAsked(false)
    act({ intent: 'cancel' })
  }
  return (
    <div>
      <Button onClick={() => setAsked(true)} loading={isBusy}>
        {t('cancel')}
      </Button>
      <Modal
        open={isAsked}
        onClose={() => setAsked(false)}
        title={t('cancelTitle')}
        primaryAction={{ content: t('cancelYes'), destructive: true, onAction: cancel }}
        secondaryActions={[{ content: t('keep'), onAction: () => setAsked(false) }]}
      >
        <Modal.Section>
          <Text as="p">{t('cancelBody')}</Text>
        </Modal.Section>
      </Modal>
    </div>
  )
}
