import { Button, Card, InlineStack, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { Field, FormSection, Option } from '../../register/index.ts'
import { useForm } from './form-context.ts'
import { isObject, type Json } from './json.ts'

interface Props {
  languages: Option[]
  language: string
  onChange(language: string): void
  sections: FormSection[]
}

/** Which language the texts of the form are shown in, and how many are not written in each. */
export function LanguageBar({ languages, language, onChange, sections }: Props) {
  const { value } = useForm()
  const t = useTranslations('register.form')
  const texts = sections.flatMap(({ fields }) => textsIn(fields, value))
  const hasTexts = sections.some(({ fields }) => fields.some(isTranslated))
  if (!hasTexts || languages.length < 2) return null
  const missing = (code: string) =>
    texts.filter((text) => Object.keys(text).length > 0 && text[code] === undefined).length
  return (
    <Card padding="300">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be a group of fields, and these are none */}
      <div role="group" aria-label={t('languages')}>
        <InlineStack gap="200" blockAlign="center">
          <Text as="span" tone="subdued">
            {t('languages')}
          </Text>
          {languages.map(({ value: code, label }) => (
            <Button key={code} size="slim" pressed={code === language} onClick={() => onChange(code)}>
              {missing(code) > 0 ? t('languageMissing', { language: label, count: missing(code) }) : label}
            </Button>
          ))}
        </InlineStack>
      </div>
    </Card>
  )
}

const isTranslated = (field: Field): boolean =>
  field.control === 'text' ||
  field.control === 'texts' ||
  ((field.control === 'group' || field.control === 'list') && field.fields.some(isTranslated))

type Texts = { [language: string]: Json }

/** Every text of the form, as what it says in each language. */
function textsIn(fields: readonly Field[], value: Json | undefined): Texts[] {
  if (!isObject(value)) return []
  return fields.flatMap((field): Texts[] => {
    const own = value[field.name]
    if (field.control === 'text') return isObject(own) ? [own] : []
    if (field.control === 'texts') return Array.isArray(own) ? own.filter(isObject) : []
    if (field.control === 'group') return textsIn(field.fields, own)
    if (field.control === 'list') return Array.isArray(own) ? own.flatMap((item) => textsIn(field.fields, item)) : []
    return []
  })
}
