import { ChoiceList, FormLayout, InlineError, Modal, Text, TextField } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { MAX_KEY_NAME, MOST_API_KEYS } from '../../shop-api/limits.ts'
import { API_SCOPES } from '../../shop-api/words.ts'
import { CopiedOnce } from './copied-once.tsx'
import type { KeysInWork } from './use-keys.ts'

/** What is asked before a key is made, what is shown once it is, and what is asked before one is revoked. */
export function KeyDialogs(keys: KeysInWork) {
  const t = useTranslations('systems.keys')
  const { created, revoking } = keys
  return (
    <>
      <NewKeyDialog {...keys} />
      {created && (
        <CopiedOnce title={t('shown')} body={t('shownBody')} label={t('key')} value={created} onClose={keys.forget} />
      )}
      <Modal
        open={revoking !== null}
        onClose={keys.keep}
        title={t('revokeTitle', { name: revoking?.name ?? '' })}
        primaryAction={{ content: t('revokeYes'), destructive: true, onAction: keys.revoke }}
        secondaryActions={[{ content: t('cancel'), onAction: keys.keep }]}
      >
        <Modal.Section>
          <Text as="p">{t('revokeBody')}</Text>
        </Modal.Section>
      </Modal>
    </>
  )
}

function NewKeyDialog({ typed, change, cancel, create, isBusy, problem }: KeysInWork) {
  const t = useTranslations('systems.keys')
  return (
    <Modal
      open={typed !== null}
      onClose={cancel}
      title={t('new')}
      primaryAction={{ content: t('create'), onAction: create, loading: isBusy }}
      secondaryActions={[{ content: t('cancel'), onAction: cancel }]}
    >
      <Modal.Section>
        {typed && (
          <FormLayout>
            <TextField
              label={t('name')}
              value={typed.name}
              onChange={(name) => change({ name })}
              maxLength={MAX_KEY_NAME}
              helpText={t('nameHelp')}
              autoComplete="off"
            />
            <ChoiceList
              allowMultiple
              title={t('scopes')}
              choices={API_SCOPES.map((value) => ({ value, label: t(`scope.${value}`) }))}
              selected={typed.scopes}
              onChange={(chosen) => change({ scopes: API_SCOPES.filter((scope) => chosen.includes(scope)) })}
            />
            <TextField
              label={t('lastDay')}
              type="date"
              value={typed.lastDay}
              onChange={(lastDay) => change({ lastDay })}
              helpText={t('lastDayHelp')}
              autoComplete="off"
            />
            {problem && <InlineError message={t(`problems.${problem}`, { most: MOST_API_KEYS })} fieldID="new-key" />}
          </FormLayout>
        )}
      </Modal.Section>
    </Modal>
  )
}
