import { BlockStack, Box, Button, Checkbox, ChoiceList, InlineStack, Select, Text, TextField } from '@shopify/polaris'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Control, Field } from '../../register/index.ts'
import { useField } from './form-context.ts'
import type { Json } from './json.ts'

type Of<Name extends Control['control']> = Field & Extract<Control, { control: Name }>

interface Props<Name extends Control['control']> {
  field: Of<Name>
  path: string
}

const NOTHING = ''

/** More than these are found by typing, not by scrolling. */
const MOST_SHOWN = 50
const SEARCH_FROM = 9

const textsIn = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []

export function SwitchField({ field, path }: Props<'switch'>) {
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

export function OneField({ field, path }: Props<'one'>) {
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

export function ManyField({ field, path }: Props<'many'>) {
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

/** Several of many: boxes to tick, with a search. What was chosen when the form was opened stands first. */
export function PickField({ field, path }: Props<'pick'>) {
  const { value, set, left, error } = useField(path)
  const t = useTranslations('register.form')
  const id = useId()
  const [search, setSearch] = useState('')
  const chosen = textsIn(value)
  const [first] = useState(() => new Set(chosen))
  const known = new Set(field.options.map((option) => option.value))
  const all = [
    ...field.options.filter((option) => first.has(option.value)),
    ...chosen
      .filter((each) => !known.has(each))
      .map((each) => ({ value: each, label: field.free ? each : t('gone', { id: each }) })),
    ...field.options.filter((option) => !first.has(option.value)),
  ]
  const wanted = search.trim().toLowerCase()
  const matching = all.filter(({ label }) => label.toLowerCase().includes(wanted))
  const toggle = (option: string, on: boolean) => {
    set(on ? [...chosen, option] : chosen.filter((each) => each !== option))
    left()
  }
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0, minInlineSize: 0 }}>
      <BlockStack gap="200">
        <InlineStack align="space-between" gap="200">
          <legend style={{ padding: 0 }}>{field.label}</legend>
          <Text as="span" tone="subdued">
            {t('chosen', { count: chosen.length })}
          </Text>
        </InlineStack>
        {field.help && (
          <Text as="p" tone="subdued">
            {field.help}
          </Text>
        )}
        {(field.options.length >= SEARCH_FROM || field.free) && (
          <InlineStack gap="200" wrap={false}>
            <div style={{ flexGrow: 1 }}>
              <TextField
                label={t('searchIn', { field: field.label })}
                labelHidden
                autoComplete="off"
                placeholder={t(field.free ? 'searchOrType' : 'search')}
                value={search}
                onChange={setSearch}
              />
            </div>
            {field.free && (
              <Button
                disabled={wanted === '' || chosen.includes(search.trim())}
                onClick={() => {
                  toggle(search.trim(), true)
                  setSearch('')
                }}
              >
                {t('add')}
              </Button>
            )}
          </InlineStack>
        )}
        <Box borderColor="border" borderWidth="025" borderRadius="200" paddingInline="300" paddingBlock="100">
          <div style={{ maxBlockSize: '15rem', overflowY: 'auto' }}>
            {all.length === 0 && (
              <Text as="p" tone="subdued">
                {t('nothingToChoose')}
              </Text>
            )}
            {matching.slice(0, MOST_SHOWN).map((option) => (
              <div key={option.value}>
                <Checkbox
                  id={`${id}-${option.value}`}
                  label={option.label}
                  checked={chosen.includes(option.value)}
                  onChange={(on) => toggle(option.value, on)}
                />
              </div>
            ))}
            {matching.length > MOST_SHOWN && (
              <Text as="p" tone="subdued">
                {t('more', { count: matching.length - MOST_SHOWN })}
              </Text>
            )}
            {matching.length === 0 && all.length > 0 && (
              <Text as="p" tone="subdued">
                {t('noMatch')}
              </Text>
            )}
          </div>
        </Box>
        {error && (
          <Text as="p" tone="critical">
            {error}
          </Text>
        )}
      </BlockStack>
    </fieldset>
  )
}
