import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Banner, BlockStack, Button, Card, InlineStack, Layout, Page, Text } from '@shopify/polaris'
import { useFormatter, useTranslations } from 'use-intl'
import { countMessages } from '../compliance/index.ts'
import { countDecisions, publishFirstBanner } from '../consent/index.ts'
import { clock } from '../platform/clock.ts'
import { dayOf, readDraft, setupFactsOf, versionInForce } from '../register/index.ts'
import { countOpenRequests } from '../requests/index.ts'
import { readInstallation } from '../shopify/app-data.ts'
import { activateBannerUrl } from '../shopify/links.ts'
import { asStaff } from '../shopify/staff.ts'
import { PageError } from '../ui/page-error.tsx'
import { SetupGuide } from '../ui/setup/setup-guide.tsx'
import type { SetupFacts } from '../ui/setup/steps.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, admin, inShop } = await asStaff(request)
  const installation = await readInstallation(admin)
  await publishFirstBanner(shop, admin, installation)
  const counts = await inShop(async (tx) => ({
    messages: await countMessages(tx),
    decisions: await countDecisions(tx),
    requests: await countOpenRequests(tx),
    draft: await readDraft(tx),
    isPublished: (await versionInForce(tx)) !== null,
  }))
  const { draft, isPublished, ...shown } = counts
  const activateUrl = activateBannerUrl(shop)
  const setup: SetupFacts = {
    ...setupFactsOf(draft?.register ?? null, dayOf(clock.now())),
    isPublished,
    decisions: shown.decisions.total,
    activateUrl,
  }
  return { shopName: installation.shopName, activateUrl, setup, ...shown }
}

export default function Home() {
  const { shopName, messages, activateUrl, setup, decisions, requests } = useLoaderData<typeof loader>()
  const t = useTranslations('home')
  const format = useFormatter()
  const attention = messages.failed + messages.needs_person
  return (
    <Page title={t('title', { shop: shopName })}>
      <BlockStack gap="400">
        {attention > 0 && (
          <Banner
            tone="warning"
            title={t('attention', { count: attention })}
            action={{ content: t('attentionAction'), url: '/app/activity?filter=staff' }}
          />
        )}
        <SetupGuide facts={setup} />
        <Layout>
          <Layout.Section variant="oneHalf">
            <Card>
              <BlockStack gap="300">
                <Text as="h2" variant="headingMd">
                  {t('banner.title')}
                </Text>
                <Text as="p">{t('banner.body')}</Text>
                <Text as="p">
                  {decisions.lastRecordedAt
                    ? t('banner.recorded', {
                        total: decisions.total,
                        when: format.dateTime(new Date(decisions.lastRecordedAt), {
                          dateStyle: 'medium',
                          timeStyle: 'short',
                        }),
                      })
                    : t('banner.none')}
                </Text>
                <InlineStack gap="200">
                  <Button variant="primary" url={activateUrl} target="_blank">
                    {t('banner.action')}
                  </Button>
                  {decisions.total > 0 && <Button url="/app/consents">{t('banner.see')}</Button>}
                </InlineStack>
              </BlockStack>
            </Card>
          </Layout.Section>
          <Layout.Section variant="oneHalf">
            <BlockStack gap="400">
              <Card>
                <BlockStack gap="300">
                  <Text as="h2" variant="headingMd">
                    {t('requests.title')}
                  </Text>
                  <Text as="p">
                    {requests.nextDueAt
                      ? t('requests.open', {
                          count: requests.count,
                          due: format.dateTime(new Date(requests.nextDueAt), { dateStyle: 'long' }),
                        })
                      : t('requests.none')}
                  </Text>
                </BlockStack>
              </Card>
              <Card>
                <BlockStack gap="300" inlineAlign="start">
                  <Text as="h2" variant="headingMd">
                    {t('webhooks.title')}
                  </Text>
                  <Text as="p">
                    {t('webhooks.body', { done: messages.done, waiting: messages.received + messages.retrying })}
                  </Text>
                  <Button url="/app/activity">{t('attentionAction')}</Button>
                </BlockStack>
              </Card>
            </BlockStack>
          </Layout.Section>
        </Layout>
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = PageError
