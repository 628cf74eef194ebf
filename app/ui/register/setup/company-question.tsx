import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { AnswerLine, addressIn, Country, YesOrNo } from './fields.tsx'
import { QuestionForm } from './question-form.tsx'
import { useAnswering } from './use-answer.ts'

/** Who answers for the data, and whether there is an officer. */
export function CompanyQuestion() {
  const t = useTranslations('setup.company')
  const { asked, send } = useAnswering()
  const before = asked.answers.company
  const known = before ?? asked.known
  const [name, setName] = useState(known?.name ?? '')
  const [address, setAddress] = useState(known?.address ?? '')
  const [country, setCountry] = useState<string>(known?.country ?? '')
  const [email, setEmail] = useState(known?.email ?? '')
  const [page, setPage] = useState(known?.contactPageUrl ?? '')
  // Nobody says by silence that there is none.
  const [hasOfficer, setHasOfficer] = useState<boolean | null>(before ? before.dpoEmail !== null : null)
  const [officer, setOfficer] = useState(before?.dpoEmail ?? '')
  const answer = () =>
    send({
      ...{ name, address, country, email, contactPageUrl: addressIn(page) },
      ...(hasOfficer !== null && { dpoEmail: hasOfficer ? officer.trim() : null }),
    })
  return (
    <QuestionForm onNext={answer}>
      <AnswerLine path="name" label={t('name')} value={name} onChange={setName} autoComplete="organization" />
      <AnswerLine
        path="address"
        label={t('address')}
        value={address}
        onChange={setAddress}
        multiline={3}
        autoComplete="street-address"
      />
      <Country path="country" label={t('country')} value={country} onChange={setCountry} />
      <AnswerLine path="email" label={t('email')} value={email} onChange={setEmail} type="email" autoComplete="email" />
      <AnswerLine
        path="contactPageUrl"
        label={t('contactPage')}
        help={t('contactPageHelp')}
        value={page}
        onChange={setPage}
        inputMode="url"
        autoComplete="url"
      />
      <YesOrNo
        path={hasOfficer ? 'officer' : 'dpoEmail'}
        label={t('officer')}
        help={t('officerHelp')}
        value={hasOfficer}
        onChange={setHasOfficer}
      />
      {hasOfficer && (
        <AnswerLine
          path="dpoEmail"
          label={t('officerEmail')}
          help={t('officerEmailHelp')}
          value={officer}
          onChange={setOfficer}
          type="email"
          autoComplete="off"
        />
      )}
    </QuestionForm>
  )
}
