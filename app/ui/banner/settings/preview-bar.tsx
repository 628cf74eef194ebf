import { Button, Modal } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Preview, type PreviewProps } from './preview.tsx'

/** On a phone: a bar at the bottom of the window, from which staff look at the banner and come back to the same place. */
export function PreviewBar(props: PreviewProps) {
  const t = useTranslations('banner.preview')
  const [open, setOpen] = useState(false)
  return (
    <>
      <div
        style={{
          position: 'sticky',
          bottom: 0,
          zIndex: 1,
          padding: 'var(--p-space-300)',
          borderRadius: 'var(--p-border-radius-300)',
          background: 'var(--p-color-bg-surface)',
          boxShadow: 'var(--p-shadow-500)',
        }}
      >
        <Button fullWidth size="large" onClick={() => setOpen(true)}>
          {t('show')}
        </Button>
      </div>
      <Modal open={open} onClose={() => setOpen(false)} title={t('title')}>
        <Modal.Section>
          <Preview {...props} />
        </Modal.Section>
      </Modal>
    </>
  )
}
