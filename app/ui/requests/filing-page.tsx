import { useFetcher } from '@remix-run/react'
import { BlockStack, FormLayout, Page, Select, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { AUDIENCES } from '../../register/words.ts'
import type { FilingProblem } from '../../requests/index.ts'
import { MAX_REQUEST_TEXT } from '../../requests/limits.ts'
import { ASKERS, FILED_CHANNELS, REQUEST_KINDS } from '../../requests/words.ts'
import { REQUESTS } from '../links/requests.ts'
import { SectionCard } from '../section-card.tsx'
import { MailDrop } from './mail-drop.tsx'
import { useMailFile } from './use-mail-file.ts'

interface Props {
  countries: { value: string; label: string }[]
  languages: readonly string[]
  /** At the shop's place. */
  today: string
}

const NOTHING = {
  kind: 'access',
  channel: 'email',
  receivedOn: '',
  text: '',
  email: '',
  phone: '',
  customerId: '',
  asker: 'person',
  audience: 'consumer',
  country: '',
  region: '',
  language: '',
}

type Field = keyof typeof NOTHING

/** Some countries have regions with a law of their own. */
const WITH_REGIONS = ['US', 'CA']

/** Staff file a request that reached them outside of Kept. */
export function FilingPage({ countries, languages, today }: Props) {
  const t = useTranslations('request.filing')
  const words = useTranslations('request')
  const names = new Intl.DisplayNames([useLocale()], { type: 'language' })
  const [filed, setFiled] = useState({ ...NOTHING, receivedOn: today })
  const { submit, data, state } = useFetcher<{ problems: Partial<Record<Field, FilingProblem>> }>()
  const mail = useMailFile(({ email, text, writtenOn }) =>
    setFiled((before) => ({
      ...before,
      channel: 'email',
      email: email || before.email,
      text: text || before.text,
      receivedOn: writtenOn && writtenOn <= today ? writtenOn : before.receivedOn,
    })),
  )
  const save = () => {
    const { country, region, language, ...rest } = filed
    const unknown = { country: country || null, region: region || null, language: language || null }
    submit(JSON.stringify({ ...rest, ...unknown, original: mail.file?.original ?? null }), {
      method: 'post',
      encType: 'application/json',
    })
  }
  const field = (name: Field) => {
    const problem = data?.problems[name]
    return {
      value: filed[name],
      onChange: (value: string) => setFiled({ ...filed, [name]: value }),
      ...(problem && { error: t(`problems.${problem}`) }),
    }
  }
  const unknown = { value: '', label: t('unknown') }
  return (
    <Page
      backAction={{ content: words('back'), url: REQUESTS }}
      title={t('title')}
      subtitle={t('subtitle')}
      primaryAction={{ content: t('save'), loading: state !== 'idle', onAction: save }}
    >
      <BlockStack gap="400">
        <MailDrop mail={mail} />
        <SectionCard title={t('what')}>
          <FormLayout>
            <Select
              label={t('kind')}
              options={REQUEST_KINDS.map((value) => ({ value, label: words(`kinds.${value}`) }))}
              {...field('kind')}
            />
            <FormLayout.Group>
              <Select
                label={t('channel')}
                options={FILED_CHANNELS.map((value) => ({ value, label: words(`channels.${value}`) }))}
                {...field('channel')}
              />
              <TextField
                type="date"
                label={t('receivedOn')}
                helpText={t('receivedHelp')}
                max={today}
                autoComplete="off"
                {...field('receivedOn')}
              />
            </FormLayout.Group>
            <TextField
              label={t('text')}
              helpText={t('textHelp')}
              multiline={4}
              maxLength={MAX_REQUEST_TEXT}
              autoComplete="off"
              {...field('text')}
            />
          </FormLayout>
        </SectionCard>
        <SectionCard title={t('who')} description={t('whoHelp')}>
          <FormLayout>
            <TextField type="email" label={t('email')} autoComplete="off" {...field('email')} />
            <FormLayout.Group>
              <TextField type="tel" label={t('phone')} autoComplete="off" {...field('phone')} />
              <TextField label={t('customerId')} inputMode="numeric" autoComplete="off" {...field('customerId')} />
            </FormLayout.Group>
            <FormLayout.Group>
              <Select
                label={t('asker')}
                options={ASKERS.map((value) => ({ value, label: words(`askers.${value}`) }))}
                {...field('asker')}
              />
              <Select
                label={t('audience')}
                options={AUDIENCES.map((value) => ({ value, label: words(`audiences.${value}`) }))}
                {...field('audience')}
              />
            </FormLayout.Group>
            <FormLayout.Group>
              <Select
                label={t('country')}
                helpText={t('countryHelp')}
                options={[unknown, ...countries]}
                {...field('country')}
              />
              {WITH_REGIONS.includes(filed.country) && (
                <TextField
                  label={t('region')}
                  helpText={t('regionHelp')}
                  autoComplete="off"
                  maxLength={3}
                  {...field('region')}
                />
              )}
            </FormLayout.Group>
            <Select
              label={t('language')}
              options={[unknown, ...languages.map((value) => ({ value, label: names.of(value) ?? value }))]}
              {...field('language')}
            />
          </FormLayout>
        </SectionCard>
      </BlockStack>
    </Page>
  )
}
