import type { SerializeFrom } from '@remix-run/node'
import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type {
  RectificationAct,
  RectificationResult,
  ShownCorrection,
  ShownRectification,
} from '../../../requests/index.ts'

type Dialog =
  | { name: 'propose' }
  | { name: 'state' }
  | { name: 'refuse' | 'by_hand'; correction: SerializeFrom<ShownCorrection> }

type NextAct = 'read' | 'propose' | 'apply'

/** What comes next: read, propose, and once all is decided, write and answer. */
function nextOf(shown: SerializeFrom<ShownRectification> | null, mayBegin: boolean): NextAct | null {
  if (!shown) return mayBegin ? 'read' : null
  if (!shown.isWorkedOn) return null
  if (shown.canApply) return 'apply'
  return shown.corrections.length === 0 && shown.reading === 'read' ? 'propose' : null
}

/** What staff do about a rectification: the one next step, and the dialog that is open. */
export function useRectification(action: string, shown: SerializeFrom<ShownRectification> | null, mayBegin: boolean) {
  const t = useTranslations('requestRectification')
  const bridge = useAppBridge()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const { submit, data, state } = useFetcher<RectificationResult>()
  useEffect(() => {
    if (!data?.ok) return
    bridge.toast.show(t('noted'))
    setDialog(null)
  }, [data, bridge, t])
  const send = (act: RectificationAct) =>
    submit(JSON.stringify(act), { method: 'post', action, encType: 'application/json' })
  const busy = state !== 'idle'
  const next = nextOf(shown, mayBegin)
  const does: Record<NextAct, () => void> = {
    read: () => send({ act: 'read' }),
    propose: () => setDialog({ name: 'propose' }),
    apply: () => send({ act: 'apply' }),
  }
  return {
    send,
    busy,
    dialog,
    open: setDialog,
    close: () => setDialog(null),
    problem: data && !data.ok ? data.reason : null,
    wrong: data && !data.ok ? (data.wrong ?? []) : [],
    primary: next && { content: t(`next.${next}`), onAction: does[next], loading: busy },
  }
}
