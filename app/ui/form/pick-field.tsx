import { BlockStack, Box, Button, Checkbox, InlineStack, Text, TextField } from '@shopify/polaris'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Option } from '../../register/index.ts'
import { type ChoiceFieldProps, textsIn } from './choice-fields.tsx'
import { useField } from './form-context.ts'

/** More than these are found by typing, not by scrolling. */
const MOST_SHOWN = 50
const SEARCH_FROM = 9

/** Several of many: boxes to tick, with a search. What was chosen when the form was opened stands first. */
export function PickField({ field, path }: ChoiceFieldProps<'pick'>) {
  const { value, set, left, error } = useField(path)
  const t = useTranslations('register.form')
  const [search, setSearch] = useState('')
  const chosen = textsIn(value)
  const options = useOptions(field, chosen)
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
          <Search
            field={field}
            search={search}
            chosen={chosen}
            onSearch={setSearch}
            onAdd={(typed) => toggle(typed, true)}
          />
        )}
        <Boxes options={options} search={search} chosen={chosen} onToggle={toggle} />
        {error && (
          <Text as="p" tone="critical">
            {error}
          </Text>
        )}
      </BlockStack>
    </fieldset>
  )
}

interface SearchProps {
  field: ChoiceFieldProps<'pick'>['field']
  search: string
  chosen: readonly string[]
  onSearch(search: string): void
  onAdd(typed: string): void
}

/** Finds an option; where anything can be chosen, what was typed can be added as one. */
function Search({ field, search, chosen, onSearch, onAdd }: SearchProps) {
  const t = useTranslations('register.form')
  const typed = search.trim()
  const add = () => {
    onAdd(typed)
    onSearch('')
  }
  return (
    <InlineStack gap="200" wrap={false}>
      <div style={{ flexGrow: 1 }}>
        <TextField
          label={t('searchIn', { field: field.label })}
          labelHidden
          autoComplete="off"
          placeholder={t(field.free ? 'searchOrType' : 'search')}
          value={search}
          onChange={onSearch}
        />
      </div>
      {field.free && (
        <Button disabled={typed === '' || chosen.includes(typed)} onClick={add}>
          {t('add')}
        </Button>
      )}
    </InlineStack>
  )
}

/** What can be chosen: first what was chosen when the form was opened, then what is no longer offered or was typed. */
function useOptions(field: ChoiceFieldProps<'pick'>['field'], chosen: readonly string[]): Option[] {
  const t = useTranslations('register.form')
  const [first] = useState(() => new Set(chosen))
  const offered = new Set(field.options.map(({ value }) => value))
  return [
    ...field.options.filter(({ value }) => first.has(value)),
    ...chosen
      .filter((each) => !offered.has(each))
      .map((each) => ({ value: each, label: field.free ? each : t('gone', { id: each }) })),
    ...field.options.filter(({ value }) => !first.has(value)),
  ]
}

interface BoxesProps {
  options: readonly Option[]
  search: string
  chosen: readonly string[]
  onToggle(option: string, on: boolean): void
}

/** The boxes of the options that the search finds. */
function Boxes({ options, search, chosen, onToggle }: BoxesProps) {
  const t = useTranslations('register.form')
  const id = useId()
  const wanted = search.trim().toLowerCase()
  const matching = options.filter(({ label }) => label.toLowerCase().includes(wanted))
  const hidden = matching.length - MOST_SHOWN
  return (
    <Box borderColor="border" borderWidth="025" borderRadius="200" paddingInline="300" paddingBlock="100">
      <div style={{ maxBlockSize: '15rem', overflowY: 'auto' }}>
        {matching.slice(0, MOST_SHOWN).map(({ value, label }) => (
          <div key={value}>
            <Checkbox
              id={`${id}-${value}`}
              label={label}
              checked={chosen.includes(value)}
              onChange={(on) => onToggle(value, on)}
            />
          </div>
        ))}
        {hidden > 0 && (
          <Text as="p" tone="subdued">
            {t('more', { count: hidden })}
          </Text>
        )}
        {matching.length === 0 && (
          <Text as="p" tone="subdued">
            {t(options.length === 0 ? 'nothingToChoose' : 'noMatch')}
          </Text>
        )}
      </div>
    </Box>
  )
}
