import '@shopify/ui-extensions/preact'
import { render } from 'preact'
import { useAnswer } from '../../account/use-answer.ts'
import { wordsOf } from '../../account/words.ts'
import { customerPrivacy, numberOf } from '../../admin/api.ts'
import { AskAgain } from '../../admin/ask-again.tsx'
import { Privacy } from '../../admin/privacy.tsx'

export default async () => {
  render(<CustomerPrivacyBlock />, document.body)
}

/** On a customer's page: consents, requests, the next deadline, a restriction, the last contact. */
function CustomerPrivacyBlock() {
  const words = wordsOf(shopify.i18n)
  const customer = numberOf(shopify.data.selected[0]?.id)
  const { answer, again } = useAnswer(() => customerPrivacy({ customer, language: words.t('language') }))
  return (
    <s-admin-block heading={words.t('name')}>
      {answer.state === 'asked' && <s-spinner accessibilityLabel={words.t('loading')} />}
      {answer.state === 'failed' && <AskAgain words={words} again={again} />}
      {answer.state === 'ready' && <Privacy privacy={answer.value} words={words} />}
    </s-admin-block>
  )
}
