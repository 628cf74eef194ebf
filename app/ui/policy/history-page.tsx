import { Badge, Card, IndexTable, Link, Page, Text, useBreakpoints } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { VersionSummary } from '../../register/index.ts'
import { Nothing } from '../nothing.tsx'
import { When } from '../when.tsx'
import { POLICY, pageOfVersion } from './links.ts'

/** Dates travel as they are. */
interface Props {
  versions: VersionSummary[]
}

const TONES = { publishing: 'info', published: 'success', unpublished: undefined } as const

/** Every version, whoever published it and whatever came of it. */
export function HistoryPage({ versions }: Props) {
  const t = useTranslations('policy.history')
  const policy = useTranslations('policy')
  const states = useTranslations('policy.publication.states')
  const { smDown } = useBreakpoints()
  const inForce = versions.find(({ state }) => state === 'published')
  return (
    <Page title={t('title')} subtitle={t('subtitle')} backAction={{ content: policy('title'), url: POLICY }}>
      <Card padding="0">
        {versions.length === 0 ? (
          <Nothing title={t('none.title')} action={{ content: t('none.action'), url: POLICY }} body={t('none.body')} />
        ) : (
          <IndexTable
            condensed={smDown}
            selectable={false}
            itemCount={versions.length}
            resourceName={{ singular: t('one'), plural: t('many') }}
            headings={[
              { title: t('version') },
              { title: t('state') },
              { title: t('when') },
              { title: t('author') },
              { title: t('hash') },
              { title: t('compare') },
            ]}
          >
            {versions.map((version, index) => {
              const before = versions[index + 1]
              return (
                <IndexTable.Row id={String(version.number)} key={version.number} position={index}>
                  <IndexTable.Cell>
                    <Link url={pageOfVersion(version.number)}>{t('number', { number: version.number })}</Link>
                  </IndexTable.Cell>
                  <IndexTable.Cell>
                    <Badge tone={TONES[version.state]}>
                      {version === inForce ? t('inForce') : states(version.state)}
                    </Badge>
                  </IndexTable.Cell>
                  <IndexTable.Cell>
                    <When at={version.publishedAt ?? version.createdAt} />
                  </IndexTable.Cell>
                  <IndexTable.Cell>{t('staff', { id: version.author })}</IndexTable.Cell>
                  <IndexTable.Cell>
                    <Text as="span" tone="subdued">
                      <code>{version.hash.slice(0, 12)}</code>
                    </Text>
                  </IndexTable.Cell>
                  <IndexTable.Cell>
                    {before && (
                      <Link url={pageOfVersion(version.number, { from: before.number })}>
                        {t('compareWith', { number: before.number })}
                      </Link>
                    )}
                  </IndexTable.Cell>
                </IndexTable.Row>
              )
            })}
          </IndexTable>
        )}
      </Card>
    </Page>
  )
}
