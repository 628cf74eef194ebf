import { Banner, Button, Link, Select, Text } from '@shopify/polaris'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { SectionCard } from '../../section-card.tsx'
import { CheckFindings } from './check-findings.tsx'
import { useChecks } from './use-checks.ts'

/** What the storefront sets before a choice, after a refusal and after an acceptance: checked at the press of a button. */
export function StorefrontCheckCard() {
  const t = useTranslations('check')
  const format = useFormatter()
  const { checks, running, url, begin, isBeginning } = useChecks()
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = checks?.find(({ id }) => id === chosen) ?? checks?.[0]
  const time = (at: string) => format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <SectionCard
      title={t('title')}
      description={t('body')}
      aside={
        <Button
          loading={isBeginning}
          disabled={checks === undefined}
          onClick={() => {
            setChosen(null)
            begin()
          }}
        >
          {t(shown ? 'again' : 'begin')}
        </Button>
      }
    >
      {running && <Running url={url} />}
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
      {shown && (
        <Text as="p" tone="subdued" variant="bodySm">
          {t('limits')}
        </Text>
      )}
    </SectionCard>
  )
}

/** A check runs in its own tab, which a browser may have kept from opening. */
function Running({ url }: { url: string | undefined }) {
  const t = useTranslations('check')
  return (
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
  )
}
