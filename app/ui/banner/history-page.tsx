import { Badge, BlockStack, Card, IndexTable, InlineStack, Link, Page, Text, useBreakpoints } from '@shopify/polaris'
import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { BannerVersionSummary } from '../../banner/index.ts'
import { BANNER, pageOfBanner } from '../links/banner.ts'
import { pageOfVersion } from '../links/policy.ts'
import { Nothing } from '../nothing.tsx'
import { Pager } from '../pager.tsx'
import { When } from '../when.tsx'

/** Every banner that the storefront had: when, from which register, what changed, and how many decided on it. */
interface ListedVersion extends BannerVersionSummary {
  /** Decisions made on this version, on any page and at any time. */
  decisions: number
}

interface Props {
  versions: ListedVersion[]
  /** Give it back as `after` for the older ones; null on the last page. */
  next: string | null
}

export function BannerHistoryPage({ versions, next }: Props) {
  const t = useTranslations('banner.history')
  const banner = useTranslations('banner')
  const { smDown } = useBreakpoints()
  return (
    <Page title={t('title')} subtitle={t('subtitle')} backAction={{ content: banner('title'), url: BANNER }}>
      <BlockStack gap="400">
        {versions.length === 0 ? (
          <Card>
            <Nothing
              title={t('none.title')}
              body={t('none.body')}
              action={{ content: t('none.action'), url: BANNER }}
            />
          </Card>
        ) : smDown ? (
          versions.map((version) => <Entry key={version.hash} version={version} />)
        ) : (
          <Table versions={versions} />
        )}
        <Pager next={next} />
      </BlockStack>
    </Page>
  )
}

/** The texts about a version, for the table and the list. */
function useWords({ hash, createdAt, registerVersion, changes, decisions, isCurrent }: ListedVersion) {
  const t = useTranslations('banner.history')
  const format = useFormatter()
  const register: ReactNode =
    registerVersion === null ? (
      t('noRegister')
    ) : (
      <Link url={pageOfVersion(registerVersion)}>{t('version', { number: registerVersion })}</Link>
    )
  return {
    when: (
      <InlineStack gap="200" blockAlign="center">
        <Link url={pageOfBanner(hash)}>
          <When at={createdAt} />
        </Link>
        {isCurrent && <Badge tone="success">{t('current')}</Badge>}
      </InlineStack>
    ),
    changed: format.list(changes.map((change) => t(`changes.${change}`))),
    register,
    decided: t('decided', { count: decisions }),
  }
}

function Table({ versions }: { versions: ListedVersion[] }) {
  const t = useTranslations('banner.history')
  return (
    <Card padding="0">
      <IndexTable
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
        {versions.map((version, index) => (
          <Row key={version.hash} version={version} position={index} />
        ))}
      </IndexTable>
    </Card>
  )
}

function Row({ version, position }: { version: ListedVersion; position: number }) {
  const { when, changed, register, decided } = useWords(version)
  return (
    <IndexTable.Row id={version.hash} position={position}>
      <IndexTable.Cell>{when}</IndexTable.Cell>
      <IndexTable.Cell>
        <span style={{ whiteSpace: 'normal' }}>{changed}</span>
      </IndexTable.Cell>
      <IndexTable.Cell>{register}</IndexTable.Cell>
      <IndexTable.Cell>{decided}</IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" tone="subdued">
          <code>{version.hash}</code>
        </Text>
      </IndexTable.Cell>
    </IndexTable.Row>
  )
}

/** On a phone, where five columns are too many. */
function Entry({ version }: { version: ListedVersion }) {
  const t = useTranslations('banner.history')
  const { when, changed, register } = useWords(version)
  return (
    <Card>
      <BlockStack gap="100">
        {when}
        <Text as="p">{changed}</Text>
        <InlineStack gap="200">
          <span>{t.rich('fromRegister', { version: () => register })}</span>
          <span>{t('decisionsOnIt', { count: version.decisions })}</span>
        </InlineStack>
        <Text as="p" tone="subdued">
          <code>{version.hash}</code>
        </Text>
      </BlockStack>
    </Card>
  )
}
