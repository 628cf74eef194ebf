/** Where a value stands in a JSON text, so that a person who edited it by hand is sent to the line. */
import {
  createScanner,
  findNodeAtLocation,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser'
import type { Path } from './entries.ts'

/** From 1, as editors count. */
export interface Position {
  line: number
  column: number
}

export interface KeyAt {
  key: string
  isTwice: boolean
  position: Position
}

export type ParsedJson =
  | { ok: true; value: unknown; positionOf: (path: Path, key?: string) => Position; refusedKeys: KeyAt[] }
  | { ok: false; reason: 'syntax' | 'too_deep'; detail: string; position: Position }

/** A register nests 7 deep. The parser recurses, and a text of brackets alone would end its stack. */
const DEEPEST = 32

/** `SyntaxKind` of jsonc-parser: an ambient const enum, which a module that is only stripped of types cannot name. */
const END = 17
const DEPTH_OF_TOKEN: Readonly<Record<number, number>> = { 1: +1, 2: -1, 3: +1, 4: -1 }

/** Where the text first nests too deep, if it does. */
function tooDeepAt(text: string): number | undefined {
  const scanner = createScanner(text, true)
  let depth = 0
  for (let token: number = scanner.scan(); token !== END; token = scanner.scan()) {
    depth += DEPTH_OF_TOKEN[token] ?? 0
    if (depth > DEEPEST) return scanner.getTokenOffset()
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

/** A key that is there twice would silently lose one of its values; `__proto__` is no key of anything we know. */
function refusedKeysIn(node: Node): { node: Node; isTwice: boolean }[] {
  const keys = node.type === 'object' ? (node.children ?? []).flatMap((property) => property.children?.[0] ?? []) : []
  const seen = new Set<unknown>()
  const refused = keys.flatMap((key) => {
    const isTwice = seen.has(key.value)
    seen.add(key.value)
    return isTwice || key.value === '__proto__' ? { node: key, isTwice } : []
  })
  return [...refused, ...(node.children ?? []).flatMap(refusedKeysIn)]
}

/** The node at a path, or the nearest one above it: what is missing has no place of its own. */
function nearest(root: Node, path: Path): Node {
  for (let length = path.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(root, path.slice(0, length))
    if (node) return node
  }
  return root
}

const keyNode = (node: Node, key: string): Node | undefined =>
  node.children?.flatMap((property) => property.children?.[0] ?? []).find(({ value }) => value === key)

/** Parses strict JSON (RFC 8259). Never throws, whatever the text. */
export function parseJson(text: string): ParsedJson {
  const at = positions(text)
  const deep = tooDeepAt(text)
  if (deep !== undefined) return { ok: false, reason: 'too_deep', detail: String(DEEPEST), position: at(deep) }

  const errors: ParseError[] = []
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  const [error] = errors
  if (error || !root) {
    const detail = error ? printParseErrorCode(error.error) : 'ValueExpected'
    return { ok: false, reason: 'syntax', detail, position: at(error?.offset ?? 0) }
  }
  try {
    return {
      ok: true,
      // The platform's parser gives the value: it keeps a key such as `__proto__` an ordinary one.
      value: JSON.parse(text),
      positionOf: (path, key) => {
        const node = nearest(root, path)
        return at((key === undefined ? undefined : keyNode(node, key))?.offset ?? node.offset)
      },
      refusedKeys: refusedKeysIn(root).map(({ node, isTwice }) => ({
        key: String(node.value),
        isTwice,
        position: at(node.offset),
      })),
    }
  } catch (thrown) {
    // The two parsers differ on a few texts, such as a raw control character inside a string.
    return { ok: false, reason: 'syntax', detail: String(thrown), position: at(0) }
  }
}
