import { Banner, BlockStack, Button, FormLayout, Select, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { MAX_WORDING } from '../../../consent/elsewhere/limits.ts'
import type { ImportMapping } from '../../../consent/imports/model.ts'
import { COLUMN_ROLES } from '../../../consent/imports/words.ts'
import { SectionCard } from '../../section-card.tsx'
import { FirstRows } from './first-rows.tsx'
import type { ShownImport } from './shown-import.ts'
import { useImportAct } from './use-import-act.ts'
import { usePurposeName } from './use-purpose-name.ts'

interface Props {
  view: ShownImport
  preview: NonNullable<ShownImport['preview']>
}

/** What the columns and categories are: suggested, and changed by staff. */
export function MappingCard({ view, preview }: Props) {
  const t = useTranslations('imports.detail')
  const { act, isBusy } = useImportAct()
  const [mapping, setMapping] = useState<ImportMapping>(preview.mapping)
  const change = (changed: Partial<ImportMapping>) => setMapping((now) => ({ ...now, ...changed }))
  const isListed = mapping.columns.some(({ role }) => role === 'categories')
  const chosen = [
    ...mapping.columns.filter(({ role }) => role === 'choice'),
    ...(isListed ? mapping.categories : []),
  ].some(({ purpose }) => purpose !== null)
  return (
    <>
      <SectionCard title={t('rows')}>
        <FirstRows names={preview.names} rows={preview.rows} />
      </SectionCard>
      <SectionCard title={t('columns')} description={t('columnsBody')}>
        <BlockStack gap="400">
          <Columns mapping={mapping} change={change} purposes={view.purposes} />
          {isListed && <Categories mapping={mapping} change={change} purposes={view.purposes} />}
          <Circumstances mapping={mapping} change={change} />
          {!chosen && <Banner tone="warning">{t('nothingChosen')}</Banner>}
          <div>
            <Button
              variant={view.found.state === 'checked' ? 'secondary' : 'primary'}
              onClick={() => act({ intent: 'check', mapping: sent(mapping) })}
              disabled={!chosen}
              loading={isBusy}
            >
              {t(view.found.state === 'checked' ? 'checkAgain' : 'check')}
            </Button>
          </div>
        </BlockStack>
      </SectionCard>
    </>
  )
}

/** Purposes of columns that say none are left out, and so is an empty wording. */
function sent({ columns, wording, ...rest }: ImportMapping): ImportMapping {
  return {
    ...rest,
    columns: columns.map(({ role, purpose, ...one }) => ({
      ...one,
      role,
      purpose: role === 'choice' ? purpose : null,
    })),
    wording: wording && wording.text.trim() !== '' ? wording : null,
  }
}

interface Part {
  mapping: ImportMapping
  change(changed: Partial<ImportMapping>): void
}
type WithPurposes = Part & Pick<ShownImport, 'purposes'>

const NONE = ''

function usePurposeOptions(purposes: ShownImport['purposes']) {
  const t = useTranslations('imports.detail')
  const nameOf = usePurposeName(purposes)
  return [{ value: NONE, label: t('noPurpose') }, ...purposes.map(({ id }) => ({ value: id, label: nameOf(id) }))]
}

function Columns({ mapping: { columns }, change, purposes }: WithPurposes) {
  const t = useTranslations('imports.detail')
  const options = usePurposeOptions(purposes)
  const set = (index: number, changed: Partial<ImportMapping['columns'][number]>) =>
    change({ columns: columns.map((one, at) => (at === index ? { ...one, ...changed } : one)) })
  return (
    <FormLayout>
      {columns.map(({ name, role, purpose }, index) => (
        // Two columns may have one name.
        // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their places
        <FormLayout.Group key={index}>
          <Select
            label={t('role', { name })}
            options={COLUMN_ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))}
            value={role}
            onChange={(value) => set(index, { role: COLUMN_ROLES.find((one) => one === value) ?? 'ignore' })}
          />
          {role === 'choice' && (
            <Select
              label={t('purpose', { name })}
              options={options}
              value={purpose ?? NONE}
              onChange={(value) => set(index, { purpose: value === NONE ? null : value })}
            />
          )}
        </FormLayout.Group>
      ))}
    </FormLayout>
  )
}

function Categories({ mapping: { categories }, change, purposes }: WithPurposes) {
  const t = useTranslations('imports.detail')
  const options = usePurposeOptions(purposes)
  return (
    <BlockStack gap="300">
      <div>
        <Text as="h3" variant="headingSm">
          {t('categories')}
        </Text>
        <Text as="p" tone="subdued">
          {t('categoriesBody')}
        </Text>
      </div>
      {categories.map(({ name, purpose }) => (
        <Select
          key={name}
          label={t('category', { name })}
          options={options}
          value={purpose ?? NONE}
          onChange={(value) =>
            change({
              categories: categories.map((one) =>
                one.name === name ? { name, purpose: value === NONE ? null : value } : one,
              ),
            })
          }
        />
      ))}
    </BlockStack>
  )
}

function Circumstances({ mapping: { asOf, wording }, change }: Part) {
  const t = useTranslations('imports.detail')
  const { language, text } = wording ?? { language: 'en', text: '' }
  return (
    <FormLayout>
      <TextField
        label={t('asOf')}
        type="date"
        value={asOf ?? ''}
        onChange={(day) => change({ asOf: day === '' ? null : day })}
        helpText={t('asOfHelp')}
        autoComplete="off"
      />
      <TextField
        label={t('wording')}
        value={text}
        onChange={(value) => change({ wording: { language, text: value } })}
        maxLength={MAX_WORDING}
        multiline={3}
        helpText={t('wordingHelp')}
        autoComplete="off"
      />
      {text !== '' && (
        <TextField
          label={t('wordingLanguage')}
          value={language}
          onChange={(value) => change({ wording: { language: value, text } })}
          autoComplete="off"
        />
      )}
    </FormLayout>
  )
}
