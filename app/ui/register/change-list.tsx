import { BlockStack, Divider, InlineStack, Link, List, Text } from '@shopify/polaris'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { DescribedChange } from '../../register/index.ts'
import { pageOfPart } from '../links/register.ts'

interface Props {
  changes: { total: number; first: DescribedChange[] }
  /** Whether the parts can be opened: those of a file cannot yet. */
  linked?: boolean
  action?: (change: DescribedChange) => ReactNode
}

/** What changes, part by part, in plain words. */
export function ChangeList({ changes, linked = false, action }: Props) {
  const t = useTranslations('register.changes')
  const hidden = changes.total - changes.first.length
  return (
    <BlockStack gap="300">
      {changes.first.map((change, index) => (
        <BlockStack gap="200" key={`${change.ref.kind}/${change.ref.id}/${change.change}`}>
          {index > 0 && <Divider />}
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h3" variant="headingSm">
              {linked && change.change !== 'removed' ? (
                <Link url={pageOfPart(change.ref)}>{change.about}</Link>
              ) : (
                change.about
              )}
            </Text>
            {action?.(change)}
          </InlineStack>
          <List>
            {change.sentences.map((sentence) => (
              <List.Item key={sentence}>
                <span style={{ overflowWrap: 'anywhere' }}>{sentence}</span>
              </List.Item>
            ))}
          </List>
        </BlockStack>
      ))}
      {hidden > 0 && (
        <Text as="p" tone="subdued">
          {t('hidden', { count: hidden })}
        </Text>
      )}
    </BlockStack>
  )
}
