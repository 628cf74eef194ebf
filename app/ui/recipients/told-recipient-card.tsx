import type { SerializeFrom } from '@remix-run/node'
import { Badge, Button, FormLayout, InlineStack, Select, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { RecipientAndWay } from '../../recipients/index.ts'
import { RECIPIENT_WAYS, type RecipientWayName } from '../../recipients/words.ts'
import { anchorOfRecipient } from '../links/recipients.ts'
import { SectionCard } from '../section-card.tsx'
import { SecretDialog } from './secret-dialog.tsx'
import { useRecipientWay } from './use-recipient-way.ts'
import { WayFields } from './way-fields.tsx'

const SUGGESTED = 'suggested'

/** The ways that staff can choose for a recipient. */
const waysFor = ({ isPlatform, noticeEmail }: SerializeFrom<RecipientAndWay>): RecipientWayName[] =>
  RECIPIENT_WAYS.filter((way) => (way !== 'platform' || isPlatform) && (way !== 'email' || noticeEmail !== null))

/** How one recipient is told. */
export function ToldRecipientCard({ recipient }: { recipient: SerializeFrom<RecipientAndWay> }) {
  const t = useTranslations('recipients')
  const kinds = useTranslations('recipients.kinds')
  const { typed, change, save, rotate, isBusy, isDirty, problem, secret, forgetSecret } = useRecipientWay(recipient)
  const { name, kind, noticeEmail, suggested, chosen } = recipient
  const way = typed.way ?? suggested
  const options = [
    { value: SUGGESTED, label: t('suggested', { way: t(`ways.${suggested}`) }) },
    ...waysFor(recipient).map((value) => ({ value, label: t(`ways.${value}`) })),
  ]
  return (
    <div id={anchorOfRecipient(recipient.id)}>
      <SectionCard
        title={name}
        badge={<Badge>{kinds(kind)}</Badge>}
        description={noticeEmail ?? (recipient.isPlatform ? null : t('noContact'))}
      >
        <FormLayout>
          <Select
            label={t('way')}
            options={options}
            value={typed.way ?? SUGGESTED}
            onChange={(value) => change({ way: RECIPIENT_WAYS.find((one) => one === value) ?? null })}
          />
          <Text as="p" tone="subdued">
            {t(`about.${way}`)}
          </Text>
          {way !== 'platform' && (
            <WayFields way={way} recipient={recipient} typed={typed} change={change} problem={problem} />
          )}
          <InlineStack gap="200">
            <Button onClick={save} loading={isBusy} disabled={!isDirty} accessibilityLabel={t('saveOf', { name })}>
              {t('save')}
            </Button>
            {chosen === 'webhook' && way === 'webhook' && (
              <Button onClick={rotate} disabled={isBusy || isDirty} accessibilityLabel={t('rotateOf', { name })}>
                {t('rotate')}
              </Button>
            )}
          </InlineStack>
        </FormLayout>
        {secret && <SecretDialog secret={secret} onClose={forgetSecret} />}
      </SectionCard>
    </div>
  )
}
