import { Banner, BlockStack, Button, InlineStack, Layout, Page, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { DriftOverview } from '../../drift/index.ts'
import type { FailedMails } from '../../mail/index.ts'
import type { SilentRecipients } from '../../recipients/index.ts'
import type { ErasureAttention, StoppedRestrictions } from '../../requests/index.ts'
import { DriftCard } from '../drift/drift-card.tsx'
import { POLICY } from '../links/policy.ts'
import { ERASURES, pageOfErasure, pageOfRequest, REQUESTS } from '../links/requests.ts'
import { SectionCard } from '../section-card.tsx'
import { SetupGuide } from '../setup/setup-guide.tsx'
import type { SetupFacts } from '../setup/steps.ts'
import { useDay } from '../use-day.ts'
import { When } from '../when.tsx'

type Moment = Date | string

export interface HomePageProps {
  shopName: string
  setup: SetupFacts
  facts: HomeFacts
}

interface DueRequest {
  id: string
  dueAt: Moment
}

interface DueRequests {
  count: number
  first: DueRequest | null
}

/** How the shop's promises stand. */
interface HomeFacts {
  /** What customers read; null before the first version. */
  policy: { number: number; publishedAt: Moment | null; isDraftTheSame: boolean } | null
  decisions: { total: number; lastRecordedAt: Moment | null }
  /** What the shop shows otherwise than was published. */
  drift: DriftOverview
  requests: { count: number; next: DueRequest | null; overdue: DueRequests; dueSoon: DueRequests }
  /** Erasures that need staff, and people who are there again. */
  erasures: ErasureAttention
  /** Restrictions of which something could not be done. */
  restrictions: StoppedRestrictions
  /** Those who were to be told and do not answer. */
  recipients: SilentRecipients
  /** Mails to people that did not arrive lately. */
  mails: FailedMails
  messages: { done: number; waiting: number; forStaff: number }
}

/** What is left to set up, what waits for a person, and how the shop's promises stand. */
export function HomePage({ shopName, setup, facts }: HomePageProps) {
  const t = useTranslations('home')
  const { policy, decisions, drift, requests, erasures, restrictions, recipients, mails, messages } = facts
  return (
    <Page title={t('title', { shop: shopName })}>
      <BlockStack gap="400">
        <RequestsDue requests={requests} mails={mails} />
        <ErasuresToLookAt erasures={erasures} />
        <ToFollowUp restrictions={restrictions} recipients={recipients} />
        {messages.forStaff > 0 && (
          <Banner
            tone="warning"
            title={t('attention', { count: messages.forStaff })}
            action={{ content: t('attentionAction'), url: '/app/activity?filter=staff' }}
          />
        )}
        {(drift.isPublished || drift.drifts.length > 0) && <DriftCard drift={drift} isOnHome />}
        <SetupGuide facts={setup} />
        <Layout>
          <Layout.Section variant="oneHalf">
            <BlockStack gap="400">
              <PolicyCard policy={policy} />
              <BannerCard decisions={decisions} />
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneHalf">
            <BlockStack gap="400">
              <RequestsCard requests={requests} />
              <MessagesCard messages={messages} />
            </BlockStack>
          </Layout.Section>
        </Layout>
      </BlockStack>
    </Page>
  )
}

function PolicyCard({ policy }: Pick<HomeFacts, 'policy'>) {
  const t = useTranslations('home.policy')
  return (
    <SectionCard title={t('title')}>
      {policy?.publishedAt ? (
        <>
          <Text as="p">
            {t.rich('inForce', { number: policy.number, when: () => <When at={policy.publishedAt ?? ''} /> })}
          </Text>
          <Text as="p">{t(policy.isDraftTheSame ? 'same' : 'differs')}</Text>
        </>
      ) : (
        <Text as="p">{t('none')}</Text>
      )}
      <InlineStack>
        <Button url={POLICY}>{t('action')}</Button>
      </InlineStack>
    </SectionCard>
  )
}

function BannerCard({ decisions: { total, lastRecordedAt } }: Pick<HomeFacts, 'decisions'>) {
  const t = useTranslations('home.banner')
  return (
    <SectionCard title={t('title')}>
      <Text as="p">{t('body')}</Text>
      <Text as="p">
        {lastRecordedAt ? t.rich('recorded', { total, when: () => <When at={lastRecordedAt} /> }) : t('none')}
      </Text>
      <InlineStack gap="200">
        <Button url="/app/banner">{t('action')}</Button>
        {total > 0 && <Button url="/app/consents">{t('see')}</Button>}
      </InlineStack>
    </SectionCard>
  )
}

/** What cannot wait: requests whose time is over or nearly over, and people whom no mail reached. */
function RequestsDue({ requests: { overdue, dueSoon }, mails }: Pick<HomeFacts, 'requests' | 'mails'>) {
  const t = useTranslations('home.requests')
  /** To the request itself, where there is one. */
  const wayTo = (count: number, { id }: DueRequest, list: { content: string; url: string }) =>
    count === 1 ? { content: t('openOne'), url: pageOfRequest(id) } : list
  return (
    <>
      {overdue.first && (
        <Banner
          tone="critical"
          title={t('overdue', { count: overdue.count })}
          action={wayTo(overdue.count, overdue.first, { content: t('overdueAction'), url: `${REQUESTS}?view=overdue` })}
        />
      )}
      {dueSoon.first && (
        <Banner
          tone="warning"
          title={t('dueSoon', { count: dueSoon.count })}
          action={wayTo(dueSoon.count, dueSoon.first, { content: t('dueSoonAction'), url: REQUESTS })}
        />
      )}
      {mails.requestId && (
        <Banner
          tone="critical"
          title={t('mailsFailed', { count: mails.count })}
          action={{ content: t('openOne'), url: pageOfRequest(mails.requestId) }}
        />
      )}
    </>
  )
}

/** Erasures that did not come to their end, and people who are there again. */
function ErasuresToLookAt({ erasures: { alarms, returns } }: Pick<HomeFacts, 'erasures'>) {
  const t = useTranslations('requestErasure.home')
  const action = { content: t('look'), url: ERASURES }
  return (
    <>
      {alarms > 0 && <Banner tone="critical" title={t('alarms', { count: alarms })} action={action} />}
      {returns > 0 && <Banner tone="warning" title={t('returns', { count: returns })} action={action} />}
    </>
  )
}

/** What was decided about a person's data and has not reached everybody. */
function ToFollowUp({ restrictions, recipients }: Pick<HomeFacts, 'restrictions' | 'recipients'>) {
  const t = useTranslations('home.requests')
  const { first } = recipients
  return (
    <>
      {restrictions.requestId && (
        <Banner
          tone="warning"
          title={t('restrictionsStopped', { count: restrictions.count })}
          action={{ content: t('openOne'), url: pageOfRequest(restrictions.requestId) }}
        />
      )}
      {first && (
        <Banner
          tone="warning"
          title={t('recipientsSilent', { count: recipients.count })}
          action={{
            content: t('recipientsLook'),
            url: first.requestId ? pageOfRequest(first.requestId) : pageOfErasure(first.occasionId),
          }}
        />
      )}
    </>
  )
}

function RequestsCard({ requests: { count, next } }: Pick<HomeFacts, 'requests'>) {
  const t = useTranslations('home.requests')
  const day = useDay('long')
  // The end of a day, wherever the reader is: as a moment it may be the next one at the shop's place.
  const dueOn = (dueAt: Moment) => new Date(dueAt).toISOString().slice(0, 10)
  return (
    <SectionCard title={t('title')}>
      <Text as="p">{next ? t('open', { count, due: day(dueOn(next.dueAt)) }) : t('none')}</Text>
      <InlineStack gap="200">
        <Button url={REQUESTS}>{t('action')}</Button>
        {next && <Button url={pageOfRequest(next.id)}>{t('openNext')}</Button>}
      </InlineStack>
    </SectionCard>
  )
}

function MessagesCard({ messages: { done, waiting } }: Pick<HomeFacts, 'messages'>) {
  const t = useTranslations('home')
  return (
    <SectionCard title={t('webhooks.title')}>
      <Text as="p">{t('webhooks.body', { done, waiting })}</Text>
      <InlineStack>
        <Button url="/app/activity">{t('attentionAction')}</Button>
      </InlineStack>
    </SectionCard>
  )
}
