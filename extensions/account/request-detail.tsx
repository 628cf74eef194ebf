import { useState } from 'preact/hooks'
import type { PrivacyApi } from './api.ts'
import { Failed } from './failed.tsx'
import type { CentreView, FiledRequest, OwnRequest } from './model.ts'
import { typedIn } from './typed.ts'
import { useAnswer } from './use-answer.ts'
import type { Words } from './words.ts'

interface Props {
  id: string
  links: CentreView['links']
  api: PrivacyApi
  words: Words
  changed(state: OwnRequest['state']): void
}

/** How one request stands, and what the customer can do about it. */
export function RequestDetail({ id, links, api, words, changed }: Props) {
  const { t } = words
  const { answer, again, replace } = useAnswer(() => api.request(id))
  const [isRefused, setIsRefused] = useState(false)
  if (answer.state === 'asked') return <s-spinner accessibilityLabel={t('loading')} />
  if (answer.state === 'failed') return <Failed words={words} again={again} />
  const act = async (what: Parameters<PrivacyApi['act']>[1]) => {
    setIsRefused(false)
    try {
      const acted = await api.act(id, what)
      replace(acted)
      changed(acted.state)
    } catch {
      setIsRefused(true)
    }
  }
  return (
    <s-stack gap="base">
      {isRefused && <s-banner tone="warning">{t('not_saved')}</s-banner>}
      <State request={answer.value} centre={links.centre} words={words} />
      {answer.value.question && <Reply words={words} send={(text) => act({ name: 'reply', text })} />}
      {answer.value.canConfirm && (
        <s-button variant="primary" onClick={() => void act({ name: 'confirm' })}>
          {t('requests.confirm')}
        </s-button>
      )}
      {answer.value.canWithdraw && (
        <s-button tone="critical" onClick={() => void act({ name: 'withdraw' })}>
          {t('requests.withdraw')}
        </s-button>
      )}
    </s-stack>
  )
}

function State({ request, centre, words: { t, day } }: { request: FiledRequest; centre: string; words: Words }) {
  const { dueOn, question, refusal, downloadUntil } = request
  return (
    <>
      {dueOn && <s-text>{t('requests.due', { day: day(dueOn) })}</s-text>}
      {question && (
        <s-text>
          {t('requests.question')} {question}
        </s-text>
      )}
      {refusal && (
        <s-text>
          {t('requests.reason')} {refusal}
        </s-text>
      )}
      {downloadUntil && (
        <s-link href={centre} target="_blank">
          {t('requests.download', { day: day(downloadUntil) })}
        </s-link>
      )}
    </>
  )
}

function Reply({ words: { t }, send }: { words: Words; send(text: string): Promise<void> }) {
  const [text, setText] = useState('')
  return (
    <s-form onSubmit={() => void (text.trim() && send(text.trim()))}>
      <s-stack gap="base">
        <s-text-area
          id="reply"
          label={t('requests.reply')}
          value={text}
          maxLength={4_000}
          onInput={(event) => setText(typedIn(event))}
        />
        <s-button type="submit">{t('requests.send')}</s-button>
      </s-stack>
    </s-form>
  )
}
