import { BlockStack, Card, InlineStack, Text } from '@shopify/polaris'
import type { ReactNode } from 'react'

interface Props {
  title: ReactNode
  /** What it is about, in a sentence. */
  description?: ReactNode
  /** How it stands, beside the title. */
  badge?: ReactNode
  /** What can be done with it, or how far it is, at the end of the title's line. */
  aside?: ReactNode
  children?: ReactNode
}

/** A section of a page: a card with a title. */
export function SectionCard({ title, description, badge, aside, children }: Props) {
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <InlineStack gap="200" blockAlign="center">
              <Text as="h2" variant="headingMd">
                {title}
              </Text>
              {badge}
            </InlineStack>
            {aside}
          </InlineStack>
          {description && (
            <Text as="p" tone="subdued">
              {description}
            </Text>
          )}
        </BlockStack>
        {children}
      </BlockStack>
    </Card>
  )
}
