import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { MailWording, ReadWording, RenderedMail, TestSent, WordingSaved } from '../../../mail/index.ts'

export type MailTextAnswer =
  | { intent: 'preview'; preview: RenderedMail | null }
  | ({ intent: 'save' } & WordingSaved)
  | { intent: 'reset'; wording: MailWording }
  | ({ intent: 'test' } & TestSent)

/** What staff type: the paragraphs as one text, with empty lines between them. */
export interface TypedMailText {
  subject: string
  text: string
}

const GAP = '\n\n'
const typedOf = ({ subject, paragraphs }: MailWording): TypedMailText => ({ subject, text: paragraphs.join(GAP) })
const wordingOf = ({ subject, text }: TypedMailText): MailWording => ({ subject, paragraphs: text.split(/\n\s*\n/) })

/** Long enough that nobody who types waits for each letter. */
const PREVIEW_AFTER_MS = 400

/** A mail's text while staff edit it, with its preview. */
export function useMailText(read: ReadWording, shown: RenderedMail | null) {
  const t = useTranslations('requestSettings')
  const bridge = useAppBridge()
  const asked = useFetcher<MailTextAnswer>()
  const previewed = useFetcher<MailTextAnswer>()
  const [saved, setSaved] = useState(() => typedOf(read.wording))
  const [typed, setTyped] = useState(saved)
  const sent = useRef(typed)
  const answer = asked.data
  useEffect(() => {
    if (answer?.intent === 'save' && answer.ok) {
      setSaved(sent.current)
      bridge.toast.show(t('saved'))
    }
    if (answer?.intent === 'reset') {
      setSaved(typedOf(answer.wording))
      setTyped(typedOf(answer.wording))
      bridge.toast.show(t('mail.resetDone'))
    }
    if (answer?.intent === 'test' && answer.ok) bridge.toast.show(t('mail.sent'))
  }, [answer, bridge, t])
  const { submit } = previewed
  const isSame = typed.subject === saved.subject && typed.text === saved.text
  useEffect(() => {
    if (isSame) return
    const body = JSON.stringify({ intent: 'preview', wording: wordingOf(typed) })
    const timer = setTimeout(() => submit(body, { method: 'post', encType: 'application/json' }), PREVIEW_AFTER_MS)
    return () => clearTimeout(timer)
  }, [typed, isSame, submit])
  const ask = (intent: object) => asked.submit(JSON.stringify(intent), { method: 'post', encType: 'application/json' })
  return {
    typed,
    type: (changed: Partial<TypedMailText>) => setTyped((now) => ({ ...now, ...changed })),
    isDirty: !isSame,
    // What comes after the answer is only that the page reads itself anew.
    isBusy: asked.state === 'submitting',
    problems: answer?.intent === 'save' && !answer.ok ? answer.problems : [],
    testProblem: answer?.intent === 'test' && !answer.ok ? answer.reason : null,
    preview: previewed.data?.intent === 'preview' && !isSame ? previewed.data.preview : shown,
    save: () => {
      sent.current = typed
      ask({ intent: 'save', wording: wordingOf(typed) })
    },
    discard: () => setTyped(saved),
    reset: () => ask({ intent: 'reset' }),
    sendTest: (address: string) => ask({ intent: 'test', address }),
  }
}
