import { Badge, BlockStack, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { type PurposeNames, useWords } from './words.ts'

/** Yes or no: in words, and by colour for whoever sees it. */
export function Answer({ granted }: { granted: boolean }) {
  const t = useTranslations('consents.answers')
  return <Badge tone={granted ? 'success' : undefined}>{t(granted ? 'yes' : 'no')}</Badge>
}

/** What was agreed to, and what was refused. */
export function Choices({ choices, names }: { choices: Readonly<Record<string, boolean>>; names: PurposeNames }) {
  const words = useWords(names)
  const chosen = (wanted: boolean) => Object.keys(choices).filter((key) => choices[key] === wanted)
  return (
    <BlockStack gap="100">
      {[true, false].map((granted) => {
        const purposes = chosen(granted).map(words.purpose)
        return (
          purposes.length > 0 && (
            <Text as="p" key={String(granted)}>
              <Answer granted={granted} /> {purposes.join(', ')}
            </Text>
          )
        )
      })}
    </BlockStack>
  )
}
