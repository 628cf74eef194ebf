import { BlockStack, Box, Button, Checkbox, InlineStack, Select, Text } from '@shopify/polaris'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { Control, Field } from '../../register/index.ts'
import { useField } from './form-context.ts'
import { isObject, type Json } from './json.ts'

type Of<Name extends Control['control']> = Field & Extract<Control, { control: Name }>

interface Props<Name extends Control['control']> {
  field: Of<Name>
  path: string
  /** Shows one of the fields inside. */
  inside: (field: Field, path: string) => ReactNode
}

/** A copy of a blank value, which came with the form as JSON. */
const blank = (value: object): Json => JSON.parse(JSON.stringify(value))

function Inner({ fields, path, inside }: { fields: Field[]; path: string; inside: Props<'group'>['inside'] }) {
  return (
    <Box paddingInlineStart="400" borderInlineStartWidth="050" borderColor="border">
      <BlockStack gap="400">{fields.map((field) => inside(field, `${path}.${field.name}`))}</BlockStack>
    </Box>
  )
}

/** Optional fields that are added and removed together. */
export function GroupField({ field, path, inside }: Props<'group'>) {
  const { value, set, left } = useField(path)
  const isThere = isObject(value)
  return (
    <BlockStack gap="300">
      <Checkbox
        label={field.label}
        helpText={field.help}
        checked={isThere}
        onChange={(on) => {
          set(on ? blank(field.blank) : null)
          left()
        }}
      />
      {isThere && <Inner fields={field.fields} path={path} inside={inside} />}
    </BlockStack>
  )
}

/** A choice that decides which fields follow. */
export function VariantField({ field, path, inside }: Props<'variant'>) {
  const { value, set, left, error } = useField(path, { exact: true })
  const choice = isObject(value) ? value[field.by] : undefined
  const chosen = typeof choice === 'string' ? choice : ''
  const fields = field.fields[chosen] ?? []
  return (
    <BlockStack gap="300">
      <Select
        label={field.label}
        helpText={field.help}
        options={field.options}
        value={chosen}
        onChange={(next) => {
          const kept = isObject(value) ? value : {}
          const begun = Object.entries(blank(field.blanks[next] ?? {}) ?? {})
          set({ [field.by]: next, ...Object.fromEntries(begun.map(([key, empty]) => [key, kept[key] ?? empty])) })
          left()
        }}
        error={error}
      />
      {fields.length > 0 && <Inner fields={fields} path={path} inside={inside} />}
    </BlockStack>
  )
}

/** Groups of fields, as many as wanted. */
export function ListField({ field, path, inside }: Props<'list'>) {
  const { value, set, left, error } = useField(path, { exact: true })
  const t = useTranslations('register.form')
  const items = Array.isArray(value) ? value : []
  return (
    <BlockStack gap="400">
      {items.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an item is known by its place alone
        <BlockStack key={index} gap="300">
          <InlineStack align="space-between" blockAlign="center">
            <Text as="h3" variant="headingSm">
              {t('item', { number: index + 1 })}
            </Text>
            <Button
              accessibilityLabel={t('removeItem', { item: t('item', { number: index + 1 }) })}
              onClick={() => {
                set(items.filter((_, at) => at !== index))
                left()
              }}
            >
              {t('remove')}
            </Button>
          </InlineStack>
          <Inner fields={field.fields} path={`${path}.${index}`} inside={inside} />
        </BlockStack>
      ))}
      {error && (
        <Text as="p" tone="critical">
          {error}
        </Text>
      )}
      <InlineStack>
        <Button disabled={items.length >= field.most} onClick={() => set([...items, blank(field.blank)])}>
          {field.add}
        </Button>
      </InlineStack>
    </BlockStack>
  )
}
