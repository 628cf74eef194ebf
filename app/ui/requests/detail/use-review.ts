import type { SerializeFrom } from '@remix-run/node'
import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { ReviewAct, ReviewActResult, ReviewView } from '../../../requests/index.ts'
import { reviewOfRequestPage } from '../../links/requests.ts'

/** What staff do in a review: choose the order, then decide. */
export function useReview(requestId: string, view: SerializeFrom<ReviewView> | null) {
  const t = useTranslations('review')
  const bridge = useAppBridge()
  const [isDeciding, setDeciding] = useState(false)
  const { submit, data, state } = useFetcher<ReviewActResult>()
  useEffect(() => {
    if (data?.ok) bridge.toast.show(t('noted'))
  }, [data, bridge, t])
  const send = (act: ReviewAct) => {
    setDeciding(false)
    submit(JSON.stringify(act), {
      method: 'post',
      action: reviewOfRequestPage(requestId),
      encType: 'application/json',
    })
  }
  const busy = state !== 'idle'
  const mayDecide = view?.isWorkedOn && view.review?.order
  return {
    ...{ send, busy, isDeciding },
    close: () => setDeciding(false),
    problem: data && !data.ok ? data.reason : null,
    primary: mayDecide ? { content: t('decide'), onAction: () => setDeciding(true), loading: busy } : null,
  }
}
