import { useState } from 'preact/hooks'
import { typedIn } from '../account/typed.ts'
import { useAnswer } from '../account/use-answer.ts'
import type { Words } from '../account/words.ts'
import { numberOf } from './api.ts'
import { AskAgain } from './ask-again.tsx'

interface Contacts {
  company: { contacts: { nodes: { customer: { id: string; displayName: string } }[] } } | null
}

type Query = <Data>(query: string, options: { variables: object }) => Promise<{ data?: Data; errors?: unknown[] }>

const CONTACTS = `query Contacts($id: ID!) {
  company(id: $id) { contacts(first: 100) { nodes { customer { id displayName } } } }
}`

/** Whose data at a company it is about: people use their rights, companies have none. */
export function useContact(query: Query, company: string, words: Words) {
  const { t } = words
  const [customer, setCustomer] = useState('')
  const { answer, again } = useAnswer(async () => {
    const { data, errors } = await query<Contacts>(CONTACTS, { variables: { id: company } })
    if (errors?.length) throw new Error('Shopify does not show the contacts')
    return data?.company?.contacts.nodes.map((contact) => contact.customer) ?? []
  })
  if (answer.state === 'asked') return { customer, choice: <s-spinner accessibilityLabel={t('loading')} /> }
  if (answer.state === 'failed') return { customer, choice: <AskAgain words={words} again={again} /> }
  if (answer.value.length === 0) return { customer, choice: <s-text>{t('no_contacts')}</s-text> }
  const choice = (
    <s-select id="contact" label={t('contact_of')} value={customer} onChange={(event) => setCustomer(typedIn(event))}>
      <s-option value="">—</s-option>
      {answer.value.map(({ id, displayName }) => (
        <s-option key={id} value={numberOf(id)}>
          {displayName}
        </s-option>
      ))}
    </s-select>
  )
  return { customer, choice }
}
