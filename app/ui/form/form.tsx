import { Banner, BlockStack, Box, Form, List } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { FieldProblem, FormSection } from '../../register/index.ts'
import { SectionCard } from '../section-card.tsx'
import { FieldView, FindingLine } from './field.tsx'
import { FormContext } from './form-context.ts'
import { LanguageBar } from './language-bar.tsx'
import { UnsavedChanges } from './unsaved-changes.tsx'
import { type FormProps, useDescribedForm } from './use-described-form.ts'

/** A form that is described by data: what it asks for, what is wrong, and the admin's bar to save it. */
export function DescribedForm(props: FormProps) {
  const { sections, languages } = props.form
  const { refused, isSaving } = props.saving
  const { state, setLanguage, isDirty, save, discard } = useDescribedForm(props)
  const elsewhere = outsideOf(sections)
  return (
    <FormContext.Provider value={state}>
      <UnsavedChanges isDirty={isDirty} saving={isSaving} onSave={save} onDiscard={discard} />
      <Form onSubmit={() => isDirty && !isSaving && save()}>
        <div aria-live="polite">
          {refused !== null && state.problems.length > 0 && (
            <NotSaved count={state.problems.length} elsewhere={state.problems.filter(elsewhere)} />
          )}
        </div>
        <BlockStack gap="400">
          <LanguageBar languages={languages} language={state.language} onChange={setLanguage} sections={sections} />
          {state.findings.filter(elsewhere).map((finding) => (
            <FindingLine key={finding.code + finding.message} finding={finding} />
          ))}
          {sections.map(({ title, fields }) => (
            <SectionCard key={title} title={title}>
              <BlockStack gap="400">
                {fields.map((field) => (
                  <FieldView key={field.name} field={field} path={field.name} />
                ))}
              </BlockStack>
            </SectionCard>
          ))}
        </BlockStack>
      </Form>
    </FormContext.Provider>
  )
}

/** Why a form was not saved. What is wrong at a field is said there too; `elsewhere` is what belongs to none. */
function NotSaved({ count, elsewhere }: { count: number; elsewhere: FieldProblem[] }) {
  const t = useTranslations('register.form')
  return (
    <Box paddingBlockEnd="400">
      <Banner tone="critical" title={t('notSaved', { count })}>
        {elsewhere.length > 0 && (
          <List>
            {elsewhere.map(({ path, message }) => (
              <List.Item key={path + message}>{message}</List.Item>
            ))}
          </List>
        )}
      </Banner>
    </Box>
  )
}

/** Whether something is said of what no field of the form stands for. */
function outsideOf(sections: readonly FormSection[]) {
  const placed = new Set(sections.flatMap(({ fields }) => fields.map(({ name }) => name)))
  return ({ path }: { path: string }) => !placed.has(path.split('.')[0] ?? '')
}
