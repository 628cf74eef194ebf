import { BlockStack, Button, InlineStack } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { CompanyFields } from './company-fields.tsx'
import { addressIn, YesOrNo } from './fields.tsx'
import { QuestionForm } from './question-form.tsx'
import { useAnswering } from './use-answer.ts'
import { useRows } from './use-rows.ts'

/** The brands that use the customers' data too, each with where it says what it does with it. */
export function PartnersQuestion() {
  const t = useTranslations('setup')
  const { asked, send } = useAnswering()
  const before = asked.answers.partners?.partners
  const [has, setHas] = useState<boolean | null>(before ? before.length > 0 : null)
  const { rows, add, change, remove } = useRows(before ?? [])
  const answer = () => {
    const partners = rows.map(({ name, country, privacyPolicyUrl }) => ({
      ...{ name, country },
      privacyPolicyUrl: addressIn(privacyPolicyUrl) ?? '',
    }))
    const isOpen = has === null || (has && rows.length === 0)
    send(isOpen ? {} : { partners: has ? partners : [] })
  }
  const choose = (yes: boolean | null) => {
    setHas(yes)
    if (yes && rows.length === 0) add()
  }
  return (
    <QuestionForm onNext={answer}>
      <YesOrNo isLabelHidden path="partners" label={t('questions.partners.title')} value={has} onChange={choose} />
      {has && (
        <BlockStack gap="400">
          {rows.map((row, index) => (
            <CompanyFields
              key={row.key}
              path={`partners.${index}`}
              row={row}
              labels={{ name: t('partners.brand'), policy: t('partners.policy') }}
              onChange={(changed) => change(index, changed)}
              onRemove={() => remove(index)}
            />
          ))}
          <InlineStack>
            <Button onClick={add}>{t('partners.add')}</Button>
          </InlineStack>
        </BlockStack>
      )}
    </QuestionForm>
  )
}
