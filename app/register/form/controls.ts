/** A form as pages render it: every label and option in the staff's language. */
import type { Severity } from '../rules/index.ts'

export interface Option {
  value: string
  label: string
}

export type Control =
  | { control: 'line'; format: 'text' | 'email' | 'url'; max: number; nullable: boolean }
  | { control: 'block'; max: number }
  | { control: 'number'; min: number; max: number }
  | { control: 'date' }
  | { control: 'switch' }
  /** One of a few, from a list; `nullable` adds a first option that chooses none. */
  | { control: 'one'; options: Option[]; nullable: boolean }
  /** Several of a few. */
  | { control: 'many'; options: Option[] }
  /** Several of many, with a search; `free`: what is not in the list can be typed. */
  | { control: 'pick'; options: Option[]; free: boolean }
  /** Written once per language. */
  | { control: 'text'; lines: boolean; max: number }
  /** A list of such texts. */
  | { control: 'texts'; max: number; most: number }
  /** Fields that are there or not, together; `blank` is what they begin with. */
  | { control: 'group'; fields: Field[]; blank: object }
  /** The fields depend on what is chosen; `blanks` is what each choice begins with. */
  | {
      control: 'variant'
      by: string
      options: Option[]
      fields: Record<string, Field[]>
      blanks: Record<string, object>
    }
  /** Groups of fields, as many as wanted. */
  | { control: 'list'; fields: Field[]; blank: object; most: number; add: string }

export type Field = Control & {
  name: string
  label: string
  /** Empty when the label says it all. */
  help: string
  /** Shown only while another field of the same form has one of these values. */
  when: { field: string; is: readonly string[] } | null
}

export interface FormSection {
  title: string
  fields: Field[]
}

/** What keeps a form from being saved, at the field it is about (`legalHolds.0.reason.fr`). */
export interface FieldProblem {
  path: string
  message: string
}

/** What the rules say of the part. It can be saved all the same; errors keep the register from being published. */
export interface FieldFinding extends FieldProblem {
  severity: Severity
  code: string
}

/** What is publicly known of what is typed, to be taken over in one click. */
export interface Suggestion extends FieldProblem {
  /** The fields that it would change. */
  values: object
}

export interface FormCheck {
  problems: FieldProblem[]
  findings: FieldFinding[]
  suggestions: Suggestion[]
}
