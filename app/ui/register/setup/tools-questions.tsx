import { BlockStack, Text } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Country, YesOrNo } from './fields.tsx'
import { QuestionForm } from './question-form.tsx'
import { ToolFields } from './tool-fields.tsx'
import { useAnswering } from './use-answer.ts'
import { useTools } from './use-tools.ts'

/** Which tools the shop uses for something. */
export function ToolsQuestion() {
  const t = useTranslations('setup.tools')
  const { send } = useAnswering()
  const tools = useTools()
  return (
    <QuestionForm onNext={() => send(tools.isOpen ? {} : tools.answer)}>
      <ToolFields tools={tools} label={t('pick')} />
    </QuestionForm>
  )
}

/** Whether there are stores; if there are, what runs the till. */
export function StoresQuestion() {
  const t = useTranslations('setup')
  const { asked, send } = useAnswering()
  const [yes, setYes] = useState<boolean | null>(asked.answers.stores?.yes ?? null)
  const tools = useTools()
  const answer = () => {
    if (yes === false) send({ yes, services: [], others: [] })
    else send(yes && tools.isOpen ? { yes } : { yes, ...tools.answer })
  }
  return (
    <QuestionForm onNext={answer}>
      <YesOrNo isLabelHidden path="yes" label={t('questions.stores.title')} value={yes} onChange={setYes} />
      {yes && <ToolFields tools={tools} label={t('tools.till')} />}
    </QuestionForm>
  )
}

/** Everybody else; and Kept, which every shop that reads this has. */
export function SiteQuestion() {
  const t = useTranslations('setup')
  const { asked, send } = useAnswering()
  const [keptCountry, setKeptCountry] = useState<string>(asked.answers.site?.keptCountry ?? '')
  const tools = useTools()
  const kept = { keptCountry: keptCountry || null }
  return (
    <QuestionForm onNext={() => send(tools.isOpen ? kept : { ...kept, ...tools.answer })}>
      <ToolFields tools={tools} label={t('tools.pick')} />
      <BlockStack gap="200">
        <Text as="h3" variant="headingSm">
          Kept
        </Text>
        <Country
          path="keptCountry"
          label={t('site.kept')}
          help={t('site.keptHelp')}
          value={keptCountry}
          onChange={setKeptCountry}
          unknown
        />
      </BlockStack>
    </QuestionForm>
  )
}
