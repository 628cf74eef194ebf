import { TextField } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { COLOUR, MAX_COLOUR } from '../../../banner/settings/limits.ts'

interface Props {
  label: string
  value: string
  error: string | undefined
  advice: string | undefined
  onChange(value: string): void
}

/** A colour, picked or typed. While the typed value is no colour yet, the picker shows black. */
export function ColourField({ label, value, error, advice, onChange }: Props) {
  const t = useTranslations('banner.look')
  return (
    <TextField
      label={label}
      value={value}
      autoComplete="off"
      maxLength={MAX_COLOUR}
      error={error}
      helpText={advice}
      connectedLeft={
        <input
          type="color"
          aria-label={t('pick', { colour: label })}
          value={COLOUR.test(value) ? value : '#000000'}
          onChange={(event) => onChange(event.target.value)}
          style={{
            width: 44,
            height: 32,
            padding: 2,
            border: '1px solid #8a8a8a',
            borderRadius: 8,
            background: 'none',
          }}
        />
      }
      onChange={(typed) => onChange(typed.trim().toLowerCase())}
    />
  )
}
