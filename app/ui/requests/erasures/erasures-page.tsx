import type { SerializeFrom } from '@remix-run/node'
import { Badge, Card, DataTable, EmptyState, InlineStack, Link, Page } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { ListedErasure } from '../../../requests/index.ts'
import { pageOfErasure, pageOfRequest, REQUESTS } from '../../links/requests.ts'
import { RestrictedBadge } from '../../restricted-badge.tsx'
import { When } from '../../when.tsx'

type Listed = SerializeFrom<ListedErasure>

/** Everybody who was erased, with what needs staff. */
export function ErasuresPage({ erasures }: { erasures: readonly Listed[] }) {
  const t = useTranslations('requestErasure.list')
  return (
    <Page backAction={{ content: t('back'), url: REQUESTS }} title={t('title')} subtitle={t('subtitle')}>
      <Card>
        {erasures.length === 0 ? (
          <EmptyState heading={t('empty')} image="">
            <p>{t('emptyBody')}</p>
          </EmptyState>
        ) : (
          <DataTable
            columnContentTypes={['text', 'text', 'text', 'text']}
            headings={[t('begun'), t('from'), t('state'), t('open')]}
            rows={erasures.map((one) => [
              <When key="begun" at={one.createdAt} />,
              t(`origins.${one.origin}`),
              <State key="state" erasure={one} />,
              <Link key="open" url={one.requestId ? pageOfRequest(one.requestId) : pageOfErasure(one.id)}>
                {t('open')}
              </Link>,
            ])}
          />
        )}
      </Card>
    </Page>
  )
}

function State({ erasure: { state, alarm, notInstalled, isBack, isRestricted } }: { erasure: Listed }) {
  const t = useTranslations('requestErasure')
  return (
    <InlineStack gap="100">
      <Badge {...(alarm && { tone: 'critical' as const })}>
        {t(`states.${alarm ?? (notInstalled ? 'not_installed' : state)}`)}
      </Badge>
      <RestrictedBadge isRestricted={isRestricted} />
      {isBack && <Badge tone="warning">{t('list.returned')}</Badge>}
    </InlineStack>
  )
}
