import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { BlockStack, Button, ChoiceList, Form, InlineStack, Text, TextField } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { DriftOverview, RecipientSaved } from '../../drift/index.ts'
import { TOLD, type Told } from '../../drift/words.ts'
import { MAX_MAIL_ADDRESS } from '../../register/limits.ts'
import { SectionCard } from '../section-card.tsx'
import { useStaffName } from '../staff-names.tsx'
import { When } from '../when.tsx'

/** Who is told by mail. */
export function RecipientCard({ mail }: Pick<DriftOverview, 'mail'>) {
  const t = useTranslations('drift.recipient')
  const staff = useStaffName()
  const bridge = useAppBridge()
  const { submit, data, state } = useFetcher<{ saved: RecipientSaved }>()
  const [told, setTold] = useState<Told>(mail.told)
  const [address, setAddress] = useState(mail.named ?? '')
  const saved = data?.saved
  useEffect(() => {
    if (saved?.ok) bridge.toast.show(t('saved'))
  }, [saved, bridge, t])
  const save = () =>
    submit(JSON.stringify({ intent: 'tell', wish: told === 'address' ? { told, address } : { told } }), {
      method: 'post',
      encType: 'application/json',
    })
  const isSame = told === mail.told && (told !== 'address' || address.trim() === (mail.named ?? ''))
  const choices = TOLD.map((value) => ({
    value,
    label: t(`told.${value}`),
    ...(value === 'owner' && { helpText: mail.ownerAddress ?? t('ownerUnknown') }),
  }))
  return (
    <SectionCard title={t('title')} description={t('body')}>
      <Form noValidate onSubmit={save}>
        <BlockStack gap="300">
          <ChoiceList
            title={t('label')}
            titleHidden
            choices={choices}
            selected={[told]}
            onChange={([chosen]) => setTold(TOLD.find((one) => one === chosen) ?? told)}
          />
          {told === 'address' && (
            <TextField
              label={t('address')}
              type="email"
              value={address}
              autoComplete="off"
              maxLength={MAX_MAIL_ADDRESS}
              error={saved && !saved.ok ? t(saved.why) : undefined}
              onChange={setAddress}
            />
          )}
          {mail.changed && (
            <Text as="p" tone="subdued">
              {t.rich('changed', {
                staff: staff.inText(mail.changed.by),
                when: () => <When at={mail.changed?.at ?? ''} />,
              })}
            </Text>
          )}
          <InlineStack>
            <Button submit loading={state !== 'idle'} disabled={isSame}>
              {t('save')}
            </Button>
          </InlineStack>
        </BlockStack>
      </Form>
    </SectionCard>
  )
}
