import { useSearchParams } from '@remix-run/react'
import { BlockStack, Button, InlineStack, Tag, TextField } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { CHOICES, PERIOD_NAMES, type QueryField } from '../../../consent/explore/words.ts'
import type { DecisionSource } from '../../../consent/ledger/words.ts'
import { isFiltered } from '../../links/consents.ts'
import { Picker } from '../picker.tsx'
import { endOf, useWords } from '../words.ts'

/** Long enough for a date to be typed to its end. */
const TYPING_PAUSE_MS = 600

interface Props {
  names: Record<string, string>
  /** Keys of the purposes that can have been decided on. */
  purposes: readonly string[]
  /** Where decisions of the shop were made. */
  sources: readonly DecisionSource[]
  wrong: readonly QueryField[]
}

type Ask = (changed: Partial<Record<QueryField, string>>) => void

/** Changes what the page's address asks for, from its first page. */
function useAsk(): [URLSearchParams, Ask] {
  const [params, setParams] = useSearchParams()
  const ask: Ask = (changed) => {
    const next = new URLSearchParams(params)
    next.delete('after')
    for (const [field, value] of Object.entries(changed)) {
      if (value) next.set(field, value)
      else next.delete(field)
    }
    setParams(next, { preventScrollReset: true })
  }
  return [params, ask]
}

/** What of the ledger is shown, kept in the page's address so that a view can be shared. */
export function DecisionFilters({ names, purposes, sources, wrong }: Props) {
  const t = useTranslations('consents.filters')
  const [params, ask] = useAsk()
  const asked: Asked = {
    given: (field) => params.get(field) ?? '',
    errorOf: (field) => (wrong.includes(field) ? t(`wrong.${field}`) : undefined),
    ask,
  }
  const { isBetween, period, choosePeriod } = usePeriod(params, ask)
  return (
    <BlockStack gap="300">
      <InlineStack gap="300" blockAlign="start">
        <Picker
          label={t('period')}
          options={(['any', ...PERIOD_NAMES, 'custom'] as const).map((value) => ({
            value,
            label: t(`periods.${value}`),
          }))}
          value={period}
          onChange={choosePeriod}
          error={asked.errorOf('period')}
        />
        <WhatWasDecided asked={asked} names={names} purposes={purposes} />
        <Where asked={asked} sources={sources} />
      </InlineStack>
      {isBetween && <Between asked={asked} />}
      <Who params={params} ask={ask} />
      {isFiltered(params) && (
        <div>
          <Button variant="plain" url="?">
            {t('clear')}
          </Button>
        </div>
      )}
    </BlockStack>
  )
}

/** What the address asks for now, what is wrong with it, and how to ask for something else. */
interface Asked {
  given(field: QueryField): string
  errorOf(field: QueryField): string | undefined
  ask: Ask
}

/** A named period, or one between two days, whose fields appear as soon as staff choose to type it. */
function usePeriod(params: URLSearchParams, ask: Ask) {
  const [between, setBetween] = useState(false)
  const isBetween = between || params.has('from') || params.has('to')
  const choosePeriod = (chosen: string) => {
    setBetween(chosen === 'custom')
    ask({ period: chosen === 'any' || chosen === 'custom' ? '' : chosen, from: '', to: '' })
  }
  return { isBetween, period: isBetween ? 'custom' : params.get('period') || 'any', choosePeriod }
}

function Between({ asked }: { asked: Asked }) {
  const t = useTranslations('consents.filters')
  return (
    <InlineStack gap="300" blockAlign="start">
      {(['from', 'to'] as const).map((field) => (
        <DateField
          key={field}
          label={t(field)}
          value={asked.given(field)}
          error={asked.errorOf(field)}
          onChange={(date) => asked.ask({ [field]: date })}
        />
      ))}
    </InlineStack>
  )
}

function WhatWasDecided({ asked, names, purposes }: { asked: Asked } & Pick<Props, 'names' | 'purposes'>) {
  const t = useTranslations('consents.filters')
  const words = useWords(names)
  const purpose = asked.given('purpose')
  const offered = purpose && !purposes.includes(purpose) ? [...purposes, purpose] : purposes
  return (
    <>
      <Picker
        label={t('purpose')}
        options={[{ value: '', label: t('anyPurpose') }, ...words.purposeOptions(offered)]}
        value={purpose}
        onChange={(chosen) => asked.ask({ purpose: chosen, ...(chosen === '' && { choice: '' }) })}
        error={asked.errorOf('purpose')}
      />
      <Picker
        label={t('choice')}
        disabled={purpose === ''}
        options={(['any', ...CHOICES] as const).map((value) => ({ value, label: t(`choices.${value}`) }))}
        value={asked.given('choice') || 'any'}
        onChange={(chosen) => asked.ask({ choice: chosen === 'any' ? '' : chosen })}
        error={asked.errorOf('choice')}
      />
    </>
  )
}

function Where({ asked, sources }: { asked: Asked } & Pick<Props, 'sources'>) {
  const t = useTranslations('consents.filters')
  const words = useTranslations('consents.sources')
  return (
    <Picker
      label={t('source')}
      options={[{ value: '', label: t('anySource') }, ...sources.map((value) => ({ value, label: words(value) }))]}
      value={asked.given('source')}
      onChange={(source) => asked.ask({ source })}
      error={asked.errorOf('source')}
    />
  )
}

/** The person or record that the search found. */
function Who({ params, ask }: { params: URLSearchParams; ask: Ask }) {
  const t = useTranslations('consents.filters')
  const [customer, record, visitors] = [params.get('customer'), params.get('record'), params.getAll('visitor')]
  if (!customer && !record && visitors.length === 0) return null
  return (
    <InlineStack gap="200">
      {customer && <Tag onRemove={() => ask({ customer: '' })}>{t('customer', { id: customer })}</Tag>}
      {visitors.length > 0 && (
        <Tag onRemove={() => ask({ visitor: '' })}>
          {t('visitor', { count: visitors.length, id: endOf(visitors[0] ?? '') })}
        </Tag>
      )}
      {record && <Tag onRemove={() => ask({ record: '' })}>{t('record', { id: record })}</Tag>}
    </InlineStack>
  )
}

interface DateFieldProps {
  label: string
  value: string
  error: string | undefined
  onChange(value: string): void
}

function DateField({ label, value, error, onChange }: DateFieldProps) {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => onChange(typed), TYPING_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed, value, onChange])
  return (
    <div style={{ flex: '0 1 12rem' }}>
      <TextField type="date" label={label} autoComplete="off" value={typed} onChange={setTyped} error={error} />
    </div>
  )
}
