/** Reads the parser's trees, in which every node stands in an object that names its kind: { SelectStmt: { … } }. */
export type Node = Readonly<Record<string, unknown>>

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)

export const childOf = (node: Node | undefined, name: string): Node | undefined => {
  const child = node?.[name]
  return isNode(child) ? child : undefined
}

export const listOf = (node: Node | undefined, name: string): Node[] => {
  const list = node?.[name]
  return Array.isArray(list) ? list.filter(isNode) : []
}

export const textOf = (node: Node | undefined, name: string): string => {
  const text = node?.[name]
  return typeof text === 'string' ? text : ''
}

/** The names of a qualified name: of a column, or of an operator. */
export const namesOf = (node: Node | undefined, name: string): string[] =>
  listOf(node, name).map((one) => textOf(childOf(one, 'String'), 'sval'))

/** Every node of these kinds below, but not below one that was found. */
export function nodesBelow(value: unknown, kinds: readonly string[]): { kind: string; node: Node }[] {
  if (Array.isArray(value)) return value.flatMap((one) => nodesBelow(one, kinds))
  if (!isNode(value)) return []
  return Object.entries(value).flatMap(([kind, node]) =>
    kinds.includes(kind) && isNode(node) ? [{ kind, node }] : nodesBelow(node, kinds),
  )
}

/** The same expression written twice gives the same text. */
export const textOfTree = (value: unknown): string =>
  JSON.stringify(value, (key, one) => (key === 'location' ? undefined : one))
