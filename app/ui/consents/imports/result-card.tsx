import { Button, List } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { ROW_RESULTS } from '../../../consent/imports/words.ts'
import { CONSENTS } from '../../links/consents.ts'
import { SectionCard } from '../../section-card.tsx'
import type { ShownImport } from './shown-import.ts'

/** What became of the rows. */
export function ResultCard({ view: { found } }: { view: ShownImport }) {
  const t = useTranslations('imports.detail')
  const { counts } = found
  return (
    <SectionCard title={t('result')}>
      <List>
        {ROW_RESULTS.filter((result) => result === 'recorded' || (counts[result] ?? 0) > 0).map((result) => (
          <List.Item key={result}>{t(`results.${result}`, { count: counts[result] ?? 0 })}</List.Item>
        ))}
      </List>
      <div>
        <Button url={`${CONSENTS}?source=import`}>{t('see')}</Button>
      </div>
    </SectionCard>
  )
}
