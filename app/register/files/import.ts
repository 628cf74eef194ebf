import { danglingReferences, type Path } from '../entries.ts'
import { MAX_IMPORT_BYTES } from '../limits.ts'
import { type Register, register } from '../model.ts'
import { type ProblemCode, problemOf } from '../problems.ts'
import type { FindingValues } from '../rules/index.ts'
import { isTooLarge } from '../size.ts'
import { type Position, parseWithPositions } from './source-map.ts'

/** A file of another kind has thousands of errors; nobody reads more than these. */
const MOST_ERRORS = 100
/** Finding the line of an error reads the file from the top. */
const MOST_LOCATED = 500
/** The longest path or key of the file in a sentence, in characters. */
const MOST_CHARACTERS = 200

export const IMPORT_PROBLEMS = [
  'syntax',
  'too_deep',
  'too_many_values',
  'file_too_long',
  'key_twice',
  'reference_missing',
] as const
type ImportProblemCode = ProblemCode | (typeof IMPORT_PROBLEMS)[number]

export interface ImportError extends Position {
  /** The place in the register, such as `purposes.3.name.fr`; empty for the whole file. */
  path: string
  code: ImportProblemCode
  values: FindingValues
}

export type ImportResult = { ok: true; register: Register } | { ok: false; errors: ImportError[] }

const refused = (errors: ImportError[]): ImportResult => ({
  ok: false,
  errors: errors.sort((a, b) => a.line - b.line || a.column - b.column).slice(0, MOST_ERRORS),
})

const WHOLE = { line: 1, column: 1, path: '' }

const clipped = (text: string) => (text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text)
const said = (path: Path) => clipped(path.join('.'))

/**
 * Parses a register from the JSON that `exportRegister` writes. The result is either the whole valid register, or every
 * error with its line. Never throws. A large file takes a second: call it on a thread.
 */
export function importRegister(json: string): ImportResult {
  if (json.length > MAX_IMPORT_BYTES)
    return refused([{ ...WHOLE, code: 'file_too_long', values: { most: MAX_IMPORT_BYTES } }])

  // Windows editors begin a file with a byte order mark, which JSON does not allow.
  const parsed = parseWithPositions(json.replace(/^\uFEFF/, ''))
  if (!parsed.ok)
    return refused([{ ...parsed.position, path: '', code: parsed.reason, values: { detail: parsed.detail } }])

  const refusedKeys = parsed.refusedKeys.map(
    ({ key, isTwice, position }): ImportError => ({
      ...position,
      path: clipped(key),
      code: isTwice ? 'key_twice' : 'unknown_key',
      values: { key: clipped(key) },
    }),
  )
  if (refusedKeys.length > 0) return refused(refusedKeys)

  const checked = register.safeParse(parsed.value, { reportInput: true })
  if (!checked.success) return refused([...errorsOfIssues(checked.error.issues, parsed.positionOf)])
  if (isTooLarge(checked.data)) return refused([{ ...WHOLE, code: 'register_too_large', values: {} }])

  const dangling = danglingReferences(checked.data)
  if (dangling.length === 0) return { ok: true, register: checked.data }
  return refused(
    dangling.slice(0, MOST_LOCATED).map(({ path, to }) => ({
      ...parsed.positionOf(path),
      path: said(path),
      code: 'reference_missing',
      values: { kind: to.kind, id: to.id },
    })),
  )
}

type Issue = Parameters<typeof problemOf>[0]

/** Only the first unknown keys: each one is an error. */
function* errorsOfIssues(
  issues: readonly Issue[],
  positionOf: (path: Path, key?: string) => Position,
): Generator<ImportError> {
  let located = 0
  for (const issue of issues) {
    const path: Path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)))
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined]
    for (const key of keys) {
      if (located === MOST_LOCATED) return
      located += 1
      yield key === undefined
        ? { ...positionOf(path), path: said(path), ...problemOf(issue) }
        : {
            ...positionOf(path, key),
            path: said([...path, key]),
            code: 'unknown_key',
            values: { key: clipped(key) },
          }
    }
  }
}
