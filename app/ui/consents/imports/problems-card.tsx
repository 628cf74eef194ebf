import { List } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { SHOWN_PROBLEMS } from '../../../consent/imports/limits.ts'
import { ROW_PROBLEMS } from '../../../consent/imports/words.ts'
import { SectionCard } from '../../section-card.tsx'
import type { ShownImport } from './shown-import.ts'

/** Rows that cannot be taken: how many for each reason, and the first ones by their number. */
export function ProblemsCard({ view: { found } }: { view: ShownImport }) {
  const t = useTranslations('imports.detail')
  const { counts, problems } = found
  const kinds = ROW_PROBLEMS.filter((problem) => (counts[problem] ?? 0) > 0)
  if (kinds.length === 0) return null
  return (
    <SectionCard title={t('problems')} description={t('problemsBody', { most: SHOWN_PROBLEMS })}>
      <List>
        {kinds.map((kind) => (
          <List.Item key={kind}>
            {t('ofProblem', { why: t(`rowProblems.${kind}`), count: counts[kind] ?? 0 })}
          </List.Item>
        ))}
      </List>
      <details>
        <summary>{t('showRows')}</summary>
        <List>
          {problems.map(({ row, problem }) => (
            <List.Item key={row}>{t('row', { row, why: t(`rowProblems.${problem}`) })}</List.Item>
          ))}
        </List>
      </details>
    </SectionCard>
  )
}
