import { useRef, useState } from 'preact/hooks'
import { type PrivacyApi, Refused } from './api.ts'
import type { CentreView } from './model.ts'
import { typedIn } from './typed.ts'
import type { Words } from './words.ts'

interface Props {
  rights: CentreView['rights']
  api: PrivacyApi
  words: Words
  filed(id: string): Promise<void>
}

/** The form with which the customer uses a right. */
export function FileRequest({ rights, api, words: { t }, filed }: Props) {
  const [kind, setKind] = useState('')
  const [text, setText] = useState('')
  const [isSending, setIsSending] = useState(false)
  const [outcome, setOutcome] = useState<'filed' | 'failed' | 'too_many' | null>(null)
  // A second press comes before the first is drawn.
  const isUnderWay = useRef(false)
  const send = async () => {
    if (!kind || isUnderWay.current) return
    isUnderWay.current = true
    setIsSending(true)
    setOutcome(null)
    try {
      const { id } = await api.file({ kind, text: text.trim() })
      setKind('')
      setText('')
      setOutcome('filed')
      await filed(id)
    } catch (error) {
      setOutcome(error instanceof Refused && error.status === 429 ? 'too_many' : 'failed')
    } finally {
      isUnderWay.current = false
      setIsSending(false)
    }
  }
  return (
    <s-form onSubmit={() => void send()}>
      <s-stack gap="base">
        <s-heading>{t('file.heading')}</s-heading>
        {outcome === 'filed' && <s-banner tone="success">{t('file.filed')}</s-banner>}
        {outcome === 'failed' && <s-banner tone="critical">{t('not_saved')}</s-banner>}
        {outcome === 'too_many' && <s-banner tone="warning">{t('file.too_many')}</s-banner>}
        <s-select id="kind" label={t('file.what')} value={kind} required onChange={(event) => setKind(typedIn(event))}>
          {/* No element shows its first choice as if the customer had chosen it. */}
          <s-option value="">—</s-option>
          {rights.map((right) => (
            <s-option key={right.kind} value={right.kind}>
              {right.name}
            </s-option>
          ))}
        </s-select>
        <s-text-area
          id="text"
          label={t('file.text')}
          value={text}
          maxLength={4_000}
          onInput={(event) => setText(typedIn(event))}
        />
        <s-button type="submit" variant="primary" loading={isSending}>
          {t('file.send')}
        </s-button>
      </s-stack>
    </s-form>
  )
}
