import { useSearchParams } from '@remix-run/react'
import { Banner, BlockStack, Card, List, Page } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { EXPORT_FORMATS, type ExportFormat, type QueryField, WITHOUT_FIELD } from '../../../consent/explore/words.ts'
import type { DecisionSource, EventPage } from '../../../consent/index.ts'
import { BANNER } from '../../links/banner.ts'
import { CONSENTS, exportOf, IMPORTS, isFiltered } from '../../links/consents.ts'
import { requestsOfCustomer } from '../../links/requests.ts'
import { Nothing } from '../../nothing.tsx'
import { Pager } from '../../pager.tsx'
import { DecisionTable } from '../decision-table.tsx'
import { ExportProgress } from '../export-progress.tsx'
import { SealingStuckElsewhere } from '../sealing-stuck.tsx'
import { ConsentTabs } from '../tabs.tsx'
import { useExport } from '../use-export.ts'
import type { PurposeNames } from '../words.ts'
import { DecisionFilters } from './filters.tsx'
import { SearchBox } from './search-box.tsx'

interface Props {
  /** Null when the page's address is invalid. */
  page: EventPage | null
  wrong: readonly QueryField[]
  /** The register's names of purposes, and the keys of those that a decision can be about. */
  purposes: { names: PurposeNames; asked: readonly string[] }
  /** Where decisions of the shop were made. */
  sources: readonly DecisionSource[]
  /** Nobody decided anything yet. */
  isEmpty: boolean
  /** New records are no longer sealed: the Ledger tab says why. */
  isStuck: boolean
  /** Subjects on this page whose data may only be stored. */
  restricted: readonly string[]
}

/** The ledger, as staff search it. */
export function ExplorerPage({ page, wrong, purposes, sources, isEmpty, isStuck, restricted }: Props) {
  const t = useTranslations('consents')
  const [params] = useSearchParams()
  const { received, start, cancel } = useExport()
  const customer = params.get('customer')
  const imports = useTranslations('imports')
  const secondary = [
    ...(customer ? [{ content: t('requestsOf'), url: requestsOfCustomer(customer) }] : []),
    { content: imports('title'), url: IMPORTS },
  ]
  const save = (format: ExportFormat) => ({
    content: t(`export.${format}`),
    onAction: () => void start(exportOf(format, params)),
  })
  const exports = {
    title: t('export.title'),
    actions: [...EXPORT_FORMATS.map(save), { content: t('export.whole'), url: `${CONSENTS}/ledger` }],
  }
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      secondaryActions={secondary}
      actionGroups={isEmpty || !page ? [] : [exports]}
    >
      <ConsentTabs shown="decisions">
        <BlockStack gap="400">
          {isStuck && <SealingStuckElsewhere />}
          {received !== null && (
            <Card>
              <ExportProgress received={received} onCancel={cancel} />
            </Card>
          )}
          {isEmpty ? (
            <NothingRecorded />
          ) : (
            <>
              <Card>
                <BlockStack gap="300">
                  <SearchBox />
                  <DecisionFilters names={purposes.names} purposes={purposes.asked} sources={sources} wrong={wrong} />
                </BlockStack>
              </Card>
              {wrong.length > 0 && <Wrong fields={wrong} />}
              {page && (
                <Found page={page} names={purposes.names} isFiltered={isFiltered(params)} restricted={restricted} />
              )}
            </>
          )}
        </BlockStack>
      </ConsentTabs>
    </Page>
  )
}

function Found({
  page,
  names,
  isFiltered,
  restricted,
}: {
  page: EventPage
  names: PurposeNames
  isFiltered: boolean
  restricted: readonly string[]
}) {
  const t = useTranslations('consents.nothing')
  return (
    <>
      <Card padding="0">
        {page.events.length > 0 ? (
          <DecisionTable events={page.events} names={names} restricted={restricted} />
        ) : (
          <Nothing
            title={t('title')}
            body={t('body')}
            {...(isFiltered && { action: { content: t('action'), url: '?' } })}
          />
        )}
      </Card>
      <Pager next={page.next === null ? null : String(page.next)} />
    </>
  )
}

function NothingRecorded() {
  const t = useTranslations('consents.empty')
  return (
    <Card padding="0">
      <Nothing title={t('title')} body={t('body')} action={{ content: t('action'), url: BANNER }} />
    </Card>
  )
}

function Wrong({ fields }: { fields: readonly QueryField[] }) {
  const t = useTranslations('consents.filters')
  return (
    <Banner tone="warning" title={t('invalid')} action={{ content: t('clear'), url: '?' }}>
      <p>{t('invalidBody')}</p>
      <List>
        {WITHOUT_FIELD.filter((field) => fields.includes(field)).map((field) => (
          <List.Item key={field}>{t(`wrong.${field}`)}</List.Item>
        ))}
      </List>
    </Banner>
  )
}
