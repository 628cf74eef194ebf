import '@shopify/ui-extensions/preact'
import { render } from 'preact'
import { wordsOf } from '../../account/words.ts'
import { ShowHeld } from '../../admin/actions.tsx'
import { useContact } from '../../admin/company.tsx'

export default async () => {
  render(<OfCompany />, document.body)
}

function OfCompany() {
  const words = wordsOf(shopify.i18n)
  const { customer, choice } = useContact(shopify.query, shopify.data.selected[0]?.id ?? '', words)
  return <ShowHeld customer={customer} choice={choice} words={words} close={() => shopify.close()} />
}
