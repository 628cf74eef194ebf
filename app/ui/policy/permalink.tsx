import { useAppBridge } from '@shopify/app-bridge-react'
import { Button, TextField } from '@shopify/polaris'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'

/** The address of a version, to be copied. */
export function Permalink({ address }: { address: string }) {
  const t = useTranslations('policy.version')
  const bridge = useAppBridge()
  const field = useRef<HTMLDivElement>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address)
      bridge.toast.show(t('copied'))
    } catch {
      // A browser may keep a page in a frame from the clipboard.
      field.current?.querySelector('input')?.select()
      bridge.toast.show(t('selected'))
    }
  }
  return (
    <div ref={field}>
      <TextField
        label={t('address')}
        value={address}
        readOnly
        selectTextOnFocus
        autoComplete="off"
        connectedRight={<Button onClick={() => void copy()}>{t('copy')}</Button>}
      />
    </div>
  )
}
