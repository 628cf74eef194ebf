import { useBlocker } from '@remix-run/react'
import { SaveBar, useAppBridge } from '@shopify/app-bridge-react'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'

interface Props {
  isDirty: boolean
  saving: boolean
  onSave(): void
  onDiscard(): void
}

const BAR = 'unsaved-changes'

/** The state of a navigation that must not be blocked, because the changes were saved or removed. */
export const LET_GO = 'let-go'

/** The admin's save bar while something is not saved, and its question before the page is left. */
export function UnsavedChanges({ isDirty, saving, onSave, onDiscard }: Props) {
  const t = useTranslations('register.form')
  const bridge = useAppBridge()
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isDirty && nextLocation.state !== LET_GO && currentLocation.pathname !== nextLocation.pathname,
  )
  const last = useRef(blocker)
  last.current = blocker
  const target = blocker.state === 'blocked' ? blocker.location.key : null
  useEffect(() => {
    if (target === null) return
    // The admin answers only when the merchant discards the changes, never when they stay.
    void bridge.saveBar.leaveConfirmation().then(() => {
      if (last.current.state === 'blocked') last.current.proceed()
    })
  }, [target, bridge])
  return (
    <SaveBar id={BAR} open={isDirty} discardConfirmation>
      <button variant="primary" onClick={onSave} disabled={saving} {...(saving && { loading: '' })}>
        {t('save')}
      </button>
      <button type="button" onClick={onDiscard} disabled={saving}>
        {t('discard')}
      </button>
    </SaveBar>
  )
}
