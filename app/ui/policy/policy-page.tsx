import { Banner, BlockStack, Card, InlineGrid, Link, List, Modal, Page, Text } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { PolicyOverview } from '../../policy/index.ts'
import { POLICY_HISTORY, PRESENT_POLICY } from '../links/policy.ts'
import { CONFIRM, pageOfKind, pageOfPart, REGISTER } from '../links/register.ts'
import { Nothing } from '../nothing.tsx'
import { ChangeList } from '../register/change-list.tsx'
import { SectionCard } from '../section-card.tsx'
import { PublicationCard } from './publication.tsx'
import { ReadingCard } from './reading.tsx'
import { ShopLookCard } from './shop-look.tsx'
import { usePolicyAction } from './use-policy-action.ts'

/** The policy that the register makes: what it would say, what customers read now, and publishing it. */
export function PolicyPage({ overview }: { overview: PolicyOverview }) {
  const t = useTranslations('policy')
  const { ask, busy, answer } = usePolicyAction()
  const [asking, setAsking] = useState(false)
  const { obstacle, publication, shown, inForce } = overview
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      primaryAction={{
        content: t('publish.action'),
        disabled: obstacle !== null,
        loading: busy,
        onAction: () => setAsking(true),
      }}
      secondaryActions={[
        { content: t('present'), url: PRESENT_POLICY },
        { content: t('history.title'), url: POLICY_HISTORY },
      ]}
    >
      <BlockStack gap="400">
        {answer && !answer.ok && 'message' in answer && (
          <Banner tone="critical" title={t('answers.refused.refused')}>
            <p>{answer.message}</p>
          </Banner>
        )}
        <InlineGrid columns={{ xs: 1, md: 3 }} gap="400" alignItems="start">
          <LeftToDo overview={overview} />
          <PublicationCard publication={publication} inForce={inForce} addresses={shown?.addresses ?? null} />
          <ShopLookCard
            publication={shown}
            moment={`${publication?.id}/${publication?.state}/${shown?.acceptedAt}/${answer?.intent}`}
            ask={ask}
            busy={busy}
          />
        </InlineGrid>
        <DraftCard overview={overview} />
      </BlockStack>
      <PublishDialog
        open={asking}
        overview={overview}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          ask({ intent: 'publish', revision: overview.revision })
        }}
      />
    </Page>
  )
}

/** What the draft would say to customers. */
function DraftCard({ overview }: { overview: PolicyOverview }) {
  const t = useTranslations('policy.reading')
  const { preview, document, language, languages } = overview
  return (
    <SectionCard title={t('title')}>
      {preview.missing > 0 && (
        <Text as="p">
          {t.rich('missing', {
            count: preview.missing,
            link: (text) => <Link url={pageOfKind('languages')}>{text}</Link>,
          })}
        </Text>
      )}
      <ReadingCard
        shown={{ document, language, languages }}
        page={preview.html}
        readers={preview.readers}
        title={t('title')}
      />
    </SectionCard>
  )
}

interface PublishDialogProps {
  open: boolean
  overview: PolicyOverview
  onClose(): void
  onConfirm(): void
}

/** Asks before the draft is published, and says what changes for customers. */
function PublishDialog({ open, overview: { news, changes }, onClose, onConfirm }: PublishDialogProps) {
  const t = useTranslations('policy.publish')
  return (
    <Modal
      open={open}
      onClose={onClose}
      title={t('title')}
      primaryAction={{ content: t('confirm'), onAction: onConfirm }}
      secondaryActions={[{ content: t('cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <p>{t('body')}</p>
          {news && <News news={news} />}
          {changes ? <ChangeList changes={changes} /> : <p>{t('first')}</p>}
        </BlockStack>
      </Modal.Section>
    </Modal>
  )
}

/** The summary that customers find beside the new version. */
function News({ news }: { news: NonNullable<PolicyOverview['news']> }) {
  const t = useTranslations('policy.diff')
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {t('summary')}
      </Text>
      <List>
        {news.lines.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </BlockStack>
  )
}

/** The reasons why the draft cannot be published, and the points of the law that it does not cover. */
function LeftToDo({ overview }: { overview: PolicyOverview }) {
  const t = useTranslations('policy.left')
  const { obstacle, errors, suggested, changes, gaps } = overview
  return (
    <SectionCard title={t('title')}>
      {obstacle === 'errors' ? (
        <Text as="p">{t.rich('errors', { count: errors, link: (text) => <Link url={REGISTER}>{text}</Link> })}</Text>
      ) : obstacle === 'unconfirmed' ? (
        <Text as="p">
          {t.rich('unconfirmed', { count: suggested, link: (text) => <Link url={CONFIRM}>{text}</Link> })}
        </Text>
      ) : (
        <Text as="p">
          {changes === null
            ? t('first')
            : t.rich('changes', {
                count: changes.total,
                link: (text) => <Link url={`${REGISTER}/changes`}>{text}</Link>,
              })}
        </Text>
      )}
      {gaps.length === 0 ? (
        <Text as="p">{t('complete')}</Text>
      ) : (
        <>
          <Text as="p">{t('gaps', { count: gaps.length })}</Text>
          <List>
            {gaps.map(({ id, article, entries: [first] }) => (
              <List.Item key={id}>
                {first ? <Link url={pageOfPart(first)}>{t(`items.${id}`)}</Link> : t(`items.${id}`)} (
                {t('article', { article })})
              </List.Item>
            ))}
          </List>
        </>
      )}
    </SectionCard>
  )
}

export function NoRegister() {
  const t = useTranslations('policy')
  return (
    <Page title={t('title')}>
      <Card>
        <Nothing title={t('none.title')} action={{ content: t('none.action'), url: REGISTER }} body={t('none.body')} />
      </Card>
    </Page>
  )
}
