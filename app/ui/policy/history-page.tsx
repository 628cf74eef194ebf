import { Badge, Card, IndexTable, Link, Page, Text, useBreakpoints } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { VersionSummary } from '../../register/index.ts'
import { POLICY, pageOfVersion } from '../links/policy.ts'
import { Nothing } from '../nothing.tsx'
import { useStaffName } from '../staff-names.tsx'
import { When } from '../when.tsx'

/** Dates travel as they are. */
interface Props {
  versions: VersionSummary[]
}

const TONES = { publishing: 'info', published: 'success', unpublished: undefined } as const

/** Every version, with its author and its state. */
export function HistoryPage({ versions }: Props) {
  const t = useTranslations('policy.history')
  const policy = useTranslations('policy')
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
            {versions.map((version, index) => (
              <IndexTable.Row id={String(version.number)} key={version.number} position={index}>
                <Cells version={version} isInForce={version === inForce} before={versions[index + 1]} />
              </IndexTable.Row>
            ))}
          </IndexTable>
        )}
      </Card>
    </Page>
  )
}

interface CellsProps {
  version: VersionSummary
  isInForce: boolean
  /** The version that it came after. */
  before: VersionSummary | undefined
}

function Cells({ version, isInForce, before }: CellsProps) {
  const t = useTranslations('policy.history')
  const states = useTranslations('policy.publication.states')
  const staff = useStaffName()
  const { number, state, author, hash } = version
  return (
    <>
      <IndexTable.Cell>
        <Link url={pageOfVersion(number)}>{t('number', { number })}</Link>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Badge tone={TONES[state]}>{isInForce ? t('inForce') : states(state)}</Badge>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <When at={version.publishedAt ?? version.createdAt} />
      </IndexTable.Cell>
      <IndexTable.Cell>{staff.alone(author)}</IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" tone="subdued">
          <code>{hash.slice(0, 12)}</code>
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        {before && (
          <Link url={pageOfVersion(number, { from: before.number })}>
            {t('compareWith', { number: before.number })}
          </Link>
        )}
      </IndexTable.Cell>
    </>
  )
}
