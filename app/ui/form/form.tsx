import { Banner, BlockStack, Box, Card, Form, List, Text } from '@shopify/polaris'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { FieldProblem, FormCheck, FormSection, Option } from '../../register/index.ts'
import { FieldView, FindingLine } from './field.tsx'
import { focusField, languageOf } from './focus.ts'
import { FormContext, type FormState } from './form-context.ts'
import { type Json, sameJson, withValueAt } from './json.ts'
import { LanguageBar } from './language-bar.tsx'
import { UnsavedChanges } from './unsaved-changes.tsx'
import { useCheck } from './use-check.ts'

export interface FormProps {
  sections: FormSection[]
  languages: Option[]
  /** What is saved, and what the form begins with where that is another thing. */
  saved: Json
  begun?: Json
  check: FormCheck
  /** What the last save said was wrong. */
  refused: FieldProblem[] | null
  checkUrl: string
  saving: boolean
  /** The field to begin in. */
  focus: string | null
  onSave(value: Json): void
}

/** A form that is described by data: what it asks for, what is wrong, and the admin's bar to save it. */
export function DescribedForm(props: FormProps) {
  const { sections, languages, saved, begun = saved, refused, saving, focus, onSave } = props
  const t = useTranslations('register.form')
  const [value, setValue] = useState(begun)
  const [language, setLanguage] = useState(languages[0]?.value ?? '')
  const [touched, setTouched] = useState<readonly string[]>([])
  const { check, setCheck, run } = useCheck(props.checkUrl, props.check)
  const latest = useRef(value)
  latest.current = value
  const ask = useRef(run)
  ask.current = run

  // What was typed while it was being saved stays; else the form shows what was saved of it.
  const sent = useRef<Json>(null)
  useEffect(() => {
    setValue((now) => (sameJson(now, sent.current) ? saved : now))
  }, [saved])
  const save = () => {
    sent.current = value
    onSave(value)
  }

  useEffect(() => {
    if (touched.length > 0) void ask.current(latest.current)
  }, [touched])
  useEffect(() => {
    if (!focus) return
    const written = languageOf(focus, languages)
    if (written) setLanguage(written)
    focusField(focus)
  }, [focus, languages])
  useEffect(() => {
    if (!refused) return
    setCheck((last) => ({ ...last, problems: refused }))
    const [first] = refused
    if (!first) return
    const written = languageOf(first.path, languages)
    if (written) setLanguage(written)
    focusField(first.path)
  }, [refused, languages, setCheck])

  const shown = useMemo(
    () => check.problems.filter(({ path }) => refused !== null || touched.some((each) => isIn(path, each))),
    [check, refused, touched],
  )
  const form: FormState = {
    value,
    language,
    languages,
    problems: shown,
    findings: check.findings,
    suggestions: check.suggestions,
    set: (path, changed) => setValue((before) => withValueAt(before, path, changed)),
    left: (path) => setTouched((before) => [...before.filter((each) => each !== path), path]),
  }
  const isDirty = !sameJson(value, saved)
  const placed = new Set(sections.flatMap((section) => section.fields.map((field) => field.name)))
  const elsewhere = (path: string) => !placed.has(path.split('.')[0] ?? '')
  const rest = shown.filter(({ path }) => elsewhere(path))
  return (
    <FormContext.Provider value={form}>
      <UnsavedChanges
        isDirty={isDirty}
        saving={saving}
        onSave={save}
        onDiscard={() => {
          setValue(saved)
          setTouched([])
          setCheck(props.check)
        }}
      />
      <Form onSubmit={() => isDirty && !saving && save()}>
        <div aria-live="polite">
          {shown.length > 0 && refused !== null && (
            <Box paddingBlockEnd="400">
              <Banner tone="critical" title={t('notSaved', { count: shown.length })}>
                {rest.length > 0 && (
                  <List>
                    {rest.map(({ path, message }) => (
                      <List.Item key={path + message}>{message}</List.Item>
                    ))}
                  </List>
                )}
              </Banner>
            </Box>
          )}
        </div>
        <BlockStack gap="400">
          <LanguageBar languages={languages} language={language} onChange={setLanguage} sections={sections} />
          {check.findings
            .filter(({ path }) => elsewhere(path))
            .map((finding) => (
              <FindingLine key={finding.code + finding.message} finding={finding} />
            ))}
          {sections.map((section) => (
            <Card key={section.title}>
              <BlockStack gap="400">
                <Text as="h2" variant="headingMd">
                  {section.title}
                </Text>
                {section.fields.map((field) => (
                  <FieldView key={field.name} field={field} path={field.name} />
                ))}
              </BlockStack>
            </Card>
          ))}
        </BlockStack>
      </Form>
    </FormContext.Provider>
  )
}

const isIn = (path: string, field: string) => path === field || path.startsWith(`${field}.`)
