import { useSearchParams } from '@remix-run/react'
import { Banner, BlockStack, Box, Page, Text } from '@shopify/polaris'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { EntryRef, LastEdit, OpenForm } from '../../../register/index.ts'
import { ENTRY_KINDS } from '../../../register/words.ts'
import { DescribedForm } from '../../form/form.tsx'
import { pageOfKind, REGISTER } from '../../links/register.ts'
import { useStaffName } from '../../staff-names.tsx'
import { When } from '../../when.tsx'
import { ConflictBanner } from './conflict.tsx'
import { RemoveEntry } from './remove.tsx'
import { asJson, useSavedPart } from './use-saved-part.ts'

interface Props {
  entry: EntryRef
  form: OpenForm
  /** What a new entry begins with, where that is known from elsewhere. */
  begun: object | null
  /** What stands below the form. */
  children?: ReactNode
}

/** One part of the register: its form, what to do when a colleague was first, and its removal. */
export function EditPage({ entry, form, begun, children }: Props) {
  const t = useTranslations('register')
  const [search] = useSearchParams()
  const [removing, setRemoving] = useState(false)
  const isEntry = ENTRY_KINDS.some((kind) => kind === entry.kind)
  const isNew = isEntry && entry.id === null
  const { saved, saving, conflict, top } = useSavedPart(entry, form, isNew)
  const title = isNew ? t(`new.${entry.kind as 'purpose'}`) : form.title
  return (
    <Page
      title={title}
      backAction={{
        content: t(isEntry ? `kinds.${entry.kind as 'purpose'}` : 'title'),
        url: isEntry ? pageOfKind(entry.kind) : REGISTER,
      }}
      {...(isEntry &&
        form.base !== null && {
          secondaryActions: [{ content: t('remove.action'), destructive: true, onAction: () => setRemoving(true) }],
        })}
    >
      <div ref={top} tabIndex={-1} aria-live="polite" style={{ outline: 'none' }}>
        {conflict && (
          <Box paddingBlockEnd="400">
            <ConflictBanner saving={saving.isSaving} {...conflict} />
          </Box>
        )}
      </div>
      <BlockStack gap="400">
        <DescribedForm
          key={saved.round}
          form={form}
          values={{ saved: saved.value, ...(begun && saved.round === 0 && { begun: asJson(begun) }) }}
          saving={saving}
          checkUrl={`${REGISTER}/check?${new URLSearchParams({ kind: entry.kind, id: entry.id ?? '' })}`}
          focus={search.get('field')}
        />
        {children}
      </BlockStack>
      {removing && <RemoveEntry entry={entry} name={title} base={saved.base} onClose={() => setRemoving(false)} />}
    </Page>
  )
}

/** Who changed the part last, and when; `staffId` is the member of staff who looks. */
export function LastEditLine({ lastEdit, staffId }: { lastEdit: LastEdit; staffId: string }) {
  const t = useTranslations('register.form')
  const staff = useStaffName()
  return (
    <Text as="p" tone="subdued">
      {lastEdit.by === staffId ? t('lastEditSelf') : t('lastEdit', { staff: staff.inText(lastEdit.by) })}{' '}
      <When at={lastEdit.at} />
    </Text>
  )
}

/** An entry that is not there: a colleague removed it, or the address is wrong. */
export function MissingEntry() {
  const t = useTranslations('register')
  return (
    <Page title={t('title')} backAction={{ content: t('title'), url: REGISTER }}>
      <Banner tone="info">{t('missing')}</Banner>
    </Page>
  )
}
