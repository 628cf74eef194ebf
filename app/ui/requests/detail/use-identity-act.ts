import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import type { IdentityAct, IdentityResult } from '../../../requests/index.ts'
import { identityOf } from '../../links/requests.ts'

/** Sends what staff do about who asks. The page is loaded again with what became of it. */
export function useIdentityAct(requestId: string) {
  const t = useTranslations('identity')
  const bridge = useAppBridge()
  const { submit, data, state } = useFetcher<IdentityResult>({ key: `identity-${requestId}` })
  useEffect(() => {
    if (data?.ok) bridge.toast.show(t('done'))
  }, [data, bridge, t])
  return {
    act: (act: IdentityAct) =>
      submit(JSON.stringify(act), { method: 'post', action: identityOf(requestId), encType: 'application/json' }),
    busy: state !== 'idle',
    problem: data && !data.ok ? data.reason : null,
  }
}
