import { Badge, BlockStack, Card, EmptyState, IndexTable, Link, Page, Text, useBreakpoints } from '@shopify/polaris'
import { useFormatter, useTranslations } from 'use-intl'
import type { BannerVersionPage } from '../../consent/index.ts'
import { Pager } from '../pager.tsx'
import { pageOfVersion } from '../policy/links.ts'
import { When } from '../when.tsx'
import { BANNER, pageOfBanner } from './links.ts'

/** Every banner that the storefront had: when, from which register, what changed, and how many decided on it. */
export function BannerHistoryPage({ versions, next }: BannerVersionPage) {
  const t = useTranslations('banner.history')
  const banner = useTranslations('banner')
  const format = useFormatter()
  const { smDown } = useBreakpoints()
  return (
    <Page title={t('title')} subtitle={t('subtitle')} backAction={{ content: banner('title'), url: BANNER }}>
      <BlockStack gap="400">
        <Card padding="0">
          {versions.length === 0 ? (
            <EmptyState heading={t('none.title')} image="" action={{ content: t('none.action'), url: BANNER }}>
              <p>{t('none.body')}</p>
            </EmptyState>
          ) : (
            <IndexTable
              condensed={smDown}
              selectable={false}
              itemCount={versions.length}
              resourceName={{ singular: t('one'), plural: t('many') }}
              headings={[
                { title: t('when') },
                { title: t('changed') },
                { title: t('register') },
                { title: t('decisions') },
                { title: t('hash') },
              ]}
            >
              {versions.map(({ hash, createdAt, registerVersion, changes, decisions, isCurrent }, index) => (
                <IndexTable.Row id={hash} key={hash} position={index}>
                  <IndexTable.Cell>
                    <Link url={pageOfBanner(hash)}>
                      <When at={createdAt} />
                    </Link>{' '}
                    {isCurrent && <Badge tone="success">{t('current')}</Badge>}
                  </IndexTable.Cell>
                  <IndexTable.Cell>
                    <span style={{ whiteSpace: 'normal' }}>
                      {format.list(changes.map((change) => t(`changes.${change}`)))}
                    </span>
                  </IndexTable.Cell>
                  <IndexTable.Cell>
                    {registerVersion === null ? (
                      t('noRegister')
                    ) : (
                      <Link url={pageOfVersion(registerVersion)}>{t('version', { number: registerVersion })}</Link>
                    )}
                  </IndexTable.Cell>
                  <IndexTable.Cell>{t('decided', { count: decisions })}</IndexTable.Cell>
                  <IndexTable.Cell>
                    <Text as="span" tone="subdued">
                      <code>{hash}</code>
                    </Text>
                  </IndexTable.Cell>
                </IndexTable.Row>
              ))}
            </IndexTable>
          )}
        </Card>
        <Pager next={next} />
      </BlockStack>
    </Page>
  )
}
