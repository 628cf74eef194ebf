import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { KeyCreated } from '../../shop-api/index.ts'
import type { ApiScope } from '../../shop-api/words.ts'
import { useAnswered } from '../use-answered.ts'

export type KeyAnswer =
  | { did: 'revoke'; ok: boolean }
  | ({ did: 'create' } & (KeyCreated | { ok: false; reason: 'invalid' }))

export interface NewKey {
  name: string
  scopes: ApiScope[]
  lastDay: string
}

const NOTHING: NewKey = { name: '', scopes: ['consents:read'], lastDay: '' }

interface NamedKey {
  id: string
  name: string
}

/** Creating and revoking keys, each in a dialog of its own. A new key is held until its dialog is closed. */
export function useKeys() {
  const t = useTranslations('systems.keys')
  const bridge = useAppBridge()
  const { submit, data, state } = useFetcher<KeyAnswer>()
  const [typed, setTyped] = useState<NewKey | null>(null)
  const [created, setCreated] = useState<string | null>(null)
  const [revoking, setRevoking] = useState<NamedKey | null>(null)
  useAnswered(data, (answer) => {
    if (answer.did === 'revoke') bridge.toast.show(t(answer.ok ? 'revoked' : 'alreadyRevoked'))
    if (answer.did !== 'create' || !answer.ok) return
    setTyped(null)
    setCreated(answer.key)
  })
  const send = (content: object) => submit(JSON.stringify(content), { method: 'post', encType: 'application/json' })
  return {
    typed,
    created,
    revoking,
    isBusy: state !== 'idle',
    problem: state === 'idle' && data?.did === 'create' && !data.ok ? data.reason : null,
    begin: () => setTyped(NOTHING),
    change: (changed: Partial<NewKey>) => setTyped((now) => now && { ...now, ...changed }),
    cancel: () => setTyped(null),
    create: () => typed && send({ intent: 'create', key: { ...typed, lastDay: typed.lastDay || null } }),
    forget: () => setCreated(null),
    askToRevoke: setRevoking,
    keep: () => setRevoking(null),
    revoke: () => {
      if (revoking) send({ intent: 'revoke', id: revoking.id })
      setRevoking(null)
    },
  }
}
export type KeysInWork = ReturnType<typeof useKeys>
