import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { EndpointSaved } from '../../outgoing/index.ts'
import { MOST_ENDPOINTS } from '../../outgoing/limits.ts'
import type { OutgoingEventType } from '../../outgoing/words.ts'
import { useAnswered } from '../use-answered.ts'

type EndpointAct = 'add' | 'edit' | 'rotate' | 'on' | 'off' | 'remove' | 'test'
export type EndpointAnswer = { did: EndpointAct } & (EndpointSaved | { ok: false; reason: 'invalid' })

export interface EditedEndpoint {
  /** Null for a new one. */
  id: string | null
  url: string
  events: OutgoingEventType[]
}

interface NamedEndpoint {
  id: string
  url: string
}

/** What is asked before it is done. */
export type AskedAct = NamedEndpoint & { act: 'rotate' | 'remove' }

/** Addresses in work: the form of one, the question before an act, and a new secret until its dialog is closed. */
export function useEndpoints() {
  const t = useTranslations('outgoing')
  const bridge = useAppBridge()
  const { submit, data, state } = useFetcher<EndpointAnswer>()
  const [edited, setEdited] = useState<EditedEndpoint | null>(null)
  const [asked, setAsked] = useState<AskedAct | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  useAnswered(data, (answer) => {
    const isOfForm = answer.did === 'add' || answer.did === 'edit'
    if (answer.ok) {
      if (isOfForm) setEdited(null)
      setSecret(answer.secret)
      bridge.toast.show(t(`done.${answer.did}`))
    } else if (!isOfForm) {
      bridge.toast.show(t(`problems.${answer.reason}`, { most: MOST_ENDPOINTS }), { isError: true })
    }
  })
  const send = (content: object) => submit(JSON.stringify(content), { method: 'post', encType: 'application/json' })
  const isOfForm = data?.did === 'add' || data?.did === 'edit'
  return {
    edited,
    asked,
    secret,
    isBusy: state !== 'idle',
    problem: state === 'idle' && data && !data.ok && isOfForm ? data.reason : null,
    edit: setEdited,
    ask: setAsked,
    forgetSecret: () => setSecret(null),
    save: () => {
      if (!edited) return
      const { id, ...endpoint } = edited
      send(id === null ? { intent: 'add', endpoint } : { intent: 'edit', id, endpoint })
    },
    act: (intent: 'on' | 'off' | 'test', id: string) => send({ intent, id }),
    confirm: () => {
      if (asked) send({ intent: asked.act, id: asked.id })
      setAsked(null)
    },
  }
}
export type EndpointsInWork = ReturnType<typeof useEndpoints>
