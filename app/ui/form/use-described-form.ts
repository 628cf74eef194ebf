import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { FieldProblem, OpenForm, Option } from '../../register/index.ts'
import { focusField, languageOf } from './focus.ts'
import type { FormState } from './form-context.ts'
import { type Json, sameJson, withValueAt } from './json.ts'
import { useCheck } from './use-check.ts'

/** What is saved, and what the form begins with where that is another thing. */
export interface FormValues {
  saved: Json
  begun?: Json
}

/** How the form is saved: what the last attempt said was wrong, and whether one is on its way. */
interface Saving {
  refused: FieldProblem[] | null
  isSaving: boolean
  save(value: Json): void
}

export interface FormProps {
  form: Pick<OpenForm, 'sections' | 'languages' | 'findings'>
  values: FormValues
  saving: Saving
  checkUrl: string
  /** The field to begin in. */
  focus: string | null
}

/** What is typed into a form, what is wrong with it, and the language that its texts are shown in. */
export function useDescribedForm({ form, values, saving, checkUrl, focus }: FormProps) {
  const { languages } = form
  const { refused } = saving
  const { value, setValue, ...typed } = useTyped(values, saving.save)
  const { language, setLanguage, goTo } = useLanguage(languages)
  const begun = { problems: [], findings: form.findings, suggestions: [] }
  const { check, setCheck, run } = useCheck(checkUrl, begun)
  const [touched, setTouched] = useState<readonly string[]>([])

  const runOnLatest = useRef(() => {})
  runOnLatest.current = () => void run(value)
  useEffect(() => {
    if (touched.length > 0) runOnLatest.current()
  }, [touched])
  useEffect(() => {
    if (focus) goTo(focus)
  }, [focus, goTo])
  useEffect(() => {
    if (!refused) return
    setCheck((last) => ({ ...last, problems: refused }))
    if (refused[0]) goTo(refused[0].path)
  }, [refused, goTo, setCheck])

  const problems = useMemo(
    () => check.problems.filter(({ path }) => refused !== null || touched.some((each) => isIn(path, each))),
    [check, refused, touched],
  )
  const state: FormState = {
    value,
    language,
    languages,
    problems,
    findings: check.findings,
    suggestions: check.suggestions,
    set: (path, changed) => setValue((before) => withValueAt(before, path, changed)),
    left: (path) => setTouched((before) => [...before.filter((each) => each !== path), path]),
  }
  const discard = () => {
    setValue(values.saved)
    setTouched([])
    setCheck(begun)
  }
  return { state, setLanguage, isDirty: typed.isDirty, save: typed.save, discard }
}

/** What is typed, against what is saved. */
function useTyped({ saved, begun = saved }: FormValues, onSave: (value: Json) => void) {
  const [value, setValue] = useState(begun)
  // What was typed while it was being saved stays; else the form shows what was saved of it.
  const sent = useRef<Json>(null)
  useEffect(() => {
    setValue((now) => (sameJson(now, sent.current) ? saved : now))
  }, [saved])
  const save = () => {
    sent.current = value
    onSave(value)
  }
  return { value, setValue, save, isDirty: !sameJson(value, saved) }
}

/** The language that texts are shown in, and the way to a field, which may be written in another. */
function useLanguage(languages: Option[]) {
  const [language, setLanguage] = useState(languages[0]?.value ?? '')
  const goTo = useCallback(
    (path: string) => {
      const written = languageOf(path, languages)
      if (written) setLanguage(written)
      focusField(path)
    },
    [languages],
  )
  return { language, setLanguage, goTo }
}

const isIn = (path: string, field: string) => path === field || path.startsWith(`${field}.`)
