import { type PrivacyApi, Refused } from './api.ts'
import { Failed } from './failed.tsx'
import type { CentreView } from './model.ts'
import { Purposes } from './purposes.tsx'
import { useAnswer } from './use-answer.ts'
import type { Words } from './words.ts'

/** The token of a buyer who is not signed in names nobody, so that the app shows nothing. */
const viewOf = (api: PrivacyApi): Promise<CentreView | null> =>
  api.view().catch((error) => (error instanceof Refused && error.status === 401 ? null : Promise.reject(error)))

/** After an order: what it asked about marketing, and how that stands now. */
export function OrderChoices({ api, words }: { api: PrivacyApi; words: Words }) {
  const { t } = words
  const { answer, again } = useAnswer(() => viewOf(api))
  return (
    <s-section heading={t('order.heading')}>
      <s-stack gap="base">
        {answer.state === 'asked' && <s-skeleton-paragraph />}
        {answer.state === 'failed' && <Failed words={words} again={again} />}
        {answer.state === 'ready' && answer.value === null && <s-text>{t('order.sign_in')}</s-text>}
        {answer.state === 'ready' && answer.value && (
          <>
            <s-text>{t('order.text')}</s-text>
            <Purposes purposes={answer.value.purposes} places={['email', 'sms', 'partner']} api={api} words={words} />
            <s-link href={answer.value.links.centre}>{t('centre')}</s-link>
          </>
        )}
      </s-stack>
    </s-section>
  )
}
