import { useFetcher } from '@remix-run/react'
import { Box, Button, InlineGrid, InlineStack, Link, Page, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { PRESENT_POLICY } from '../links/policy.ts'
import { REGISTER, SETUP } from '../links/register.ts'
import { SectionCard } from '../section-card.tsx'

/** The ways to begin. */
export function StartPage() {
  const t = useTranslations('register')
  const setup = useTranslations('setup.start')
  const fetcher = useFetcher()
  const busy = fetcher.state !== 'idle'
  const begin = (how: 'template' | 'empty') => fetcher.submit({ how }, { method: 'post', action: '?index' })
  const isBeginning = (how: string) => busy && fetcher.formData?.get('how') === how
  return (
    <Page title={t('title')} subtitle={t('subtitle')}>
      <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
        <Way title={setup('title')} body={setup('body')}>
          <Button variant="primary" disabled={busy} url={SETUP}>
            {setup('action')}
          </Button>
        </Way>
        <Way title={t('start.template.title')} body={t('start.template.body')}>
          <Button disabled={busy} loading={isBeginning('template')} onClick={() => begin('template')}>
            {t('start.template.action')}
          </Button>
        </Way>
        <Way title={t('start.import.title')} body={t('start.import.body')}>
          <Button disabled={busy} url={`${REGISTER}/import`}>
            {t('start.import.action')}
          </Button>
        </Way>
        <Way title={t('start.empty.title')} body={t('start.empty.body')}>
          <Button disabled={busy} loading={isBeginning('empty')} onClick={() => begin('empty')}>
            {t('start.empty.action')}
          </Button>
        </Way>
      </InlineGrid>
      <Box paddingBlockStart="400">
        <Text as="p">{t.rich('start.present', { link: (text) => <Link url={PRESENT_POLICY}>{text}</Link> })}</Text>
      </Box>
    </Page>
  )
}

function Way({ title, body, children }: { title: string; body: string; children: React.ReactNode }) {
  return (
    <SectionCard title={title}>
      <Text as="p">{body}</Text>
      <InlineStack>{children}</InlineStack>
    </SectionCard>
  )
}
