import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { BlockStack, Button, Form, InlineStack, Text, TextField } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { CheckpointState, RecipientNamed } from '../../../consent/index.ts'
import { MAX_MAIL_ADDRESS } from '../../../register/limits.ts'
import { useStaffName } from '../../staff-names.tsx'
import { When } from '../../when.tsx'

type Props = Pick<CheckpointState, 'recipient' | 'mailIsConfigured'>

/** Who gets each checkpoint by mail; an empty field is nobody. */
export function CheckpointRecipient({ recipient, mailIsConfigured }: Props) {
  const t = useTranslations('consents.ledger.checkpoints.recipient')
  const staff = useStaffName()
  const bridge = useAppBridge()
  const { submit, data, state } = useFetcher<{ named: RecipientNamed }>()
  const saved = recipient?.address ?? ''
  const [address, setAddress] = useState(saved)
  const named = data?.named
  useEffect(() => {
    if (named?.ok) bridge.toast.show(t('saved'))
  }, [named, bridge, t])
  const save = () =>
    submit(JSON.stringify({ intent: 'name', address }), { method: 'post', encType: 'application/json' })
  return (
    <Form onSubmit={save}>
      <BlockStack gap="200">
        <TextField
          label={t('label')}
          helpText={t('help')}
          type="email"
          value={address}
          autoComplete="off"
          maxLength={MAX_MAIL_ADDRESS}
          error={named && !named.ok ? t(named.why) : undefined}
          onChange={setAddress}
        />
        {recipient && (
          <Text as="p" tone="subdued">
            {t.rich('changed', {
              staff: staff.inText(recipient.changedBy),
              when: () => <When at={recipient.changedAt} />,
            })}
          </Text>
        )}
        {!mailIsConfigured && <Text as="p">{t('noMail')}</Text>}
        <InlineStack>
          <Button submit loading={state !== 'idle'} disabled={address.trim() === saved}>
            {t('save')}
          </Button>
        </InlineStack>
      </BlockStack>
    </Form>
  )
}
