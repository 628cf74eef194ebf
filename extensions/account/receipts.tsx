import type { PrivacyApi } from './api.ts'
import { Failed } from './failed.tsx'
import { useAnswer } from './use-answer.ts'
import type { Words } from './words.ts'

/** The signed receipts of the customer's decisions, which anybody can check. */
export function Receipts({ api, words }: { api: PrivacyApi; words: Words }) {
  const { t, day } = words
  const { answer, again } = useAnswer(api.receipts)
  if (answer.state === 'asked') return <s-spinner accessibilityLabel={t('loading')} />
  if (answer.state === 'failed') return <Failed words={words} again={again} />
  const { receipts } = answer.value
  if (receipts.length === 0) return <s-text color="subdued">{t('receipts.none')}</s-text>
  return (
    <s-unordered-list>
      {receipts.map(({ id, at, purposes, address }) => (
        <s-list-item key={id}>
          <s-link href={address} target="_blank">
            {[day(at), purposes.join(', ')].filter(Boolean).join(' · ')}
          </s-link>
        </s-list-item>
      ))}
    </s-unordered-list>
  )
}
