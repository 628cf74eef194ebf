import '@shopify/ui-extensions/preact'
import { render } from 'preact'
import { wordsOf } from '../../account/words.ts'
import { StartRequest } from '../../admin/actions.tsx'
import { numberOf } from '../../admin/api.ts'

export default async () => {
  const customer = numberOf(shopify.data.selected[0]?.id)
  render(
    <StartRequest customer={customer} words={wordsOf(shopify.i18n)} close={() => shopify.close()} />,
    document.body,
  )
}
