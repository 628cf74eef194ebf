import { Banner, DescriptionList, Link, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { CheckpointState, Delivery } from '../../../consent/index.ts'
import { AUDITORS } from '../../links/consents.ts'
import { SectionCard } from '../../section-card.tsx'
import { When } from '../../when.tsx'
import { CheckpointRecipient } from './checkpoint-recipient.tsx'

const Code = ({ children }: { children: string }) => <code style={{ overflowWrap: 'anywhere' }}>{children}</code>

/**
 * The daily checkpoints of the ledger: the last delivery, where it went, what failed, and how others verify with it.
 */
export function Checkpoints({ checkpoints }: { checkpoints: CheckpointState }) {
  const t = useTranslations('consents.ledger.checkpoints')
  const { last, deliveries, mailIsConfigured, recipient } = checkpoints
  const failed = deliveries.filter(({ state }) => state === 'failed')
  return (
    <SectionCard title={t('title')}>
      <Text as="p">{t('body')}</Text>
      {failed.map(({ channel, reason }) => (
        <Banner key={channel} tone="warning" title={t(`failed.${channel}`)}>
          {reason && t(`reason.${reason}`)}
        </Banner>
      ))}
      {last ? <LastOne checkpoints={checkpoints} last={last} /> : <Text as="p">{t('none')}</Text>}
      <CheckpointRecipient recipient={recipient} mailIsConfigured={mailIsConfigured} />
    </SectionCard>
  )
}

function LastOne({ checkpoints, last }: { checkpoints: CheckpointState; last: NonNullable<CheckpointState['last']> }) {
  const t = useTranslations('consents.ledger.checkpoints')
  const { deliveries, addresses, verifierKey, recipient } = checkpoints
  const to = (channel: Delivery['channel']) => deliveries.find((delivery) => delivery.channel === channel)
  const shop = to('shop')
  const mail = to('mail')
  return (
    <>
      <DescriptionList
        items={[
          {
            term: t('last'),
            description: t.rich('lastIs', {
              size: last.size,
              seal: last.seal,
              when: () => <When at={last.signedAt} />,
            }),
          },
          {
            term: t('public'),
            description: (
              <Link url={addresses.checkpoint} target="_blank">
                <span style={{ overflowWrap: 'anywhere' }}>{addresses.checkpoint}</span>
              </Link>
            ),
          },
          { term: t('inShop'), description: shop ? <Way delivery={shop} /> : t('way.superseded') },
          {
            term: t('byMail'),
            description: recipient ? mail ? <Way delivery={mail} /> : t('fromNextOn') : t('nobody'),
          },
          {
            term: t('key'),
            description: (
              <>
                {verifierKey && <Code>{verifierKey}</Code>}{' '}
                <Link url={addresses.keys} target="_blank">
                  {t('allKeys')}
                </Link>
              </>
            ),
          },
        ]}
      />
      <Text as="p">{t.rich('verify', { link: (text) => <Link url={AUDITORS}>{text}</Link> })}</Text>
      <Text as="p" tone="subdued">
        {t('witnesses')}
      </Text>
    </>
  )
}

/** The state of a delivery, and why it is not delivered yet. */
function Way({ delivery: { state, reason, updatedAt } }: { delivery: Delivery }) {
  const t = useTranslations('consents.ledger.checkpoints')
  return (
    <>
      {t.rich(`way.${state}`, { when: () => <When at={updatedAt} /> })} {reason && t(`reason.${reason}`)}
    </>
  )
}
