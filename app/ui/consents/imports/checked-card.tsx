import { Banner, Button, List, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { SectionCard } from '../../section-card.tsx'
import type { ShownImport } from './shown-import.ts'
import { useImportAct } from './use-import-act.ts'
import { usePurposeName } from './use-purpose-name.ts'

/** What would be imported, before staff confirm it. */
export function CheckedCard({ view: { found, purposes } }: { view: ShownImport }) {
  const t = useTranslations('imports.detail')
  const { act, isBusy } = useImportAct()
  const { counts } = found
  const { readable = 0, browsers = 0 } = counts
  const nameOf = usePurposeName(purposes)
  const chosen = purposes.flatMap(({ id }) => {
    const [granted = 0, refused = 0] = [counts[`${id}/true`], counts[`${id}/false`]]
    return granted + refused === 0 ? [] : [{ id, granted, refused }]
  })
  return (
    <SectionCard title={t('checked')}>
      {readable === 0 && <Banner tone="warning">{t('noneReadable')}</Banner>}
      {readable > 0 && (
        <>
          <List>
            <List.Item>{t('readable', { count: readable })}</List.Item>
            {browsers > 0 && <List.Item>{t('browsers', { count: browsers })}</List.Item>}
            {chosen.map(({ id, granted, refused }) => (
              <List.Item key={id}>{t('choice', { purpose: nameOf(id), granted, refused })}</List.Item>
            ))}
          </List>
          <Text as="p">{t('confirmBody')}</Text>
          <div>
            <Button variant="primary" onClick={() => act({ intent: 'confirm' })} loading={isBusy}>
              {t('confirm')}
            </Button>
          </div>
        </>
      )}
    </SectionCard>
  )
}
