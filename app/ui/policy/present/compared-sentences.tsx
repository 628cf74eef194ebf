import { Banner, BlockStack, Button, Card, InlineStack, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { PresentComparison } from '../../../policy/index.ts'
import { PRESENT_VERDICTS, type PresentVerdict } from '../../../policy/present/words.ts'
import { Nothing } from '../../nothing.tsx'
import { SectionCard } from '../../section-card.tsx'
import { SentenceGroup } from './sentence-group.tsx'

/** What Kept found, in groups that can be chosen and searched. */
export function ComparedSentences({ comparison }: { comparison: PresentComparison }) {
  const t = useTranslations('present.result')
  const { language, sentences, counts } = comparison
  const [chosen, setChosen] = useState<PresentVerdict | null>(null)
  const [search, setSearch] = useState('')
  if (language === null) return <Empty title={t('noLanguage')} body={t('noLanguageBody')} />
  if (counts.unknown === sentences.length) return <Empty title={t('nothing')} body={t('nothingBody')} />
  const wanted = search.trim().toLowerCase()
  const found = sentences.filter(({ text }) => text.toLowerCase().includes(wanted))
  const groups = PRESENT_VERDICTS.filter((verdict) => chosen === null || chosen === verdict)
    .map((verdict) => ({ verdict, sentences: found.filter((each) => each.verdict === verdict) }))
    .filter((group) => group.sentences.length > 0)
  return (
    <BlockStack gap="400">
      <Summary comparison={comparison}>
        <Choice counts={counts} chosen={chosen} onChoose={setChosen} />
        <TextField
          label={t('search')}
          value={search}
          onChange={setSearch}
          clearButton
          onClearButtonClick={() => setSearch('')}
          autoComplete="off"
        />
      </Summary>
      {groups.length === 0 && (
        <Card>
          <Text as="p">{t('noMatch')}</Text>
        </Card>
      )}
      {groups.map((group) => (
        <SentenceGroup key={`${group.verdict}/${wanted}`} {...group} />
      ))}
    </BlockStack>
  )
}

const Empty = (props: { title: string; body: string }) => (
  <Card>
    <Nothing {...props} />
  </Card>
)

interface SummaryProps {
  comparison: PresentComparison
  children: React.ReactNode
}

function Summary({ comparison: { language, sentences, isCut }, children }: SummaryProps) {
  const t = useTranslations('present.result')
  const names = new Intl.DisplayNames([useLocale()], { type: 'language' })
  return (
    <SectionCard
      title={t('title', { count: sentences.length })}
      description={language && `${t('language', { language: names.of(language) ?? language })} ${t('limits')}`}
    >
      {isCut && <Banner tone="warning">{t('cut')}</Banner>}
      {children}
    </SectionCard>
  )
}

interface ChoiceProps {
  counts: PresentComparison['counts']
  chosen: PresentVerdict | null
  onChoose(verdict: PresentVerdict | null): void
}

/** The groups with their numbers. */
function Choice({ counts, chosen, onChoose }: ChoiceProps) {
  const t = useTranslations('present')
  const all = PRESENT_VERDICTS.reduce((sum, verdict) => sum + counts[verdict], 0)
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <legend style={{ padding: 0 }}>{t('result.filter')}</legend>
      <InlineStack gap="200">
        <Button pressed={chosen === null} onClick={() => onChoose(null)}>
          {t('result.all', { count: all })}
        </Button>
        {PRESENT_VERDICTS.map((verdict) => (
          <Button
            key={verdict}
            pressed={chosen === verdict}
            disabled={counts[verdict] === 0}
            onClick={() => onChoose(verdict)}
          >
            {`${t(`verdicts.${verdict}`)} (${counts[verdict]})`}
          </Button>
        ))}
      </InlineStack>
    </fieldset>
  )
}
