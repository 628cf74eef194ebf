import type { SerializeFrom } from '@remix-run/node'
import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { RecipientAndWay, WaySaved } from '../../recipients/index.ts'
import type { WaySetup } from '../../recipients/ways/model.ts'
import type { RecipientWayName } from '../../recipients/words.ts'
import { useAnswered } from '../use-answered.ts'

export interface EditedWay {
  /** Null: as the register suggests it. */
  way: RecipientWayName | null
  setup: WaySetup
  apiKey: string
}

const savedOf = ({ chosen, setup }: SerializeFrom<RecipientAndWay>): EditedWay => ({ way: chosen, setup, apiKey: '' })

/** How staff want a recipient to be told, against what is saved. A new secret is held until its dialog is closed. */
export function useRecipientWay(recipient: SerializeFrom<RecipientAndWay>) {
  const t = useTranslations('recipients')
  const bridge = useAppBridge()
  const { submit, data, state } = useFetcher<WaySaved>()
  const [typed, setTyped] = useState(() => savedOf(recipient))
  const [secret, setSecret] = useState<string | null>(null)
  const { id, revision } = recipient
  useAnswered(data, (answer) => {
    if (answer.ok) {
      setSecret(answer.secret)
      setTyped((now) => ({ ...now, apiKey: '' }))
      bridge.toast.show(t('saved'))
    } else {
      bridge.toast.show(t(answer.reason === 'refused' ? 'refused' : 'conflict'), { isError: true, duration: 10_000 })
    }
  })
  const send = (content: object) => submit(JSON.stringify(content), { method: 'post', encType: 'application/json' })
  return {
    typed,
    change: (changed: Partial<EditedWay>) => setTyped((now) => ({ ...now, ...changed })),
    isDirty: JSON.stringify(typed) !== JSON.stringify(savedOf(recipient)),
    isBusy: state !== 'idle',
    problem: data && !data.ok && data.reason === 'refused' ? data.problem : null,
    secret,
    forgetSecret: () => setSecret(null),
    save: () => {
      const lists = typed.setup.lists.filter((list) => list !== '')
      const endpoint = typed.setup.endpoint.trim()
      const way = { ...typed, setup: { ...typed.setup, lists, endpoint }, recipientId: id, revision }
      send({ intent: 'way', way })
    },
    rotate: () => send({ intent: 'rotate', recipientId: id, revision }),
  }
}
