import { Text } from '@shopify/polaris'
import type { CSSProperties, ReactNode } from 'react'

interface Row {
  key: string
  /** What the row is about. */
  name: string
  /** At most a few words each, or a line that takes what room there is. */
  facts: readonly ReactNode[]
}

const LIST: CSSProperties = { listStyle: 'none', margin: 0, padding: 0 }
const ROW: CSSProperties = {
  display: 'flex',
  flexWrap: 'wrap',
  gap: '4px 24px',
  padding: '8px 0',
  borderTop: '1px solid var(--p-color-border-secondary)',
}
const NAME: CSSProperties = { flex: '1 1 180px' }
const FACT: CSSProperties = { flex: '2 1 240px', overflowWrap: 'anywhere' }

/** Rows that stand side by side on a wide screen and below each other on a phone, where a table would have to be scrolled. */
export function Rows({ rows }: { rows: readonly Row[] }) {
  return (
    <ul style={LIST}>
      {rows.map(({ key, name, facts }) => (
        <li key={key} style={ROW}>
          <div style={NAME}>
            <Text as="span" fontWeight="medium">
              {name}
            </Text>
          </div>
          {facts.map((fact, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a fact is known by its place, and rows do not move
            <div key={place} style={FACT}>
              {fact}
            </div>
          ))}
        </li>
      ))}
    </ul>
  )
}
