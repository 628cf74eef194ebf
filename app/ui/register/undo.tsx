import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { Edit } from '../../register/index.ts'
import { REGISTER } from '../links/register.ts'

type OfferUndo = (message: string, edits: readonly Edit[]) => void

const UndoContext = createContext<OfferUndo>(() => {})

const TOAST_MS = 10_000

/** Tells what was done and offers to undo it, also after the page was left. */
export function UndoProvider({ children }: { children: ReactNode }) {
  const bridge = useAppBridge()
  const fetcher = useFetcher<{ undone: boolean }>()
  const t = useTranslations('register.undo')
  const submit = useRef(fetcher.submit)
  submit.current = fetcher.submit
  const answer = fetcher.data
  useEffect(() => {
    if (answer) bridge.toast.show(t(answer.undone ? 'undone' : 'tooLate'), { isError: !answer.undone })
  }, [answer, bridge, t])
  const offer: OfferUndo = (message, edits) => {
    bridge.toast.show(message, {
      duration: TOAST_MS,
      action: t('action'),
      onAction: () =>
        submit.current(JSON.stringify({ edits }), {
          method: 'post',
          action: `${REGISTER}/undo`,
          encType: 'application/json',
        }),
    })
  }
  return <UndoContext.Provider value={offer}>{children}</UndoContext.Provider>
}

export const useUndo = () => useContext(UndoContext)
