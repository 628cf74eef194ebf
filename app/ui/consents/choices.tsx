import { Badge, BlockStack, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { type PurposeNames, useWords } from './words.ts'

/** Yes or no, as text and as colour. */
export function ChoiceBadge({ granted }: { granted: boolean }) {
  const t = useTranslations('consents.answers')
  return <Badge tone={granted ? 'success' : undefined}>{t(granted ? 'yes' : 'no')}</Badge>
}

/** The most names in a row where all answers are alike. The decision's own page lists all. */
const MOST_NAMES = 3

/** What was agreed to, and what was refused. */
export function Choices({ choices, names }: { choices: Readonly<Record<string, boolean>>; names: PurposeNames }) {
  const t = useTranslations('consents.answers')
  const words = useWords(names)
  const asked = Object.keys(choices)
  return (
    <BlockStack gap="100">
      {[true, false].map((granted) => {
        const purposes = asked.filter((key) => choices[key] === granted)
        if (purposes.length === 0) return null
        const isAll = purposes.length === asked.length && purposes.length > MOST_NAMES
        return (
          <Text as="p" key={String(granted)}>
            <ChoiceBadge granted={granted} />{' '}
            {isAll ? t('all', { count: purposes.length }) : purposes.map(words.purpose).join(', ')}
          </Text>
        )
      })}
    </BlockStack>
  )
}
