import type { SerializeFrom } from '@remix-run/node'
import { Banner, BlockStack, Checkbox, FormLayout, Link, Page, Select, TextField } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { WRITTEN_LANGUAGES } from '../../../register/words.ts'
import type { RequestSettings, RequestSettingsOverview } from '../../../requests/index.ts'
import { MAX_TOLD_STAFF } from '../../../requests/limits.ts'
import type { SettingProblem } from '../../../requests/settings/model.ts'
import { useLanguageName } from '../../banner/language-select.tsx'
import { UnsavedChanges } from '../../form/unsaved-changes.tsx'
import { RECIPIENTS_TOLD } from '../../links/recipients.ts'
import { REQUESTS } from '../../links/requests.ts'
import { SectionCard } from '../../section-card.tsx'
import { DeadlinesCard, IdentityMethodsCard } from './laws.tsx'
import { MailTextList } from './mail-text-list.tsx'
import { useRequestSettings } from './use-request-settings.ts'

interface EditedSettings {
  typed: RequestSettings
  change(changed: Partial<RequestSettings>): void
  problems: Record<string, SettingProblem>
}

/** How the shop works on requests: who is told, what people are written, and what the law and the register say. */
export function RequestSettingsPage(overview: SerializeFrom<RequestSettingsOverview>) {
  const t = useTranslations('requestSettings')
  const { settings, revision, isMailConfigured, identityMethods, regimes, defaultRegime, worded } = overview
  const { save, discard, isDirty, isBusy, ...edited } = useRequestSettings({ settings, revision })
  return (
    <Page title={t('title')} backAction={{ content: t('back'), url: REQUESTS }}>
      <BlockStack gap="400">
        {!isMailConfigured && (
          <Banner tone="warning" title={t('notConfigured.title')}>
            <p>{t('notConfigured.body')}</p>
          </Banner>
        )}
        <StaffCard {...edited} />
        <RemindersCard {...edited} />
        <PeopleCard {...edited} worded={worded} />
        <AnswersCard {...edited} />
        <RecipientsLinkCard />
        <IdentityMethodsCard methods={identityMethods} />
        <DeadlinesCard regimes={regimes} defaultRegime={defaultRegime} />
      </BlockStack>
      <UnsavedChanges isDirty={isDirty} saving={isBusy} onSave={save} onDiscard={discard} />
    </Page>
  )
}

function StaffCard({ typed, change, problems }: EditedSettings) {
  const t = useTranslations('requestSettings.staff')
  const said = useTranslations('requestSettings.problems')
  const nameOf = useLanguageName()
  const problem = problems.tellStaff
  return (
    <SectionCard title={t('title')} description={t('body')}>
      <FormLayout>
        <TextField
          label={t('addresses')}
          value={typed.tellStaff.join('\n')}
          onChange={(text) => change({ tellStaff: text === '' ? [] : text.split('\n') })}
          multiline={3}
          autoComplete="off"
          inputMode="email"
          helpText={typed.tellStaff.length === 0 ? t('nobody') : undefined}
          error={problem && said(problem, { most: MAX_TOLD_STAFF })}
        />
        <Select
          label={t('language')}
          options={WRITTEN_LANGUAGES.map((value) => ({ value, label: nameOf(value) }))}
          value={typed.staffLanguage}
          onChange={(value) =>
            change({ staffLanguage: WRITTEN_LANGUAGES.find((one) => one === value) ?? typed.staffLanguage })
          }
        />
      </FormLayout>
    </SectionCard>
  )
}

function RemindersCard({ typed, change, problems }: EditedSettings) {
  const t = useTranslations('requestSettings.reminders')
  const said = useTranslations('requestSettings.problems')
  const [first, second] = typed.remindAtPercent
  const problem = problems.remindAtPercent
  const field = (label: string, value: number, set: (value: number) => void, error?: string) => (
    <TextField
      label={label}
      type="number"
      min={1}
      max={99}
      suffix={t('suffix')}
      value={String(value)}
      onChange={(text) => set(Number(text))}
      autoComplete="off"
      error={error}
    />
  )
  return (
    <SectionCard title={t('title')} description={t('body')}>
      <FormLayout>
        <FormLayout.Group>
          {field(
            t('first'),
            first,
            (value) => change({ remindAtPercent: [value, second] }),
            problem && said(problem, { most: 0 }),
          )}
          {field(t('second'), second, (value) => change({ remindAtPercent: [first, value] }))}
        </FormLayout.Group>
      </FormLayout>
    </SectionCard>
  )
}

function PeopleCard({
  typed,
  change,
  worded,
}: EditedSettings & SerializeFrom<Pick<RequestSettingsOverview, 'worded'>>) {
  const t = useTranslations('requestSettings.mails')
  return (
    <SectionCard title={t('title')} description={t('body')}>
      <Checkbox
        label={t('confirmReceipt')}
        helpText={t('confirmHelp')}
        checked={typed.confirmReceipt}
        onChange={(confirmReceipt) => change({ confirmReceipt })}
      />
      <Checkbox
        label={t('shopify')}
        helpText={t('shopifyHelp')}
        checked={typed.writeAboutShopifyRequests}
        onChange={(writeAboutShopifyRequests) => change({ writeAboutShopifyRequests })}
      />
      <MailTextList worded={worded} />
    </SectionCard>
  )
}

function AnswersCard({ typed, change }: EditedSettings) {
  const t = useTranslations('requestSettings.answers')
  return (
    <SectionCard title={t('title')}>
      <Checkbox
        label={t('atOnce')}
        helpText={t('atOnceHelp')}
        checked={typed.answerAtOnce}
        onChange={(answerAtOnce) => change({ answerAtOnce })}
      />
      <Checkbox
        label={t('eraseAtOnce')}
        helpText={t('eraseAtOnceHelp')}
        checked={typed.eraseSignedInAtOnce}
        onChange={(eraseSignedInAtOnce) => change({ eraseSignedInAtOnce })}
      />
    </SectionCard>
  )
}

function RecipientsLinkCard() {
  const t = useTranslations('requestSettings.recipients')
  return (
    <SectionCard title={t('title')} description={t('body')}>
      <div>
        <Link url={RECIPIENTS_TOLD}>{t('open')}</Link>
      </div>
    </SectionCard>
  )
}
