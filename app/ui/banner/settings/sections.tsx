import { BlockStack } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { FoldingCard } from '../../folding-card.tsx'
import type { Languages } from '../language-select.tsx'
import { AskingFields } from './asking.tsx'
import { LinesFields } from './lines.tsx'
import { LookFields } from './look.tsx'
import type { Editing } from './use-findings.ts'
import type { BannerPreviewState } from './use-preview.ts'
import { WordsFields } from './words.tsx'

/** In the order of use. The beginnings of the settings that each one changes. */
const FIELDS = {
  look: ['look.'],
  words: ['texts.'],
  lines: ['lines.'],
  asking: ['mode', 'months', 'policyUrl', 'saleOptOut', 'choicesLink'],
} as const satisfies Record<string, readonly string[]>
type SectionName = keyof typeof FIELDS

interface Props {
  editing: Editing
  preview: BannerPreviewState
  languages: Languages
  register: { number: number; months: number; usVisitors: boolean } | null
}

/** The banner's settings in sections. One that holds an error is open: what is wrong has to be seen. */
export function SettingsSections({ editing, preview, languages, register }: Props) {
  const t = useTranslations('banner')
  const [opened, setOpened] = useState<readonly SectionName[]>(['look'])
  const { answer, gaps } = preview
  const isOpen = (name: SectionName) => opened.includes(name) || hasError(name)
  const hasError = (name: SectionName) =>
    (answer?.findings ?? []).some(
      ({ field, severity }) => severity === 'error' && FIELDS[name].some((start) => field.startsWith(start)),
    )
  const folding = (name: SectionName) => ({
    title: t(`${name}.title`),
    open: isOpen(name),
    onToggle: () => setOpened((now) => (now.includes(name) ? now.filter((each) => each !== name) : [...now, name])),
  })
  const missing = gaps.filter(({ language }) => languages.ofShop.includes(language)).length
  return (
    <BlockStack gap="400">
      <FoldingCard {...folding('look')} summary={t('look.summary')}>
        <LookFields editing={editing} contrasts={answer?.contrasts ?? []} />
      </FoldingCard>
      <FoldingCard {...folding('words')} summary={t('words.summary')}>
        <WordsFields editing={editing} languages={languages} words={answer?.words ?? null} />
      </FoldingCard>
      <FoldingCard {...folding('lines')} summary={t('lines.summary', { missing })}>
        <LinesFields
          editing={editing}
          languages={languages}
          isPublished={register !== null}
          lines={answer?.lines}
          gaps={gaps}
        />
      </FoldingCard>
      <FoldingCard {...folding('asking')} summary={t('asking.summary')}>
        <AskingFields editing={editing} months={register?.months ?? null} usVisitors={register?.usVisitors ?? false} />
      </FoldingCard>
    </BlockStack>
  )
}
