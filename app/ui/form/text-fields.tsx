import { BlockStack, Button, InlineStack, Text, TextField } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { Control, Field } from '../../register/index.ts'
import { useField, useForm } from './form-context.ts'
import { isObject } from './json.ts'

type Of<Name extends Control['control']> = Field & Extract<Control, { control: Name }>

interface Props<Name extends Control['control']> {
  field: Of<Name>
  path: string
}

const asText = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

const ROWS = 3

export function LineField({ field, path }: Props<'line' | 'block' | 'date'>) {
  const { value, set, left, error } = useField(path)
  const empty = field.control === 'date' || (field.control === 'line' && field.nullable) ? null : ''
  const type = field.control === 'line' ? field.format : field.control
  return (
    <TextField
      label={field.label}
      helpText={field.help}
      autoComplete="off"
      type={type === 'block' ? 'text' : type}
      {...(field.control === 'block' && { multiline: ROWS })}
      {...(field.control !== 'date' && { maxLength: field.max })}
      value={asText(value)}
      onChange={(text) => set(text === '' ? empty : text)}
      onBlur={left}
      error={error}
    />
  )
}

export function NumberField({ field, path }: Props<'number'>) {
  const { value, set, left, error } = useField(path)
  return (
    <TextField
      label={field.label}
      helpText={field.help}
      autoComplete="off"
      type="number"
      min={field.min}
      max={field.max}
      value={asText(value)}
      onChange={(text) => set(text === '' ? null : Number(text))}
      onBlur={left}
      error={error}
    />
  )
}

/** A text in the language that the form is in. What it says in the register's own language helps to translate it. */
export function TranslatedField({ field, path }: Props<'text'>) {
  const { language, languages } = useForm()
  const { value, error, set, left } = useField(path)
  const t = useTranslations('register.form')
  const [own] = languages
  const texts = isObject(value) ? value : {}
  const source = own && own.value !== language ? asText(texts[own.value]) : ''
  const missing = Object.keys(texts).length > 0 && texts[language] === undefined
  const said = languages.find((each) => each.value === language)?.label ?? language
  return (
    <TextField
      label={<LabelInLanguage label={field.label} missing={missing ? said : ''} />}
      helpText={source && own ? t('source', { language: own.label, text: source }) : field.help}
      autoComplete="off"
      maxLength={field.max}
      {...(field.lines && { multiline: ROWS })}
      value={asText(texts[language])}
      onChange={(text) => {
        const { [language]: _, ...others } = texts
        set(text === '' ? others : { ...others, [language]: text })
      }}
      onBlur={left}
      error={error}
    />
  )
}

function LabelInLanguage({ label, missing }: { label: string; missing: string }) {
  const t = useTranslations('register.form')
  if (missing === '') return label
  return (
    <>
      {label}{' '}
      <Text as="span" tone="caution">
        {t('missing', { language: missing })}
      </Text>
    </>
  )
}

/** A list of texts, each on a line of its own. */
export function TextsField({ field, path }: Props<'texts'>) {
  const { value, set, left, error } = useField(path, { exact: true })
  const t = useTranslations('register.form')
  const items = Array.isArray(value) ? value : []
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="bodyMd">
        {field.label}
      </Text>
      {field.help && (
        <Text as="p" tone="subdued">
          {field.help}
        </Text>
      )}
      {items.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an item is known by its place alone
        <TextItem key={index} label={t('item', { number: index + 1 })} path={`${path}.${index}`} max={field.max} />
      ))}
      {error && (
        <Text as="p" tone="critical">
          {error}
        </Text>
      )}
      <InlineStack>
        <Button
          disabled={items.length >= field.most}
          onClick={() => {
            set([...items, {}])
            left()
          }}
        >
          {t('addItem')}
        </Button>
      </InlineStack>
    </BlockStack>
  )
}

function TextItem({ label, path, max }: { label: string; path: string; max: number }) {
  const { set } = useField(path)
  const t = useTranslations('register.form')
  const field = { name: path, label, help: '', when: null, control: 'text', lines: false, max } as const
  return (
    <InlineStack gap="200" wrap={false} blockAlign="end">
      <div style={{ flexGrow: 1 }} data-field={path}>
        <TranslatedField field={field} path={path} />
      </div>
      <Button accessibilityLabel={t('removeItem', { item: label })} onClick={() => set(undefined)}>
        {t('remove')}
      </Button>
    </InlineStack>
  )
}
