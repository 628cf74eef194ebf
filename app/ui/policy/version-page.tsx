import { useSearchParams } from '@remix-run/react'
import { Banner, BlockStack, Card, Divider, List, Page, Select, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { ChangedText, Comparison, StatementChange, VersionRead } from '../../policy/index.ts'
import { markdownLink, POLICY_HISTORY } from '../links/policy.ts'
import { SectionCard } from '../section-card.tsx'
import { useStaffName } from '../staff-names.tsx'
import { useDownload } from '../use-download.ts'
import { When } from '../when.tsx'
import { Permalink } from './permalink.tsx'
import { ReadingCard } from './reading.tsx'
import { SideBySide } from './words.tsx'

/** One version as it was, and what it says differently from another. */
export function VersionPage({ read }: { read: VersionRead }) {
  const t = useTranslations('policy.version')
  const history = useTranslations('policy.history')
  const download = useDownload()
  const { version, from, comparison, document, language, languages, page, title } = read
  return (
    <Page
      title={t('title', { number: version.number })}
      backAction={{ content: history('title'), url: POLICY_HISTORY }}
      secondaryActions={[
        { content: t('markdown'), onAction: () => void download(markdownLink(version.number, document, language)) },
      ]}
    >
      <BlockStack gap="400">
        <Facts read={read} />
        {comparison && <Differences comparison={comparison} from={from ?? 0} to={version.number} />}
        <Card>
          <ReadingCard shown={{ document, language, languages }} page={page} title={title} />
        </Card>
      </BlockStack>
    </Page>
  )
}

/** Whose version it is, what proves it, and which other it is compared with. */
function Facts({ read: { version, permalink, others, from } }: { read: VersionRead }) {
  const t = useTranslations('policy.version')
  const history = useTranslations('policy.history')
  const staff = useStaffName()
  const [, setQuery] = useSearchParams()
  const compareWith = (number: string) =>
    setQuery(
      (query) => {
        if (number === '') query.delete('from')
        else query.set('from', number)
        return query
      },
      { preventScrollReset: true },
    )
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="p">
          {t.rich(`states.${version.state}`, {
            author: staff.inText(version.author),
            when: () => <When at={version.publishedAt ?? version.createdAt} />,
          })}
        </Text>
        <Text as="p" tone="subdued">
          <span style={{ overflowWrap: 'anywhere' }}>{t('hash', { hash: version.hash })}</span>
        </Text>
        {permalink && <Permalink address={permalink} />}
        {others.length > 0 && (
          <Select
            label={t('compare')}
            options={[
              { value: '', label: t('nothing') },
              ...others.map(({ number }) => ({ value: String(number), label: history('number', { number }) })),
            ]}
            value={from === null ? '' : String(from)}
            onChange={compareWith}
          />
        )}
      </BlockStack>
    </Card>
  )
}

const wordsOf = (change: StatementChange): ChangedText[] => {
  switch (change.change) {
    case 'changed':
      return change.words
    case 'added':
      return [{ text: change.after, change: 'added' }]
    case 'removed':
      return [{ text: change.before, change: 'removed' }]
  }
}

function Differences({ comparison, from, to }: { comparison: Comparison; from: number; to: number }) {
  const t = useTranslations('policy.diff')
  const { changes, summary } = comparison
  return (
    <SectionCard title={t('title', { from, to })}>
      <BlockStack gap="100">
        <Text as="h3" variant="headingSm">
          {t('summary')}
        </Text>
        <List>
          {summary.lines.map((line) => (
            <List.Item key={line}>{line}</List.Item>
          ))}
        </List>
      </BlockStack>
      {changes.map((change) => (
        <BlockStack gap="200" key={change.id}>
          <Divider />
          <Text as="h3" variant="headingSm">
            {[change.sectionTitle, change.title].filter((name, n, all) => name && all.indexOf(name) === n).join(' – ')}
          </Text>
          <SideBySide words={wordsOf(change)} />
        </BlockStack>
      ))}
    </SectionCard>
  )
}

export function MissingVersion() {
  const t = useTranslations('policy.version')
  const history = useTranslations('policy.history')
  return (
    <Page title={t('missing')} backAction={{ content: history('title'), url: POLICY_HISTORY }}>
      <Banner tone="warning">{t('missingBody')}</Banner>
    </Page>
  )
}
