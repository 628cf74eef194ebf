import { BlockStack, Button, Icon, InlineStack, Text } from '@shopify/polaris'
import { AlertTriangleIcon, InfoIcon } from '@shopify/polaris-icons'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { Field, FieldFinding, Suggestion } from '../../register/index.ts'
import { ManyField, OneField, SwitchField } from './choice-fields.tsx'
import { useField, useForm } from './form-context.ts'
import { GroupField, ListField, VariantField } from './group-fields.tsx'
import { valueAt } from './json.ts'
import { PickField } from './pick-field.tsx'
import { LineField, NumberField, TextsField, TranslatedField } from './text-fields.tsx'

/** Kinds of fields that contain others. They show the findings that belong to none of the inner fields. */
const HOLDS_FIELDS = new Set<Field['control']>(['group', 'variant', 'list'])

/** One field, with what the rules say of it. */
export function FieldView({ field, path }: { field: Field; path: string }) {
  const { value } = useForm()
  const { error, findings, suggestions } = useField(path)
  const own = useField(path, { exact: true })
  const shown = HOLDS_FIELDS.has(field.control) ? own.findings : findings
  const parent = path.includes('.') ? `${path.slice(0, path.lastIndexOf('.'))}.` : ''
  const isWanted = !field.when || field.when.is.includes(String(valueAt(value, parent + field.when.field)))
  // A hidden field with a problem stays visible, so that it can be corrected.
  if (!isWanted && error === undefined && findings.length === 0) return null
  return (
    <div data-field={path}>
      <BlockStack gap="200">
        {control(field, path)}
        {shown.map((finding) => (
          <FindingLine key={finding.code + finding.message} finding={finding} />
        ))}
        {suggestions.map((suggestion) => (
          <SuggestionLine key={suggestion.message} suggestion={suggestion} />
        ))}
      </BlockStack>
    </div>
  )
}

const inside = (field: Field, path: string) => <FieldView key={path} field={field} path={path} />

function control(field: Field, path: string): ReactNode {
  switch (field.control) {
    case 'line':
    case 'block':
    case 'date':
      return <LineField field={field} path={path} />
    case 'number':
      return <NumberField field={field} path={path} />
    case 'switch':
      return <SwitchField field={field} path={path} />
    case 'one':
      return <OneField field={field} path={path} />
    case 'many':
      return <ManyField field={field} path={path} />
    case 'pick':
      return <PickField field={field} path={path} />
    case 'text':
      return <TranslatedField field={field} path={path} />
    case 'texts':
      return <TextsField field={field} path={path} />
    case 'group':
      return <GroupField field={field} path={path} inside={inside} />
    case 'variant':
      return <VariantField field={field} path={path} inside={inside} />
    case 'list':
      return <ListField field={field} path={path} inside={inside} />
  }
}

/** Public knowledge about the typed value, and the button that takes it over. */
function SuggestionLine({ suggestion }: { suggestion: Suggestion }) {
  const form = useForm()
  const t = useTranslations('register.form')
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="span">{suggestion.message}</Text>
      <Button
        size="slim"
        onClick={() => {
          for (const [name, value] of Object.entries(suggestion.values)) form.set(name, value)
          form.left(suggestion.path)
        }}
      >
        {t('useThis')}
      </Button>
    </InlineStack>
  )
}

export function FindingLine({ finding }: { finding: FieldFinding }) {
  const isError = finding.severity === 'error'
  return (
    <InlineStack gap="100" wrap={false} blockAlign="start">
      <span>
        <Icon source={isError ? AlertTriangleIcon : InfoIcon} tone={isError ? 'critical' : 'caution'} />
      </span>
      <Text as="p" tone={isError ? 'critical' : 'caution'}>
        {finding.message}
      </Text>
    </InlineStack>
  )
}
