import { useFetcher } from '@remix-run/react'
import { Banner, BlockStack, Button, Card, InlineStack, Link, Select, Text } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { CheckResult } from '../../consent/index.ts'
import { CheckFindings } from './check-findings.tsx'
import { BANNER_CHECK } from './links.ts'

const LOOK_AGAIN_MS = 2_000

/** As they arrive in the browser: dates are texts. */
type ShownCheck = Omit<CheckResult, 'startedAt'> & { startedAt: string }

/** What the storefront sets before a choice, after a refusal and after an acceptance: checked at the press of a button. */
export function StorefrontCheckCard() {
  const t = useTranslations('check')
  const format = useFormatter()
  const results = useFetcher<{ checks: ShownCheck[] }>()
  const begun = useFetcher<{ url: string }>()
  const [chosen, setChosen] = useState<string | null>(null)
  const checks = results.data?.checks
  const running = checks?.[0]?.state === 'running'
  const shown = checks?.find(({ id }) => id === chosen) ?? checks?.[0]
  const url = begun.data?.url
  const { load } = results
  // Begun or not, what there is is looked up.
  // biome-ignore lint/correctness/useExhaustiveDependencies: also when another one has begun
  useEffect(() => load(BANNER_CHECK), [load, url])
  useEffect(() => {
    if (!url) return
    setChosen(null)
    window.open(url, '_blank')
  }, [url])
  useEffect(() => {
    if (!running || results.state !== 'idle') return
    const timer = setTimeout(() => load(BANNER_CHECK), LOOK_AGAIN_MS)
    return () => clearTimeout(timer)
  }, [running, results.state, load])
  const time = (at: string) => format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {t('title')}
          </Text>
          <Button
            loading={begun.state !== 'idle'}
            disabled={checks === undefined}
            onClick={() => begun.submit(null, { method: 'post', action: BANNER_CHECK })}
          >
            {t(shown ? 'again' : 'begin')}
          </Button>
        </InlineStack>
        <Text as="p" tone="subdued">
          {t('body')}
        </Text>
        {running && (
          <Banner tone="info">
            <p>
              {t('running')} {url && t('notOpen')}{' '}
              {url && (
                <Link url={url} target="_blank">
                  {t('open')}
                </Link>
              )}
            </p>
          </Banner>
        )}
        {checks && checks.length > 1 && (
          <Select
            label={t('when')}
            labelInline
            options={checks.map(({ id, startedAt, problems, findings }) => ({
              value: id,
              label: `${time(startedAt)} · ${t('summary', { problems, count: findings.length })}`,
            }))}
            value={shown?.id ?? ''}
            onChange={setChosen}
          />
        )}
        {shown && shown.state !== 'running' && <CheckFindings {...shown} />}
        <Text as="p" tone="subdued" variant="bodySm">
          {t('limits')}
        </Text>
      </BlockStack>
    </Card>
  )
}
