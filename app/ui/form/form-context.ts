import { createContext, useContext } from 'react'
import type { FieldFinding, FieldProblem, Option, Suggestion } from '../../register/index.ts'
import { type Json, valueAt } from './json.ts'

export interface FormState {
  value: Json
  /** The language that texts are shown in, and every one that they can be written in, the register's own first. */
  language: string
  languages: Option[]
  problems: FieldProblem[]
  findings: FieldFinding[]
  suggestions: Suggestion[]
  set(path: string, value: Json | undefined): void
  /** The person went on to another field. */
  left(path: string): void
}

export const FormContext = createContext<FormState | null>(null)

export function useForm(): FormState {
  const form = useContext(FormContext)
  if (!form) throw new Error('A form field stands outside a form')
  return form
}

/** One field's place in the form. Problems of inner fields count as its own, unless `exact`. */
export function useField(path: string, { exact = false } = {}) {
  const form = useForm()
  const isHere = (each: { path: string }) =>
    each.path === path || (!exact && (path === '' || each.path.startsWith(`${path}.`)))
  return {
    value: valueAt(form.value, path),
    set: (value: Json | undefined) => form.set(path, value),
    left: () => form.left(path),
    error: form.problems.find(isHere)?.message,
    findings: form.findings.filter(isHere),
    suggestions: form.suggestions.filter((each) => each.path === path),
  }
}
