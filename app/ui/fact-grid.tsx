import { Text } from '@shopify/polaris'
import type { CSSProperties, ReactNode } from 'react'

export interface Fact {
  term: string
  description: ReactNode
  /** It takes a line of its own. */
  isLong?: boolean
}

const GRID: CSSProperties = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(150px, 100%), 1fr))',
  gap: '12px 16px',
  margin: 0,
}
const LONG: CSSProperties = { gridColumn: '1 / -1' }
const SAID: CSSProperties = { margin: 0, overflowWrap: 'anywhere' }

/** Short facts beside each other, as many as fit: two on a phone, where a list would take the whole screen. */
export function FactGrid({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl style={GRID}>
      {facts.map(({ term, description, isLong }) => (
        <div key={term} {...(isLong && { style: LONG })}>
          <dt>
            <Text as="span" tone="subdued">
              {term}
            </Text>
          </dt>
          <dd style={SAID}>{description}</dd>
        </div>
      ))}
    </dl>
  )
}
