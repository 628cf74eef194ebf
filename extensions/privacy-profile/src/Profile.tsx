import '@shopify/ui-extensions/preact'
import { render } from 'preact'
import { privacyApi } from '../../account/api.ts'
import { Failed } from '../../account/failed.tsx'
import { Purposes } from '../../account/purposes.tsx'
import { useAnswer } from '../../account/use-answer.ts'
import { wordsOf } from '../../account/words.ts'

export default async () => {
  render(<PrivacyProfile />, document.body)
}

/** On the customer's profile: who may write to them, and the way to the whole page. */
function PrivacyProfile() {
  const words = wordsOf(shopify.i18n)
  const { t } = words
  const api = privacyApi({
    token: () => shopify.sessionToken.get(),
    language: shopify.localization.language.value.isoCode,
  })
  const { answer, again } = useAnswer(api.view)
  return (
    <s-section heading={t('name')}>
      <s-stack gap="base">
        {answer.state === 'asked' && <s-skeleton-paragraph />}
        {answer.state === 'failed' && <Failed words={words} again={again} />}
        {answer.state === 'ready' && (
          <Purposes purposes={answer.value.purposes} places={['email', 'sms', 'partner']} api={api} words={words} />
        )}
        <s-link href="extension:privacy-page/">{t('all')}</s-link>
      </s-stack>
    </s-section>
  )
}
