import { BlockStack, Card, Collapsible, Icon, Text } from '@shopify/polaris'
import { ChevronDownIcon, ChevronUpIcon } from '@shopify/polaris-icons'
import { type ReactNode, useId } from 'react'

interface Props {
  title: string
  /** What is inside, in a few words, or what it is set to. */
  summary?: ReactNode
  open: boolean
  onToggle(): void
  children: ReactNode
}

/** A section of a page that opens and closes. What was typed inside stays while it is closed. */
export function FoldingCard({ title, summary, open, onToggle, children }: Props) {
  const id = useId()
  return (
    <Card>
      <BlockStack gap={open ? '300' : '100'}>
        <Text as="h2" variant="headingMd">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={id}
            onClick={onToggle}
            style={{
              display: 'flex',
              width: '100%',
              minHeight: 28,
              justifyContent: 'space-between',
              alignItems: 'center',
              padding: 0,
              border: 0,
              background: 'none',
              font: 'inherit',
              color: 'inherit',
              textAlign: 'start',
              cursor: 'pointer',
            }}
          >
            {title}
            <span style={{ flex: 'none' }}>
              <Icon source={open ? ChevronUpIcon : ChevronDownIcon} />
            </span>
          </button>
        </Text>
        {!open && summary && (
          <Text as="p" tone="subdued">
            {summary}
          </Text>
        )}
        <Collapsible id={id} open={open}>
          <BlockStack gap="300">{children}</BlockStack>
        </Collapsible>
      </BlockStack>
    </Card>
  )
}
