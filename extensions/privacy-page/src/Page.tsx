import '@shopify/ui-extensions/preact'
import { render } from 'preact'
import { privacyApi } from '../../account/api.ts'
import { Failed } from '../../account/failed.tsx'
import { Held } from '../../account/held.tsx'
import type { CentreView } from '../../account/model.ts'
import { Purposes } from '../../account/purposes.tsx'
import { Receipts } from '../../account/receipts.tsx'
import { Requests } from '../../account/requests.tsx'
import { useAnswer } from '../../account/use-answer.ts'
import { wordsOf } from '../../account/words.ts'

export default async () => {
  render(<PrivacyPage />, document.body)
}

const api = () =>
  privacyApi({
    token: () => shopify.sessionToken.get(),
    language: shopify.localization.language.value.isoCode,
  })

/** The privacy centre as a page of the customer's account. */
function PrivacyPage() {
  const words = wordsOf(shopify.i18n)
  const { answer, again } = useAnswer(() => api().view())
  return (
    <s-page heading={words.t('name')}>
      {answer.state === 'asked' && <s-skeleton-paragraph />}
      {answer.state === 'failed' && <Failed words={words} again={again} />}
      {answer.state === 'ready' && <Centre view={answer.value} />}
    </s-page>
  )
}

function Centre({ view }: { view: CentreView }) {
  const words = wordsOf(shopify.i18n)
  const { t } = words
  const doors = api()
  const { company, choicesOfUs, links } = view
  return (
    <s-stack gap="large">
      <s-section heading={t('choices.heading')}>
        <Purposes purposes={view.purposes} api={doors} words={words} />
      </s-section>
      <s-section heading={t('held.heading')}>
        <Held api={doors} words={words} />
      </s-section>
      <s-section heading={t('requests.heading')}>
        <Requests view={view} api={doors} words={words} />
      </s-section>
      <s-section heading={t('receipts.heading')}>
        <Receipts api={doors} words={words} />
      </s-section>
      {company && (
        <s-section heading={t('company')}>
          <s-text>{[company.name, company.role].filter(Boolean).join(' · ')}</s-text>
        </s-section>
      )}
      <s-stack direction="inline" gap="base">
        {choicesOfUs && <s-link href={links.centre}>{t('us')}</s-link>}
        {links.policy && <s-link href={links.policy}>{t('policy')}</s-link>}
        <s-link href={links.centre}>{t('centre')}</s-link>
      </s-stack>
    </s-stack>
  )
}
