import '@shopify/ui-extensions/preact'
import { render } from 'preact'
import { privacyApi } from '../../account/api.ts'
import { OrderChoices } from '../../account/order-choices.tsx'
import { wordsOf } from '../../account/words.ts'

export default async () => {
  const api = privacyApi({
    token: () => shopify.sessionToken.get(),
    language: shopify.localization.language.value.isoCode,
  })
  render(<OrderChoices api={api} words={wordsOf(shopify.i18n)} />, document.body)
}
