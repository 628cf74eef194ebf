import { BlockStack, Box, Button, Text } from '@shopify/polaris'

interface Props {
  title: string
  body: string
  action?: { content: string; url: string }
}

/**
 * What stands where there is nothing to show: why, and what to do. Polaris's EmptyState wants a picture, and its place
 * covers the text for as long as there is none.
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
