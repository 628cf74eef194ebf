import { useFetcher, useNavigate } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { DescribedConflict, EntryRef, OpenForm, SaveAnswer } from '../../../register/index.ts'
import type { Json } from '../../form/json.ts'
import { LET_GO } from '../../form/unsaved-changes.tsx'
import { pageOfKind, pageOfPart, REGISTER } from '../../links/register.ts'

/** What came from the server is JSON. */
export const asJson = (value: object): Json => JSON.parse(JSON.stringify(value))

/** A part of the register as it was saved last: how to save it again, and the choice when a colleague was first. */
export function useSavedPart(entry: EntryRef, form: OpenForm, isNew: boolean) {
  const t = useTranslations('register')
  const { submit, data, state } = useFetcher<SaveAnswer>()
  const navigate = useNavigate()
  const bridge = useAppBridge()
  const { saved, keep, beginAgain } = useSaved(form)
  const [conflict, setConflict] = useState<DescribedConflict | null>(null)
  const typed = useRef<Json>(null)
  const top = useRef<HTMLDivElement>(null)

  const save = (value: Json, base = saved.base) => {
    typed.current = value
    submit(JSON.stringify({ intent: 'save', base, value }), { method: 'post', encType: 'application/json' })
  }

  const handle = useRef((_: SaveAnswer) => {})
  handle.current = (answer) => {
    setConflict(answer.answer === 'conflict' ? answer.conflict : null)
    if (answer.answer === 'conflict') top.current?.focus()
    if (answer.answer === 'no_draft') navigate(REGISTER, { state: LET_GO })
    if (answer.answer !== 'saved') return
    keep(answer.value, answer.base)
    bridge.toast.show(t('form.saved'))
    if (isNew) navigate(pageOfPart({ kind: entry.kind, id: answer.id }), { replace: true, state: LET_GO })
  }
  useEffect(() => {
    if (data) handle.current(data)
  }, [data])

  const takeTheirs = ({ theirs, hash }: DescribedConflict) => {
    if (theirs === null) return navigate(pageOfKind(entry.kind), { state: LET_GO })
    setConflict(null)
    beginAgain(theirs, hash)
  }
  return {
    saved,
    saving: {
      refused: data?.answer === 'invalid' ? data.problems : null,
      isSaving: state !== 'idle',
      save: (value: Json) => save(value),
    },
    conflict: conflict && {
      conflict,
      onMine: () => typed.current !== null && save(typed.current, conflict.hash),
      onTheirs: () => takeTheirs(conflict),
    },
    /** What is above the form, for the cursor: a conflict is said there. */
    top,
  }
}

/** What was saved last, and what the next save is based on. A new round begins the form again with it. */
function useSaved({ value, base }: Pick<OpenForm, 'value' | 'base'>) {
  const [saved, setSaved] = useState(() => ({ value: asJson(value), base, round: 0 }))
  return {
    saved,
    keep: (value: object, base: string | null) => setSaved(({ round }) => ({ value: asJson(value), base, round })),
    beginAgain: (value: object, base: string | null) =>
      setSaved(({ round }) => ({ value: asJson(value), base, round: round + 1 })),
  }
}
