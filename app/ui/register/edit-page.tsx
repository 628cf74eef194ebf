import { useFetcher, useNavigate, useSearchParams } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { Banner, BlockStack, Box, Page, Text } from '@shopify/polaris'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { DescribedConflict, EntryRef, FieldProblem, LastEdit, OpenForm, SaveAnswer } from '../../register/index.ts'
import { DescribedForm } from '../form/form.tsx'
import type { Json } from '../form/json.ts'
import { LET_GO } from '../form/unsaved-changes.tsx'
import { When } from '../when.tsx'
import { ConflictBanner } from './conflict.tsx'
import { pageOfKind, pageOfPart, REGISTER } from './links.ts'
import { RemoveEntry } from './remove.tsx'

export interface EditPageProps {
  entry: EntryRef
  isEntry: boolean
  form: OpenForm
  /** What a new entry begins with, where that is known from elsewhere. */
  begun: object | null
  lastEdit: LastEdit | null
  /** Of the member of staff who looks. */
  staffId: string
  /** What stands below the form. */
  children?: ReactNode
}

/** What came from the server is JSON. */
const asJson = (value: object): Json => JSON.parse(JSON.stringify(value))

/** One part of the register: its form, what to do when a colleague was first, and its removal. */
export function EditPage({ entry, isEntry, form, begun, lastEdit, staffId, children }: EditPageProps) {
  const t = useTranslations('register')
  const fetcher = useFetcher<SaveAnswer>()
  const navigate = useNavigate()
  const bridge = useAppBridge()
  const [search] = useSearchParams()
  const [saved, setSaved] = useState(() => ({ value: asJson(form.value), base: form.base, round: 0 }))
  const [conflict, setConflict] = useState<DescribedConflict | null>(null)
  const [refused, setRefused] = useState<FieldProblem[] | null>(null)
  const [removing, setRemoving] = useState(false)
  const typed = useRef<Json>(null)
  const top = useRef<HTMLDivElement>(null)
  const saving = fetcher.state !== 'idle'
  const isNew = isEntry && entry.id === null

  const save = (value: Json, base = saved.base) => {
    typed.current = value
    fetcher.submit(JSON.stringify({ intent: 'save', base, value }), { method: 'post', encType: 'application/json' })
  }

  const answer = fetcher.data
  const handle = useRef((_: SaveAnswer) => {})
  handle.current = (told) => {
    setConflict(told.answer === 'conflict' ? told.conflict : null)
    setRefused(told.answer === 'invalid' ? told.problems : null)
    if (told.answer === 'conflict') top.current?.focus()
    if (told.answer === 'no_draft') navigate(REGISTER, { state: LET_GO })
    if (told.answer !== 'saved') return
    setSaved((before) => ({ ...before, value: asJson(told.value), base: told.base }))
    bridge.toast.show(t('form.saved'))
    if (isNew) navigate(pageOfPart({ kind: entry.kind, id: told.id }), { replace: true, state: LET_GO })
  }
  useEffect(() => {
    if (answer) handle.current(answer)
  }, [answer])

  const takeTheirs = ({ theirs, hash }: DescribedConflict) => {
    if (theirs === null) return navigate(pageOfKind(entry.kind), { state: LET_GO })
    setConflict(null)
    // A new round begins the form again with what is saved.
    setSaved(({ round }) => ({ value: asJson(theirs), base: hash, round: round + 1 }))
  }

  const title = isNew ? t(`new.${entry.kind as 'purpose'}`) : form.title
  return (
    <Page
      title={title}
      backAction={{
        content: t(isEntry ? `kinds.${entry.kind as 'purpose'}` : 'title'),
        url: isEntry ? pageOfKind(entry.kind) : REGISTER,
      }}
      {...(isEntry &&
        !isNew && {
          secondaryActions: [{ content: t('remove.action'), destructive: true, onAction: () => setRemoving(true) }],
        })}
    >
      <div ref={top} tabIndex={-1} aria-live="polite" style={{ outline: 'none' }}>
        {conflict && (
          <Box paddingBlockEnd="400">
            <ConflictBanner
              conflict={conflict}
              saving={saving}
              onMine={() => typed.current !== null && save(typed.current, conflict.hash)}
              onTheirs={() => takeTheirs(conflict)}
            />
          </Box>
        )}
      </div>
      <BlockStack gap="400">
        <DescribedForm
          key={saved.round}
          sections={form.sections}
          languages={form.languages}
          saved={saved.value}
          {...(begun && saved.round === 0 && { begun: asJson(begun) })}
          check={{ problems: [], findings: form.findings, suggestions: [] }}
          refused={refused}
          checkUrl={`${REGISTER}/check?${new URLSearchParams({ kind: entry.kind, id: entry.id ?? '' })}`}
          saving={saving}
          focus={search.get('field')}
          onSave={save}
        />
        {children}
        {lastEdit && (
          <Text as="p" tone="subdued">
            {lastEdit.by === staffId ? t('form.lastEditSelf') : t('form.lastEdit', { staff: lastEdit.by })}{' '}
            <When at={lastEdit.at} />
          </Text>
        )}
      </BlockStack>
      {removing && <RemoveEntry entry={entry} name={title} base={saved.base} onClose={() => setRemoving(false)} />}
    </Page>
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
