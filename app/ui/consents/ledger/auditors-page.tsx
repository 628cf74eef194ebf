import { BlockStack, DescriptionList, Link, List, Page, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { AuditorsGuide } from '../../../consent/index.ts'
import { LEDGER } from '../../links/consents.ts'
import { SectionCard } from '../../section-card.tsx'

type Section = AuditorsGuide['sections'][number]

/** How an auditor checks the ledger. Staff print it, or send the address of the public page. */
export function AuditorsPage({ guide }: { guide: AuditorsGuide }) {
  const t = useTranslations('consents.auditors')
  const { title, intro, facts, sections, address } = guide
  return (
    <Page
      title={title}
      backAction={{ content: t('back'), url: LEDGER }}
      secondaryActions={[{ content: t('print'), onAction: () => window.print() }]}
    >
      <BlockStack gap="400">
        <SectionCard title={t('who')}>
          <Text as="p">{intro}</Text>
          {address && (
            <Text as="p">
              {t.rich('send', {
                address: () => (
                  <Link url={address} target="_blank">
                    <span style={{ overflowWrap: 'anywhere' }}>{address}</span>
                  </Link>
                ),
              })}
            </Text>
          )}
          <DescriptionList
            items={facts.map(({ term, value, isAddress }) => ({
              term,
              description: isAddress ? (
                <Link url={value} target="_blank">
                  <span style={{ overflowWrap: 'anywhere' }}>{value}</span>
                </Link>
              ) : (
                <code style={{ overflowWrap: 'anywhere' }}>{value}</code>
              ),
            }))}
          />
        </SectionCard>
        {sections.map((section) => (
          <GuideSection key={section.title} section={section} />
        ))}
      </BlockStack>
    </Page>
  )
}

function GuideSection({ section: { title, body, list, steps } }: { section: Section }) {
  return (
    <SectionCard title={title}>
      {body.map((text) => (
        <Text as="p" key={text}>
          {text}
        </Text>
      ))}
      {list.length > 0 && (
        <List>
          {list.map((text) => (
            <List.Item key={text}>{text}</List.Item>
          ))}
        </List>
      )}
      {steps.length > 0 && (
        <List type="number">
          {steps.map(({ text, command }) => (
            <List.Item key={text}>
              {text}
              <Command>{command}</Command>
            </List.Item>
          ))}
        </List>
      )}
    </SectionCard>
  )
}

/** Lines wrap, so that a printed page shows all of them. */
const Command = ({ children }: { children: string }) => (
  <pre
    style={{
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
      padding: 'var(--p-space-200)',
      background: 'var(--p-color-bg-surface-secondary)',
    }}
  >
    <code>{children}</code>
  </pre>
)
