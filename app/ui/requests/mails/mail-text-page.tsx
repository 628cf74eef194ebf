import type { SerializeFrom } from '@remix-run/node'
import { useSearchParams } from '@remix-run/react'
import {
  Badge,
  Banner,
  BlockStack,
  Button,
  Form,
  FormLayout,
  InlineStack,
  Page,
  Select,
  Tabs,
  Text,
  TextField,
} from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { ReadWording, RenderedMail, WordingPlace } from '../../../mail/index.ts'
import { MAX_MAIL_SUBJECT } from '../../../mail/limits.ts'
import type { WordingProblem } from '../../../mail/model.ts'
import { WRITTEN_LANGUAGES } from '../../../register/words.ts'
import { useLanguageName } from '../../banner/language-select.tsx'
import { UnsavedChanges } from '../../form/unsaved-changes.tsx'
import { REQUEST_SETTINGS } from '../../links/requests.ts'
import { SectionCard } from '../../section-card.tsx'
import { useMailText } from './use-mail-text.ts'

interface Props {
  place: SerializeFrom<WordingPlace>
  read: SerializeFrom<ReadWording>
  preview: SerializeFrom<RenderedMail> | null
  /** Whether a mail server is set up. */
  canSend: boolean
}

/** One mail in one language: staff word it, see it, and send it to themselves. */
export function MailTextPage({ place, read, preview, canSend }: Props) {
  const t = useTranslations('requestSettings')
  const names = useTranslations('mails.templates')
  const edited = useMailText(read, preview)
  return (
    <Page
      title={names(place.template)}
      titleMetadata={
        <Badge {...(!read.isOwn && { tone: 'info' })}>{t(read.isOwn ? 'mail.keptsOwn' : 'mail.yours')}</Badge>
      }
      backAction={{ content: t('mail.back'), url: REQUEST_SETTINGS }}
      secondaryActions={
        read.isOwn ? [] : [{ content: t('mail.reset'), onAction: edited.reset, loading: edited.isBusy }]
      }
    >
      <BlockStack gap="400">
        {!canSend && (
          <Banner tone="warning" title={t('notConfigured.title')}>
            <p>{t('notConfigured.body')}</p>
          </Banner>
        )}
        <TextCard place={place} read={read} edited={edited} />
        <PreviewOfMail mail={edited.preview} />
        <TestCard edited={edited} canSend={canSend} />
      </BlockStack>
      <UnsavedChanges isDirty={edited.isDirty} saving={edited.isBusy} onSave={edited.save} onDiscard={edited.discard} />
    </Page>
  )
}

type Edited = ReturnType<typeof useMailText>

const inBraces = (names: readonly string[]) => names.map((name) => `{${name}}`).join(', ')

function TextCard({
  place,
  read: { fixed, placeholders },
  edited,
}: Pick<Props, 'place' | 'read'> & { edited: Edited }) {
  const t = useTranslations('requestSettings.mail')
  const nameOf = useLanguageName()
  const [, setSearch] = useSearchParams()
  const { typed, type, problems, isDirty } = edited
  const said = (field: WordingProblem['field']) => {
    const found = problems.find((one) => one.field === field)
    return found && t(`problems.${found.problem}`, { names: inBraces(found.names), example: '{shop}' })
  }
  return (
    <SectionCard title={t('text')} description={t('textHelp')}>
      <FormLayout>
        <Select
          label={t('language')}
          options={WRITTEN_LANGUAGES.map((value) => ({ value, label: nameOf(value) }))}
          value={place.language}
          disabled={isDirty}
          onChange={(language) => setSearch({ language })}
        />
        <TextField
          label={t('subject')}
          value={typed.subject}
          onChange={(subject) => type({ subject })}
          autoComplete="off"
          maxLength={MAX_MAIL_SUBJECT}
          error={said('subject')}
        />
        <TextField
          label={t('text')}
          value={typed.text}
          onChange={(text) => type({ text })}
          autoComplete="off"
          multiline={8}
          helpText={t('placeholders', { names: inBraces(placeholders) })}
          error={said('paragraphs')}
        />
        {fixed && <Text as="p">{t('fixed', { text: fixed })}</Text>}
      </FormLayout>
    </SectionCard>
  )
}

const VIEWS = ['asHtml', 'asText'] as const

function PreviewOfMail({ mail }: { mail: SerializeFrom<RenderedMail> | null }) {
  const t = useTranslations('requestSettings.mail')
  const [view, setView] = useState(0)
  return (
    <SectionCard title={t('preview')} description={t('previewBody')}>
      {!mail && <Text as="p">{t('previewNone')}</Text>}
      {mail && (
        <Tabs tabs={VIEWS.map((id) => ({ id, content: t(id) }))} selected={view} onSelect={setView}>
          {VIEWS[view] === 'asHtml' ? (
            <iframe
              title={t('frame')}
              sandbox=""
              srcDoc={mail.html}
              style={{ width: '100%', height: 560, border: 0, borderRadius: 8 }}
            />
          ) : (
            <pre style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', font: 'inherit' }}>{mail.text}</pre>
          )}
        </Tabs>
      )}
    </SectionCard>
  )
}

function TestCard({ edited, canSend }: { edited: Edited; canSend: boolean }) {
  const t = useTranslations('requestSettings.mail')
  const [address, setAddress] = useState('')
  const { testProblem } = edited
  return (
    <SectionCard title={t('test')} description={t('testBody')}>
      <Form noValidate onSubmit={() => edited.sendTest(address)}>
        <FormLayout>
          <TextField
            label={t('address')}
            type="email"
            value={address}
            onChange={setAddress}
            autoComplete="email"
            error={testProblem ? t(`testProblems.${testProblem}`) : undefined}
          />
          <InlineStack>
            <Button submit disabled={!canSend || edited.isDirty || address.trim() === ''} loading={edited.isBusy}>
              {t('send')}
            </Button>
          </InlineStack>
        </FormLayout>
      </Form>
    </SectionCard>
  )
}
