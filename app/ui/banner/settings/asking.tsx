import { Checkbox, FormLayout, Link, Select, Text, TextField } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { CHOICES_LINKS, MODES } from '../../../banner/settings/words.ts'
import { MAX_CHOICE_MONTHS } from '../../../register/limits.ts'
import { REGISTER } from '../../links/register.ts'
import type { Editing } from './use-findings.ts'

interface Props {
  editing: Editing
  /** Months that the published register says a choice is kept; null while there is none, or it does not say. */
  months: number | null
  /** The published register says that the shop has visitors from the United States. */
  usVisitors: boolean
}

const MONTHS = Array.from({ length: MAX_CHOICE_MONTHS }, (_, n) => n + 1)

/** Whom it asks, for how long an answer counts, and where shoppers read more. */
export function AskingFields({ editing, months, usVisitors }: Props) {
  const t = useTranslations('banner.asking')
  const { settings, findings, onChange } = editing
  return (
    <FormLayout>
      <Select
        label={t('mode')}
        helpText={t('modeHelp')}
        options={MODES.map((value) => ({ value, label: t(`modes.${value}`) }))}
        value={settings.mode}
        onChange={(chosen) => onChange({ ...settings, mode: MODES.find((each) => each === chosen) ?? settings.mode })}
      />
      {months === null ? (
        <Select
          label={t('months')}
          helpText={t('monthsHelp')}
          options={MONTHS.map((value) => ({ value: String(value), label: t('monthCount', { count: value }) }))}
          value={String(settings.months)}
          onChange={(chosen) => onChange({ ...settings, months: Number(chosen) })}
        />
      ) : (
        <Text as="p">
          {t.rich('monthsOfRegister', {
            count: months,
            register: (text) => <Link url={REGISTER}>{text}</Link>,
          })}
        </Text>
      )}
      <TextField
        label={t('policyUrl')}
        helpText={t('policyUrlHelp')}
        type="url"
        autoComplete="off"
        placeholder="https://"
        value={settings.policyUrl ?? ''}
        error={findings.errorOf('policyUrl')}
        onChange={(typed) => onChange({ ...settings, policyUrl: typed.trim() === '' ? null : typed.trim() })}
      />
      <Checkbox
        label={t('saleOptOut')}
        helpText={t(usVisitors ? 'saleOptOutNeeded' : 'saleOptOutHelp')}
        checked={settings.saleOptOut || usVisitors}
        disabled={usVisitors}
        onChange={(saleOptOut) => onChange({ ...settings, saleOptOut })}
      />
      {usVisitors ? (
        <Select
          label={t('choicesLink')}
          helpText={t('choicesLinkHelp')}
          options={CHOICES_LINKS.map((value) => ({ value, label: t(`choicesLinks.${value}`) }))}
          value={settings.choicesLink}
          onChange={(chosen) =>
            onChange({
              ...settings,
              choicesLink: CHOICES_LINKS.find((each) => each === chosen) ?? settings.choicesLink,
            })
          }
        />
      ) : (
        <Text as="p" tone="subdued">
          {t.rich('choicesLinkOff', { register: (text) => <Link url={REGISTER}>{text}</Link> })}
        </Text>
      )}
    </FormLayout>
  )
}
