/** Finds the line of a value in a JSON text, for people who edited it by hand. */
import {
  createScanner,
  findNodeAtLocation,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
  visit,
} from 'jsonc-parser'
import type { Path } from '../entries.ts'

/** Counted from 1, as in editors. */
export interface Position {
  line: number
  column: number
}

interface KeyAt {
  key: string
  isTwice: boolean
  position: Position
}

export type ParsedJson =
  | {
      ok: true
      value: unknown
      /** Builds an index of the whole text on first use. */
      positionOf: (path: Path, key?: string) => Position
      /** The first refused keys. */
      refusedKeys: KeyAt[]
    }
  | { ok: false; reason: 'syntax' | 'too_deep' | 'too_many_values'; detail: string; position: Position }

/** A register nests 7 deep. The parser recurses, and a text of brackets alone would overflow its stack. */
const DEEPEST = 32
/** Names and values. The largest register has 250,000: see `MAX_REGISTER_BYTES`. */
export const MOST_VALUES = 500_000
/** Nobody reads more than these. */
const MOST_REFUSED_KEYS = 100

/** Values of jsonc-parser's `SyntaxKind`: an ambient const enum cannot be used when types are only stripped. */
const END = 17
const DEPTH_OF_TOKEN: Readonly<Record<number, number>> = { 1: +1, 2: -1, 3: +1, 4: -1 }
/** Tokens that start a value: opening brackets, literals, strings and numbers. */
const VALUES: ReadonlySet<number> = new Set([1, 3, 7, 8, 9, 10, 11])

type Excess = { reason: 'too_deep' | 'too_many_values'; most: number; offset: number }

/** Where the text first exceeds a register's limits, checked before any object is created. */
function excessIn(text: string): Excess | undefined {
  const scanner = createScanner(text, true)
  let depth = 0
  let values = 0
  for (let token: number = scanner.scan(); token !== END; token = scanner.scan()) {
    depth += DEPTH_OF_TOKEN[token] ?? 0
    if (VALUES.has(token)) values += 1
    if (depth > DEEPEST) return { reason: 'too_deep', most: DEEPEST, offset: scanner.getTokenOffset() }
    if (values > MOST_VALUES) return { reason: 'too_many_values', most: MOST_VALUES, offset: scanner.getTokenOffset() }
  }
  return undefined
}

function positions(text: string): (offset: number) => Position {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
  }
}

interface Checked {
  error: ParseError | undefined
  refused: { key: string; isTwice: boolean; offset: number }[]
}

/** A duplicate key would silently lose a value; `__proto__` is never a valid key. */
function check(text: string): Checked {
  const found: Checked = { error: undefined, refused: [] }
  const open: Set<string>[] = []
  const visitor: Parameters<typeof visit>[1] = {
    onObjectBegin: () => {
      open.push(new Set())
    },
    onObjectEnd: () => {
      open.pop()
    },
    onObjectProperty: (key, offset) => {
      const keys = open.at(-1)
      const isTwice = keys?.has(key) ?? false
      keys?.add(key)
      if ((isTwice || key === '__proto__') && found.refused.length < MOST_REFUSED_KEYS)
        found.refused.push({ key, isTwice, offset })
    },
    onError: (error, offset, length) => {
      found.error ??= { error, offset, length }
    },
  }
  visit(text, visitor, STRICT)
  return found
}

const STRICT = { disallowComments: true, allowTrailingComma: false }

/** The node at a path, or its nearest existing ancestor. */
function nearest(root: Node, path: Path): Node {
  for (let length = path.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(root, path.slice(0, length))
    if (node) return node
  }
  return root
}

const keyNode = (node: Node, key: string): Node | undefined =>
  node.children?.find((property) => property.children?.[0]?.value === key)?.children?.[0]

/** Finds positions in valid JSON. */
function finder(text: string, at: (offset: number) => Position): (path: Path, key?: string) => Position {
  let root: Node | undefined
  return (path, key) => {
    root ??= parseTree(text, [], STRICT)
    if (!root) return at(0)
    const node = nearest(root, path)
    return at((key === undefined ? undefined : keyNode(node, key))?.offset ?? node.offset)
  }
}

/** Parses strict JSON (RFC 8259) within a register's limits. Never throws. */
export function parseWithPositions(text: string): ParsedJson {
  const at = positions(text)
  const excess = excessIn(text)
  if (excess) return { ok: false, reason: excess.reason, detail: String(excess.most), position: at(excess.offset) }
  const { error, refused } = check(text)
  if (error)
    return { ok: false, reason: 'syntax', detail: printParseErrorCode(error.error), position: at(error.offset) }
  try {
    return {
      ok: true,
      // JSON.parse gives the value: it keeps a key such as `__proto__` as an ordinary key.
      value: JSON.parse(text),
      positionOf: finder(text, at),
      refusedKeys: refused.map(({ offset, ...key }) => ({ ...key, position: at(offset) })),
    }
  } catch (thrown) {
    // The two parsers disagree on a few texts, such as a raw control character inside a string.
    return { ok: false, reason: 'syntax', detail: String(thrown).slice(0, 200), position: at(0) }
  }
}
