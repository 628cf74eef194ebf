import { useRevalidator } from '@remix-run/react'
import { Banner, BlockStack, Button, Page } from '@shopify/polaris'
import { useTranslations } from 'use-intl'

/** What a page shows when it could not be loaded: what happened, that nothing was lost, what to do. */
export function PageError() {
  const t = useTranslations('common')
  const { revalidate, state } = useRevalidator()
  return (
    <Page>
      <Banner tone="critical" title={t('error')}>
        <BlockStack gap="200" inlineAlign="start">
          <p>{t('errorBody')}</p>
          <Button onClick={revalidate} loading={state === 'loading'}>
            {t('tryAgain')}
          </Button>
        </BlockStack>
      </Banner>
    </Page>
  )
}
