import type { SerializeFrom } from '@remix-run/node'
import { useFetcher, useNavigate } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { ErasureGroup } from '../../../requests/erasure/model.ts'
import type { ErasureAct, ErasureActResult, ShownErasure } from '../../../requests/index.ts'
import { REQUEST_ACCESS } from '../../links/requests.ts'

export type ErasureButton = Exclude<ErasureAct['act'], 'done_by_hand'>

/** What staff do about an erasure: the one next step, and the dialog that is open. */
export function useErasure(action: string, erasure: SerializeFrom<ShownErasure> | null, mayPlan: boolean) {
  const t = useTranslations('requestErasure')
  const bridge = useAppBridge()
  const navigate = useNavigate()
  const [dialog, setDialog] = useState<'confirm' | 'cancel' | null>(null)
  const { submit, data, state } = useFetcher<ErasureActResult>()
  useEffect(() => {
    if (data?.ok) bridge.toast.show(t('noted'))
  }, [data, bridge, t])
  const send = (act: ErasureAct) => {
    setDialog(null)
    submit(JSON.stringify(act), { method: 'post', action, encType: 'application/json' })
  }
  const on: Record<ErasureButton, () => void> = {
    plan: () => send({ act: 'plan' }),
    confirm: () => setDialog('confirm'),
    cancel: () => setDialog('cancel'),
    go_on: () => send({ act: 'go_on' }),
    told: () => send({ act: 'told' }),
    settle_return: () => send({ act: 'settle_return' }),
  }
  const busy = state !== 'idle'
  const next = nextStep(erasure, mayPlan)
  const primary = () => {
    if (next === null) return null
    if (next === 'allowAccess') return { content: t(next), onAction: () => navigate(REQUEST_ACCESS) }
    return { content: t(next), onAction: on[next], loading: busy }
  }
  return {
    on,
    onDoneByHand: (group: ErasureGroup) => send({ act: 'done_by_hand', group }),
    busy,
    dialog,
    close: () => setDialog(null),
    confirm: (note: string) => send({ act: 'confirm', seen: new Date(erasure?.plannedAt ?? 0).toISOString(), note }),
    cancel: () => send({ act: 'cancel' }),
    problem: data && !data.ok ? data.reason : null,
    primary: primary(),
  }
}

function nextStep(
  erasure: SerializeFrom<ShownErasure> | null,
  mayPlan: boolean,
): 'plan' | 'confirm' | 'allowAccess' | null {
  if (erasure === null) return mayPlan ? 'plan' : null
  if (erasure.run !== 'planned' || !erasure.plan || erasure.plan.registerVersion === null) return null
  return erasure.plan.mayRequest ? 'confirm' : 'allowAccess'
}
