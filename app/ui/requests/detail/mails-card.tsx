import type { SerializeFrom } from '@remix-run/node'
import { useFetcher } from '@remix-run/react'
import { Badge, Banner, BlockStack, Button, InlineStack, Modal, Text, TextField } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { LoggedMail } from '../../../mail/index.ts'
import { isForPerson, type OutboxState, UNDELIVERED } from '../../../mail/words.ts'
import type { MailText, RequestMails } from '../../../requests/index.ts'
import { textOfMail } from '../../links/requests.ts'
import { SectionCard } from '../../section-card.tsx'
import { When } from '../../when.tsx'

const TONES: Record<OutboxState, 'info' | 'success' | 'critical' | 'warning'> = {
  queued: 'info',
  accepted: 'success',
  refused: 'critical',
  bounced: 'critical',
  given_up: 'critical',
  unsent: 'warning',
}
const LIST = { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 12 } as const

const isUndelivered = ({ state }: Pick<LoggedMail, 'state'>) => UNDELIVERED.some((one) => one === state)

interface Props {
  requestId: string
  sent: SerializeFrom<RequestMails>
}

/** What was written to the person and to staff, whether it arrived, and the text of what did not. */
export function MailsCard({ requestId, sent: { isConfigured, mails } }: Props) {
  const t = useTranslations('mails')
  const [shown, setShown] = useState<string | null>(null)
  const hasFailed = mails.some((mail) => isUndelivered(mail) && isForPerson(mail.template) && mail.reason !== 'erased')
  return (
    <SectionCard title={t('title')}>
      {!isConfigured && <Banner tone="warning">{t('notConfigured')}</Banner>}
      {isConfigured && hasFailed && <Banner tone="critical">{t('undelivered')}</Banner>}
      {mails.length === 0 && <Text as="p">{t('none')}</Text>}
      {mails.length > 0 && (
        <ul style={LIST}>
          {mails.map((mail) => (
            <li key={mail.id}>
              <SentMail mail={mail} onShow={() => setShown(mail.id)} />
            </li>
          ))}
        </ul>
      )}
      {shown && <MailTextDialog requestId={requestId} mailId={shown} onClose={() => setShown(null)} />}
    </SectionCard>
  )
}

function SentMail({ mail, onShow }: { mail: SerializeFrom<LoggedMail>; onShow(): void }) {
  const t = useTranslations('mails')
  const { template, state, reason, detail, staffAddress, createdAt, settledAt } = mail
  const name = t(`templates.${template}`)
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <BlockStack gap="050">
        <InlineStack gap="200" blockAlign="center">
          <Text as="span" fontWeight="semibold">
            {name}
          </Text>
          <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>
        </InlineStack>
        <Text as="span" tone="subdued">
          <When at={settledAt ?? createdAt} />
          {staffAddress && ` · ${t('to', { address: staffAddress })}`}
        </Text>
        {reason && (
          <Text as="p">
            {t(`reasons.${reason}`)}
            {detail && ` (${t('code', { code: detail })})`}
          </Text>
        )}
      </BlockStack>
      {isUndelivered(mail) && isForPerson(template) && reason !== 'erased' && (
        <Button onClick={onShow} accessibilityLabel={t('copyOf', { mail: name })}>
          {t('copy')}
        </Button>
      )}
    </InlineStack>
  )
}

function MailTextDialog({ requestId, mailId, onClose }: { requestId: string; mailId: string; onClose(): void }) {
  const t = useTranslations('mails.text')
  const { load, data } = useFetcher<{ written: MailText | null }>({ key: `mail-${mailId}` })
  useEffect(() => load(textOfMail(requestId, mailId)), [load, requestId, mailId])
  const written = data?.written
  return (
    <Modal
      open
      onClose={onClose}
      title={t('title')}
      loading={!data}
      primaryAction={{ content: t('close'), onAction: onClose }}
    >
      <Modal.Section>
        {data && !written && <Text as="p">{t('gone')}</Text>}
        {written && (
          <BlockStack gap="300">
            <TextField label={t('subject')} value={written.subject} readOnly autoComplete="off" selectTextOnFocus />
            <TextField
              label={t('text')}
              value={written.text}
              readOnly
              autoComplete="off"
              multiline={12}
              selectTextOnFocus
            />
          </BlockStack>
        )}
      </Modal.Section>
    </Modal>
  )
}
