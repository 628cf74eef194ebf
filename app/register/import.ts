import { danglingReferences, type Path } from './entries.ts'
import { type Register, register } from './model.ts'
import { type ProblemCode, problemOf } from './problems.ts'
import type { FindingValues } from './rules/index.ts'
import { type Position, parseJson } from './source-map.ts'

/** A full register in six languages is about 3 MB. */
export const MAX_IMPORT_CHARACTERS = 8_000_000
/** The same in UTF-8, for texts in Greek and Cyrillic. */
export const MAX_IMPORT_BYTES = 2 * MAX_IMPORT_CHARACTERS

/** A file of another kind has thousands of errors; nobody reads more than these. */
const MOST_ERRORS = 100
/** Finding the line of each costs a walk from the top. */
const MOST_ISSUES = 1_000

export const IMPORT_PROBLEMS = ['syntax', 'too_deep', 'file_too_long', 'key_twice', 'reference_missing'] as const
export type ImportProblemCode = ProblemCode | (typeof IMPORT_PROBLEMS)[number]

export interface ImportError extends Position {
  /** Where in the register, as `purposes.3.name.fr`; empty for the whole file. */
  path: string
  code: ImportProblemCode
  values: FindingValues
}

export type Imported = { ok: true; register: Register } | { ok: false; errors: ImportError[] }

const refused = (errors: ImportError[]): Imported => ({
  ok: false,
  errors: errors.sort((a, b) => a.line - b.line || a.column - b.column).slice(0, MOST_ERRORS),
})

const plainPath = (path: readonly PropertyKey[]): Path =>
  path.map((step) => (typeof step === 'number' ? step : String(step)))

/**
 * Reads a register from the JSON that `exportRegister` writes. All or nothing: either the whole register, valid and
 * without a reference to what is not in it, or every error with its line. Never throws.
 */
export function importRegister(json: string): Imported {
  const whole = { line: 1, column: 1, path: '' }
  if (json.length > MAX_IMPORT_CHARACTERS)
    return refused([{ ...whole, code: 'file_too_long', values: { most: MAX_IMPORT_CHARACTERS } }])

  // Editors on Windows begin a file with a byte order mark, which JSON does not know.
  const parsed = parseJson(json.replace(/^\uFEFF/, ''))
  if (!parsed.ok)
    return refused([{ ...parsed.position, path: '', code: parsed.reason, values: { detail: parsed.detail } }])

  const refusedKeys = parsed.refusedKeys.map(
    ({ key, isTwice, position }): ImportError => ({
      ...position,
      path: key,
      code: isTwice ? 'key_twice' : 'unknown_key',
      values: { key },
    }),
  )
  if (refusedKeys.length > 0) return refused(refusedKeys)

  const checked = register.safeParse(parsed.value, { reportInput: true })
  if (!checked.success)
    return refused(
      checked.error.issues.slice(0, MOST_ISSUES).flatMap((issue) => errorsOfIssue(issue, parsed.positionOf)),
    )

  const dangling = danglingReferences(checked.data)
  if (dangling.length === 0) return { ok: true, register: checked.data }
  return refused(
    dangling.map(({ path, to }) => ({
      ...parsed.positionOf(path),
      path: path.join('.'),
      code: 'reference_missing',
      values: { kind: to.kind, id: to.id },
    })),
  )
}

type Issue = Parameters<typeof problemOf>[0]

function errorsOfIssue(issue: Issue, positionOf: (path: Path, key?: string) => Position): ImportError[] {
  const path = plainPath(issue.path)
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      ...positionOf(path, key),
      path: [...path, key].join('.'),
      code: 'unknown_key',
      values: { key },
    }))
  return [{ ...positionOf(path), path: path.join('.'), ...problemOf(issue) }]
}
