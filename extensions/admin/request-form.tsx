import { useRef, useState } from 'preact/hooks'
import { typedIn } from '../account/typed.ts'
import type { Words } from '../account/words.ts'
import { type NewRequest, startRequest } from './api.ts'

/** In the order in which they are asked most. */
const KINDS = [
  ...['access', 'erasure', 'rectification', 'portability', 'restriction', 'objection_to_prospecting'],
  ...['objection_to_profiling', 'withdrawal_of_consent', 'opt_out_of_sale', 'human_review'],
  ...['instructions_after_death', 'question'],
]
const CHANNELS = ['email', 'phone', 'post']

/** Local day of the browser, which is where the shop's staff are. */
const today = () => new Date().toLocaleDateString('sv-SE')

/** What staff fill in for a request that reached them. Once it is filed, the form is a link to it. */
export function useRequestForm(customer: string, words: Words) {
  const { t } = words
  const [asked, setAsked] = useState<Omit<NewRequest, 'customer'>>({
    ...{ kind: 'access', channel: 'email', receivedOn: today(), text: '' },
  })
  const [state, setState] = useState<'open' | 'sending' | 'failed'>('open')
  const [filed, setFiled] = useState<string | null>(null)
  // A second press comes before the first is drawn.
  const isUnderWay = useRef(false)
  const send = async () => {
    if (isUnderWay.current || filed !== null || customer === '') return
    isUnderWay.current = true
    setState('sending')
    try {
      setFiled((await startRequest({ ...asked, customer })).id)
      setState('open')
    } catch {
      setState('failed')
    } finally {
      isUnderWay.current = false
    }
  }
  const set = (field: keyof typeof asked) => (event: Event) => setAsked({ ...asked, [field]: typedIn(event) })
  const form = filed ? (
    <s-stack gap="base">
      <s-banner tone="success">{t('filed')}</s-banner>
      <s-link href={`app:app/requests/${filed}`}>{t('open_request')}</s-link>
    </s-stack>
  ) : (
    <s-stack gap="base">
      {state === 'failed' && <s-banner tone="critical">{t('not_filed')}</s-banner>}
      <s-select id="kind" label={t('kind')} value={asked.kind} onChange={set('kind')}>
        {KINDS.map((kind) => (
          <s-option key={kind} value={kind}>
            {t(`kinds.${kind}`)}
          </s-option>
        ))}
      </s-select>
      <s-select id="channel" label={t('channel')} value={asked.channel} onChange={set('channel')}>
        {CHANNELS.map((channel) => (
          <s-option key={channel} value={channel}>
            {t(`channels.${channel}`)}
          </s-option>
        ))}
      </s-select>
      <s-date-field id="receivedOn" label={t('received_on')} value={asked.receivedOn} onChange={set('receivedOn')} />
      <s-text-area id="text" label={t('text')} value={asked.text} maxLength={20_000} onInput={set('text')} />
    </s-stack>
  )
  return { form, send, isFiled: filed !== null, isSending: state === 'sending' }
}
