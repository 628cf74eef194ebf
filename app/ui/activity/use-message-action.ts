import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'

/** What staff ask of a message. */
export type MessageIntent = 'show' | 'retry' | 'handled' | 'erase_shop'

/** What the page's action answers. */
export interface MessageAnswer {
  intent: MessageIntent
  /** What Shopify wrote; null unless it was asked for. */
  body: string | null
  done: boolean
}

/** What is said when something was done; an intent without words shows its result itself. */
type DoneWords = Partial<
  Record<MessageIntent, 'retried' | 'markedHandled' | 'installedAgain.kept' | 'installedAgain.erasing'>
>

/** Asks for it and says what came of it. `words` stay the same from one call to the next. */
export function useMessageAction(words: DoneWords) {
  const t = useTranslations('activity.detail')
  const bridge = useAppBridge()
  const { submit, data, state, formData } = useFetcher<MessageAnswer>()
  useEffect(() => {
    const said = data && words[data.intent]
    if (said) bridge.toast.show(t(data.done ? said : 'gone'))
  }, [data, words, bridge, t])
  const busy = state !== 'idle'
  return {
    ask: (intent: MessageIntent) => submit({ intent }, { method: 'post' }),
    busy,
    isAsking: (intent: MessageIntent) => busy && formData?.get('intent') === intent,
    answer: data,
  }
}
