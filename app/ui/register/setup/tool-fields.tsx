import { BlockStack, Button, Checkbox, InlineError, InlineGrid, InlineStack, Text, TextField } from '@shopify/polaris'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { namedLike } from '../../../register/catalogue/model.ts'
import type { OfferedService } from '../../../register/index.ts'
import { CompanyFields } from './company-fields.tsx'
import { Country } from './fields.tsx'
import { useAnswering } from './use-answer.ts'
import type { Tools } from './use-tools.ts'

/** Services to tick by name, others to name, or none. */
export function ToolFields({ tools, label }: { tools: Tools; label: string }) {
  const t = useTranslations('setup.tools')
  const problems = useTranslations('setup.problems')
  const { hasProblems } = useAnswering()
  const id = useId()
  const isMissing = hasProblems && tools.isOpen
  return (
    <fieldset style={PLAIN}>
      <BlockStack gap="300">
        <legend style={{ padding: 0, fontWeight: 550 }}>{label}</legend>
        <Services tools={tools} />
        {tools.rows.map((row, index) => (
          <CompanyFields
            key={row.key}
            path={`others.${index}`}
            row={row}
            labels={{ name: t('name'), policy: t('privacyPolicy'), policyHelp: t('optional') }}
            onChange={(changed) => tools.change(index, changed)}
            onRemove={() => tools.remove(index)}
          />
        ))}
        <InlineStack>
          <Button onClick={tools.add}>{t('another')}</Button>
        </InlineStack>
        <Checkbox label={t('none')} checked={tools.isNone} onChange={tools.chooseNone} />
        {isMissing && <InlineError fieldID={id} message={problems('pickOrNone')} />}
      </BlockStack>
    </fieldset>
  )
}

const PLAIN = { border: 0, margin: 0, padding: 0, minInlineSize: 0 } as const

/** Those that the question is about and those that are ticked; all others by search. */
function Services({ tools }: { tools: Tools }) {
  const t = useTranslations('setup.tools')
  const { offered } = useAnswering().asked
  const [search, setSearch] = useState('')
  const isPicked = ({ id }: OfferedService) => tools.picked.some((each) => each.id === id)
  const shown =
    search.trim() === '' ? offered.filter((each) => each.isListed || isPicked(each)) : namedLike(offered, search)
  return (
    <>
      <TextField
        label={t('search')}
        type="search"
        autoComplete="off"
        value={search}
        onChange={setSearch}
        clearButton
        onClearButtonClick={() => setSearch('')}
      />
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="100">
        {shown.map((service) => (
          <Service key={service.id} service={service} tools={tools} />
        ))}
      </InlineGrid>
      <div role="status">{shown.length === 0 && <Text as="p">{t('noMatch', { search: search.trim() })}</Text>}</div>
    </>
  )
}

function Service({ service, tools }: { service: OfferedService; tools: Tools }) {
  const t = useTranslations('setup.tools')
  const index = tools.picked.findIndex(({ id }) => id === service.id)
  const picked = tools.picked[index]
  return (
    <BlockStack gap="100">
      <Checkbox
        label={
          service.isSeen ? (
            <>
              {service.name}{' '}
              <Text as="span" tone="subdued">
                {t('seen')}
              </Text>
            </>
          ) : (
            service.name
          )
        }
        checked={picked !== undefined}
        onChange={(on) => tools.toggle(service, on)}
      />
      {picked && service.needsCountry && (
        <Country
          path={`services.${index}.country`}
          label={t('countryOf', { name: service.name })}
          help={t('countryOfHelp')}
          value={picked.country}
          onChange={(country) => tools.setCountry(service.id, country)}
          unknown
        />
      )}
    </BlockStack>
  )
}
