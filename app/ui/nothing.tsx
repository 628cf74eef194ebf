import { BlockStack, Box, Button, Text } from '@shopify/polaris'

interface Props {
  title: string
  body: string
  action?: { content: string; url: string }
}

/**
 * Shown when there is nothing to list: why, and what to do. Polaris's EmptyState needs a picture, and its placeholder
 * covers the text until there is one.
 */
export function Nothing({ title, body, action }: Props) {
  return (
    <Box paddingBlock="1000" paddingInline="400">
      <BlockStack gap="200" inlineAlign="center">
        <Text as="p" variant="headingMd" alignment="center">
          {title}
        </Text>
        <Box maxWidth="400px">
          <Text as="p" alignment="center">
            {body}
          </Text>
        </Box>
        {action && (
          <Box paddingBlockStart="200">
            <Button variant="primary" url={action.url}>
              {action.content}
            </Button>
          </Box>
        )}
      </BlockStack>
    </Box>
  )
}
