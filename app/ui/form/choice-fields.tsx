import { BlockStack, Checkbox, ChoiceList, Select, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { Control, Field } from '../../register/index.ts'
import { useField } from './form-context.ts'
import type { Json } from './json.ts'

type Of<Name extends Control['control']> = Field & Extract<Control, { control: Name }>

export interface ChoiceFieldProps<Name extends Control['control']> {
  field: Of<Name>
  path: string
}

const NOTHING = ''

export const textsIn = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []

export function SwitchField({ field, path }: ChoiceFieldProps<'switch'>) {
  const { value, set, left, error } = useField(path)
  return (
    <Checkbox
      label={field.label}
      helpText={field.help}
      checked={value === true}
      onChange={(checked) => {
        set(checked)
        left()
      }}
      error={error}
    />
  )
}

export function OneField({ field, path }: ChoiceFieldProps<'one'>) {
  const { value, set, left, error } = useField(path)
  const t = useTranslations('register.form')
  const chosen = typeof value === 'string' ? value : NOTHING
  const gone = chosen !== NOTHING && !field.options.some((option) => option.value === chosen)
  return (
    <Select
      label={field.label}
      helpText={field.help}
      options={[
        ...(field.nullable || chosen === NOTHING ? [{ value: NOTHING, label: t('none') }] : []),
        ...(gone ? [{ value: chosen, label: t('gone', { id: chosen }) }] : []),
        ...field.options,
      ]}
      value={chosen}
      onChange={(next) => {
        set(next === NOTHING ? null : next)
        left()
      }}
      error={error}
    />
  )
}

export function ManyField({ field, path }: ChoiceFieldProps<'many'>) {
  const { value, set, left, error } = useField(path)
  return (
    <BlockStack gap="100">
      <ChoiceList
        allowMultiple
        title={field.label}
        choices={field.options}
        selected={textsIn(value)}
        onChange={(selected) => {
          set(selected)
          left()
        }}
        {...(error !== undefined && { error })}
      />
      {field.help && (
        <Text as="p" tone="subdued">
          {field.help}
        </Text>
      )}
    </BlockStack>
  )
}
