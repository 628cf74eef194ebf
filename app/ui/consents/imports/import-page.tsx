import { Badge, Banner, BlockStack, Page, ProgressBar, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { ENDED_IMPORTS } from '../../../consent/imports/words.ts'
import { IMPORTS } from '../../links/consents.ts'
import { useRefresh } from '../../use-refresh.ts'
import { CancelImport } from './cancel-import.tsx'
import { CheckedCard } from './checked-card.tsx'
import { MappingCard } from './mapping-card.tsx'
import { ProblemsCard } from './problems-card.tsx'
import { ResultCard } from './result-card.tsx'
import type { ShownImport } from './shown-import.ts'

/** One file, from its columns to what was imported. */
export function ConsentImportPage({ view }: { view: ShownImport | null }) {
  const t = useTranslations('imports')
  useRefresh(view?.found.state === 'checking' || view?.found.state === 'running')
  if (!view) return <Page title={t('detail.missing')} backAction={{ content: t('detail.back'), url: IMPORTS }} />
  const { found, preview, problem } = view
  const { state, tool } = found
  const isEnded = ENDED_IMPORTS.some((ended) => ended === state)
  return (
    <Page
      title={t('detail.title', { tool: t(`tools.${tool}`) })}
      titleMetadata={<Badge>{t(`states.${state}`)}</Badge>}
      backAction={{ content: t('detail.back'), url: IMPORTS }}
    >
      <BlockStack gap="400">
        {state === 'uploading' && <Banner tone="warning">{t('detail.uploadingBody')}</Banner>}
        {problem && <Banner tone="critical">{t(`detail.fileProblems.${problem}`)}</Banner>}
        <Progress view={view} />
        {state === 'checked' && <CheckedCard view={view} />}
        {isEnded && <ResultCard view={view} />}
        {(found.problems.length > 0 || isEnded) && <ProblemsCard view={view} />}
        {preview && <MappingCard view={view} preview={preview} />}
        {!isEnded && <CancelImport />}
      </BlockStack>
    </Page>
  )
}

function Progress({ view }: { view: ShownImport }) {
  const t = useTranslations('imports.detail')
  const { state, rowsDone, counts } = view.found
  const all = counts.rows ?? 0
  if (state === 'checking')
    return (
      <div aria-live="polite">
        <Text as="p">{t('checking', { count: rowsDone })}</Text>
      </div>
    )
  if (state !== 'running') return null
  return (
    <BlockStack gap="100">
      <div aria-live="polite" id="import-progress">
        <Text as="p">{t('running', { done: rowsDone, all })}</Text>
      </div>
      <ProgressBar progress={all === 0 ? 0 : (100 * rowsDone) / all} size="small" ariaLabelledBy="import-progress" />
    </BlockStack>
  )
}
