import { Badge, InlineStack } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { type PurposeNames, useWords } from './words.ts'

/** What was chosen of each purpose that was asked. */
export function Choices({ choices, names }: { choices: Readonly<Record<string, boolean>>; names: PurposeNames }) {
  const t = useTranslations('consents')
  const words = useWords(names)
  return (
    <InlineStack gap="100">
      {Object.entries(choices).map(([key, granted]) => (
        <Badge key={key} tone={granted ? 'success' : undefined}>
          {t(granted ? 'granted' : 'refused', { purpose: words.purpose(key) })}
        </Badge>
      ))}
    </InlineStack>
  )
}
