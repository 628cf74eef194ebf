import { useFetcher } from '@remix-run/react'
import { BlockStack, Box, Button, ButtonGroup, Divider, InlineStack, Page, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { EntryRef, PartToConfirm, ToConfirm } from '../../register/index.ts'
import { POLICY } from '../links/policy.ts'
import { pageOfPart, REGISTER } from '../links/register.ts'
import { Nothing } from '../nothing.tsx'
import { SectionCard } from '../section-card.tsx'

/** What a template supposed about the shop: staff read each part, and confirm or change it. */
export function ConfirmPage({ toConfirm }: { toConfirm: ToConfirm }) {
  const t = useTranslations('register.confirm')
  const register = useTranslations('register')
  const { left, groups } = toConfirm
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      backAction={{ content: register('title'), url: REGISTER }}
      {...(left === 0 && { primaryAction: { content: t('toPolicy'), url: POLICY } })}
    >
      <BlockStack gap="400">
        <Text as="p" variant="bodyLg">
          <span role="status">{t('lead', { count: left })}</span>
        </Text>
        {left === 0 && <Nothing title={t('done')} body={t('doneBody')} />}
        {groups.map((group) => (
          <Group key={group.kind} group={group} />
        ))}
      </BlockStack>
    </Page>
  )
}

function Group({ group: { kind, parts } }: { group: ToConfirm['groups'][number] }) {
  const t = useTranslations('register.confirm')
  const register = useTranslations('register')
  return (
    <SectionCard title={t('group', { kind: register(`kinds.${kind}`), count: parts.length })}>
      {parts.map((part) => (
        <BlockStack gap="300" key={part.ref.id}>
          <Divider />
          <Part part={part} />
        </BlockStack>
      ))}
      {parts.length > 1 && (
        <>
          <Divider />
          <InlineStack>
            <ConfirmButton parts={parts.map(({ ref }) => ref)} label={t('all', { count: parts.length })} />
          </InlineStack>
        </>
      )}
    </SectionCard>
  )
}

function Part({ part: { ref, name, says } }: { part: PartToConfirm }) {
  const t = useTranslations('register.confirm')
  return (
    <InlineStack align="space-between" blockAlign="start" gap="300">
      <Box width="100%" maxWidth="40rem">
        <BlockStack gap="100">
          {ref.id !== null && (
            <Text as="h3" fontWeight="semibold">
              {name}
            </Text>
          )}
          <dl style={LIST}>
            {says.map(({ label, value }) => (
              <div key={label}>
                <dt style={TERM}>{t('label', { label })}</dt> <dd style={SAID}>{value}</dd>
              </div>
            ))}
          </dl>
        </BlockStack>
      </Box>
      <ButtonGroup>
        <ConfirmButton parts={[ref]} label={t('confirm')} named={t('confirmNamed', { name })} />
        <Button variant="plain" url={pageOfPart(ref)} accessibilityLabel={t('changeNamed', { name })}>
          {t('change')}
        </Button>
      </ButtonGroup>
    </InlineStack>
  )
}

const LIST = { margin: 0, overflowWrap: 'anywhere' } as const
const TERM = { display: 'inline', color: 'var(--p-color-text-secondary)' } as const
const SAID = { display: 'inline', margin: 0, whiteSpace: 'pre-line' } as const

function ConfirmButton({ parts, label, named = label }: { parts: EntryRef[]; label: string; named?: string }) {
  const fetcher = useFetcher()
  const confirm = () =>
    fetcher.submit(JSON.stringify({ parts }), { method: 'post', encType: 'application/json', action: '' })
  return (
    <Button onClick={confirm} loading={fetcher.state !== 'idle'} accessibilityLabel={named}>
      {label}
    </Button>
  )
}
