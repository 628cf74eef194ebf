import { Text } from '@shopify/polaris'
import type { CSSProperties, ReactNode } from 'react'

export interface ShortFact {
  term: string
  description: ReactNode
  /** It takes a line of its own. */
  isLong?: boolean
}

const FACTS: CSSProperties = { display: 'flex', flexWrap: 'wrap', gap: '12px 24px', margin: 0 }
const SHORT: CSSProperties = { minWidth: 'min(150px, 100%)' }
const LONG: CSSProperties = { flexBasis: '100%' }
const SAID: CSSProperties = { margin: 0, overflowWrap: 'anywhere' }

/** Short facts, as many beside each other as fit: a list would take the whole screen of a phone. */
export function ShortFacts({ facts }: { facts: readonly ShortFact[] }) {
  return (
    <dl style={FACTS}>
      {facts.map(({ term, description, isLong }) => (
        <div key={term} style={isLong ? LONG : SHORT}>
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
