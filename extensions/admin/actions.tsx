import type { Words } from '../account/words.ts'
import { Held } from './held.tsx'
import { useRequestForm } from './request-form.tsx'

interface Props {
  /** Shopify's number; empty while staff have not said whom it is about. */
  customer: string
  words: Words
  close(): void
  /** Whom it is about, where staff choose. */
  choice?: preact.ComponentChildren
}

/** The window in which staff start a request. */
export function StartRequest({ customer, words, close, choice }: Props) {
  const { t } = words
  const { form, send, isFiled, isSending } = useRequestForm(customer, words)
  return (
    <s-admin-action heading={t('start')}>
      {!isFiled && (
        <s-button slot="primary-action" variant="primary" loading={isSending} onClick={() => void send()}>
          {t('file')}
        </s-button>
      )}
      <s-button slot="secondary-actions" onClick={close}>
        {t('close')}
      </s-button>
      <s-stack gap="base">
        {choice}
        {form}
      </s-stack>
    </s-admin-action>
  )
}

/** The window that shows what is held. */
export function ShowHeld({ customer, words, close, choice }: Props) {
  const { t } = words
  return (
    <s-admin-action heading={t('show')}>
      <s-button slot="primary-action" onClick={close}>
        {t('close')}
      </s-button>
      <s-stack gap="base">
        {choice}
        {customer && <Held key={customer} customer={customer} words={words} />}
      </s-stack>
    </s-admin-action>
  )
}
