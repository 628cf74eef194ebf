/** A form as pages render it, with labels and options in the staff's language. */
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
  /** One of a few, from a list; `nullable` adds a first option for none. */
  | { control: 'one'; options: Option[]; nullable: boolean }
  /** Several of a few. */
  | { control: 'many'; options: Option[] }
  /** Several of many, with a search; `free` allows values that are not in the list. */
  | { control: 'pick'; options: Option[]; free: boolean }
  /** Written once per language. */
  | { control: 'text'; lines: boolean; max: number }
  /** A list of such texts. */
  | { control: 'texts'; max: number; most: number }
  /** Optional fields that are added together; `blank` is their initial value. */
  | { control: 'group'; fields: Field[]; blank: object }
  /** The fields depend on the choice; `blanks` has the initial value of each choice. */
  | {
      control: 'variant'
      by: string
      options: Option[]
      fields: Record<string, Field[]>
      blanks: Record<string, object>
    }
  /** A list of field groups. */
  | { control: 'list'; fields: Field[]; blank: object; most: number; add: string }

export type Field = Control & {
  name: string
  label: string
  /** Empty when the label is enough. */
  help: string
  /** Shown only while another field of the form has one of these values. */
  when: { field: string; is: readonly string[] } | null
}

export interface FormSection {
  title: string
  fields: Field[]
}

/** A problem that keeps the form from being saved, at its field (`legalHolds.0.reason.fr`). */
export interface FieldProblem {
  path: string
  message: string
}

/** A finding of the rules. The part can be saved all the same; errors keep the register from being published. */
export interface FieldFinding extends FieldProblem {
  severity: Severity
  code: string
}

/** Public knowledge about the typed value, which one click takes over. */
export interface Suggestion extends FieldProblem {
  /** The fields that it would change. */
  values: object
}

export interface FormCheck {
  problems: FieldProblem[]
  findings: FieldFinding[]
  suggestions: Suggestion[]
}
