import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { SHIPPED_TO } from '../../../register/setup/words.ts'
import { AnswerLine, FewChoices, YesOrNo } from './fields.tsx'
import { QuestionForm } from './question-form.tsx'
import { useAnswering } from './use-answer.ts'

/** Where the shop ships, and whether people in the United States see it. */
export function MarketsQuestion() {
  const t = useTranslations('setup.markets')
  const { asked, send } = useAnswering()
  const before = asked.answers.markets
  const [ships, setShips] = useState<(typeof SHIPPED_TO)[number] | null>(before?.ships ?? null)
  const [usVisitors, setUsVisitors] = useState<boolean | null>(before?.usVisitors ?? null)
  return (
    <QuestionForm onNext={() => send({ ships, usVisitors })}>
      <FewChoices<(typeof SHIPPED_TO)[number]>
        path="ships"
        label={t('ships')}
        choices={SHIPPED_TO.map((value) => ({ value, label: t(value) }))}
        value={ships}
        onChange={setShips}
      />
      <YesOrNo path="usVisitors" label={t('us')} value={usVisitors} onChange={setUsVisitors} />
    </QuestionForm>
  )
}

/** A question that has no more than yes and no. */
export function YesOrNoQuestion() {
  const t = useTranslations('setup.questions')
  const { asked, send } = useAnswering()
  const { professionals, accounts } = asked.answers
  const [yes, setYes] = useState<boolean | null>((professionals ?? accounts)?.yes ?? null)
  return (
    <QuestionForm onNext={() => send({ yes })}>
      <YesOrNo isLabelHidden path="yes" label={t(`${asked.question}.title`)} value={yes} onChange={setYes} />
    </QuestionForm>
  )
}

export function InactivityQuestion() {
  const t = useTranslations('setup.inactivity')
  const { asked, send } = useAnswering()
  const [months, setMonths] = useState(String(asked.answers.inactivity?.months ?? ''))
  return (
    <QuestionForm onNext={() => send({ months: months.trim() === '' ? null : Number(months) })}>
      <AnswerLine
        path="months"
        label={t('months')}
        value={months}
        onChange={setMonths}
        inputMode="numeric"
        autoComplete="off"
      />
    </QuestionForm>
  )
}
