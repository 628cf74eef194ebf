import { ChoiceList, FormLayout, InlineError, Modal, Text, TextField } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { MAX_OUTGOING_URL, MOST_ENDPOINTS } from '../../outgoing/limits.ts'
import { OUTGOING_EVENTS } from '../../outgoing/words.ts'
import { CopiedOnce } from '../systems/copied-once.tsx'
import { useEventName } from './event-name.ts'
import type { EndpointsInWork } from './use-endpoints.ts'

/** The form of an address, the question before an act, and a new secret. */
export function EndpointDialogs(work: EndpointsInWork) {
  const t = useTranslations('outgoing')
  const { asked, secret } = work
  const cancel = { content: t('cancel'), onAction: () => work.ask(null) }
  return (
    <>
      <EndpointForm {...work} />
      {asked && (
        <Modal
          open
          onClose={() => work.ask(null)}
          title={t(`ask.${asked.act}.title`, { url: asked.url })}
          primaryAction={{
            content: t(`ask.${asked.act}.yes`),
            destructive: asked.act === 'remove',
            onAction: work.confirm,
          }}
          secondaryActions={[cancel]}
        >
          <Modal.Section>
            <Text as="p">{t(`ask.${asked.act}.body`)}</Text>
          </Modal.Section>
        </Modal>
      )}
      {secret && (
        <CopiedOnce
          title={t('secret.title')}
          body={t('secret.body')}
          label={t('secret.label')}
          value={secret}
          onClose={work.forgetSecret}
        />
      )}
    </>
  )
}

function EndpointForm({ edited, edit, save, isBusy, problem }: EndpointsInWork) {
  const t = useTranslations('outgoing')
  const nameOf = useEventName()
  const isNew = edited?.id === null
  return (
    <Modal
      open={edited !== null}
      onClose={() => edit(null)}
      title={t(isNew ? 'new' : 'edit')}
      primaryAction={{ content: t(isNew ? 'add' : 'save'), onAction: save, loading: isBusy }}
      secondaryActions={[{ content: t('cancel'), onAction: () => edit(null) }]}
    >
      <Modal.Section>
        {edited && (
          <FormLayout>
            <TextField
              label={t('url')}
              type="url"
              value={edited.url}
              onChange={(url) => edit({ ...edited, url })}
              maxLength={MAX_OUTGOING_URL}
              placeholder="https://"
              autoComplete="off"
            />
            <ChoiceList
              allowMultiple
              title={t('events')}
              choices={OUTGOING_EVENTS.map((value) => ({ value, label: nameOf(value) }))}
              selected={edited.events}
              onChange={(chosen) =>
                edit({ ...edited, events: OUTGOING_EVENTS.filter((event) => chosen.includes(event)) })
              }
            />
            {problem && <InlineError message={t(`problems.${problem}`, { most: MOST_ENDPOINTS })} fieldID="endpoint" />}
          </FormLayout>
        )}
      </Modal.Section>
    </Modal>
  )
}
