/** The specification of a form in the register's terms: kinds of controls, word lists, kinds of entries. */

import type * as model from '../model.ts'
import type { EntryKind, PartKind } from '../words.ts'
import type { WordList } from './words-of-fields.ts'

type ControlSpec =
  | { control: 'line'; format?: 'email' | 'url'; nullable?: true; max?: number }
  | { control: 'block' }
  | { control: 'number'; min?: number; max: number }
  | { control: 'date' }
  | { control: 'switch' }
  | { control: 'one'; words: WordList | 'country' | 'language' | EntryKind; nullable?: true }
  | { control: 'many'; words: WordList }
  | { control: 'pick'; words: EntryKind | 'adminField' | 'language' }
  | { control: 'text'; lines?: true }
  | { control: 'texts' }
  | { control: 'group'; fields: FieldSpec[]; blank: object }
  | {
      control: 'variant'
      by: string
      words: WordList
      fields: Record<string, FieldSpec[]>
      blanks: Record<string, object>
    }
  | { control: 'list'; fields: FieldSpec[]; blank: object; most: number }

export type FieldSpec<Name extends string = string> = ControlSpec & {
  name: Name
  when?: { field: Name; is: readonly string[] }
}

interface SectionSpec<Name extends string = string> {
  section: string
  fields: FieldSpec<Name>[]
}

interface Parts {
  purpose: model.Purpose
  data_category: model.DataCategory
  recipient: model.Recipient
  storage_place: model.StoragePlace
  retention_rule: model.RetentionRule
  tracker: model.Tracker
  clause: model.Clause
  sentence: model.FixedSentence
  controller: model.Controller
  rights_channel: model.RightsChannel
  cookies: model.Register['cookies']
  languages: model.Register['languages']
}

export type FormSpecs = { [Kind in PartKind]: SectionSpec<Exclude<keyof Parts[Kind], 'id'> & string>[] }
