import { Banner, BlockStack, Card, Layout, Link, List, Modal, Page, Text } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { PolicyOverview } from '../../policy/index.ts'
import { Nothing } from '../nothing.tsx'
import { ChangeList } from '../register/change-list.tsx'
import { pageOfKind, pageOfPart, REGISTER } from '../register/links.ts'
import { POLICY_HISTORY } from './links.ts'
import { PublicationCard } from './publication.tsx'
import { ReadingCard } from './reading.tsx'
import { ShopLookCard } from './shop-look.tsx'
import { usePolicyAction } from './use-policy-action.ts'

/** The policy that the register makes: what it would say, what customers read now, and publishing it. */
export function PolicyPage({ overview }: { overview: PolicyOverview }) {
  const t = useTranslations('policy')
  const { ask, busy, answer } = usePolicyAction()
  const [asking, setAsking] = useState(false)
  const { hindrance, publication, shown, inForce, preview, document, language, languages } = overview
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      primaryAction={{
        content: t('publish.action'),
        disabled: hindrance !== null,
        loading: busy,
        onAction: () => setAsking(true),
      }}
      secondaryActions={[{ content: t('history.title'), url: POLICY_HISTORY }]}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {answer && !answer.ok && 'message' in answer && (
              <Banner tone="critical" title={t('answers.refused.refused')}>
                <p>{answer.message}</p>
              </Banner>
            )}
            <Card>
              <BlockStack gap="300">
                <Text as="h2" variant="headingMd">
                  {t('reading.title')}
                </Text>
                {preview.missing > 0 && (
                  <Text as="p">
                    {t.rich('reading.missing', {
                      count: preview.missing,
                      link: (text) => <Link url={pageOfKind('languages')}>{text}</Link>,
                    })}
                  </Text>
                )}
                <ReadingCard
                  document={document}
                  language={language}
                  languages={languages}
                  page={preview.html}
                  readers={preview.readers}
                  title={t('reading.title')}
                />
              </BlockStack>
            </Card>
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <PublicationCard publication={publication} inForce={inForce} addresses={shown?.addresses ?? null} />
            <ShopLookCard
              publication={shown}
              moment={`${publication?.id}/${publication?.state}/${shown?.acceptedAt}/${answer?.intent}`}
              ask={ask}
              busy={busy}
            />
            <LeftToDo overview={overview} />
          </BlockStack>
        </Layout.Section>
      </Layout>
      <Modal
        open={asking}
        onClose={() => setAsking(false)}
        title={t('publish.title')}
        primaryAction={{
          content: t('publish.confirm'),
          onAction: () => {
            setAsking(false)
            ask({ intent: 'publish', revision: overview.revision })
          },
        }}
        secondaryActions={[{ content: t('publish.cancel'), onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <BlockStack gap="300">
            <p>{t('publish.body')}</p>
            {overview.news && <News news={overview.news} />}
            {overview.changes ? <ChangeList changes={overview.changes} /> : <p>{t('publish.first')}</p>}
          </BlockStack>
        </Modal.Section>
      </Modal>
    </Page>
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

/** What keeps the draft from being published, and what the law asks for that it does not say. */
function LeftToDo({ overview }: { overview: PolicyOverview }) {
  const t = useTranslations('policy.left')
  const { hindrance, errors, changes, gaps } = overview
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t('title')}
        </Text>
        {hindrance === 'errors' ? (
          <Text as="p">{t.rich('errors', { count: errors, link: (text) => <Link url={REGISTER}>{text}</Link> })}</Text>
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
              {gaps.map(({ article, what, entries: [first] }) => (
                <List.Item key={article}>
                  {first ? <Link url={pageOfPart(first)}>{what}</Link> : what} ({t('article', { article })})
                </List.Item>
              ))}
            </List>
          </>
        )}
      </BlockStack>
    </Card>
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
