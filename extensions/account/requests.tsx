import { useState } from 'preact/hooks'
import type { PrivacyApi } from './api.ts'
import { FileRequest } from './file-request.tsx'
import type { CentreView, OwnRequest } from './model.ts'
import { RequestDetail } from './request-detail.tsx'
import type { Words } from './words.ts'

interface Props {
  view: CentreView
  api: PrivacyApi
  words: Words
}

/** What the customer has asked for, each with what happens to it, and the form for another request. */
export function Requests({ view, api, words }: Props) {
  const { t, day } = words
  const [requests, setRequests] = useState(view.requests)
  const [opened, setOpened] = useState<string | null>(null)
  const nameOf = (kind: OwnRequest['kind']) => view.rights.find((right) => right.kind === kind)?.name ?? kind
  const filed = async (id: string) => {
    setRequests((await api.requests()).requests)
    setOpened(id)
  }
  return (
    <s-stack gap="large">
      {requests.length === 0 && <s-text color="subdued">{t('requests.none')}</s-text>}
      {requests.map(({ id, kind, state, receivedOn }) => (
        <s-stack key={id} gap="small">
          <s-text type="strong">{nameOf(kind)}</s-text>
          <s-stack direction="inline" gap="base">
            <s-badge>{t(`requests.states.${state}`)}</s-badge>
            <s-text color="subdued">{t('requests.received', { day: day(receivedOn) })}</s-text>
          </s-stack>
          {opened === id ? (
            <RequestDetail
              id={id}
              links={view.links}
              api={api}
              words={words}
              changed={(state) => setRequests((all) => all.map((one) => (one.id === id ? { ...one, state } : one)))}
            />
          ) : (
            <s-button
              id={`open-${id}`}
              accessibilityLabel={`${t('requests.open')}: ${nameOf(kind)}`}
              onClick={() => setOpened(id)}
            >
              {t('requests.open')}
            </s-button>
          )}
        </s-stack>
      ))}
      <FileRequest rights={view.rights} api={api} words={words} filed={filed} />
    </s-stack>
  )
}
