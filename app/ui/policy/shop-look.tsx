import { useFetcher } from '@remix-run/react'
import { Banner, BlockStack, Button, Collapsible, InlineStack, SkeletonBodyText, Text } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { useFormatter, useLocale, useTranslations } from 'use-intl'
import type { DriftedPage, ShopInspection } from '../../policy/index.ts'
import { POLICY_SHOP } from '../links/policy.ts'
import { SectionCard } from '../section-card.tsx'
import { When } from '../when.tsx'
import type { PolicyIntent } from './use-policy-action.ts'
import { SideBySide } from './words.tsx'

interface Props {
  /** Of the version in force; null before the first. */
  publication: { id: string; version: number; acceptedAt: Date | string | null } | null
  /** Changes when something was done that the shop shows. */
  moment: string
  ask(intent: PolicyIntent): void
  busy: boolean
}

/** What the shop really shows: whether it is what was published, and whether Shopify writes a policy of its own. */
export function ShopLookCard({ publication, moment, ask, busy }: Props) {
  const t = useTranslations('policy.shop')
  const { load, data, state } = useFetcher<{ ok: true; look: ShopInspection } | { ok: false }>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at again when something changed
  useEffect(() => load(POLICY_SHOP), [load, moment])
  return (
    <SectionCard
      title={t('title')}
      aside={
        <Button size="slim" loading={state !== 'idle'} onClick={() => load(POLICY_SHOP)}>
          {t('lookAgain')}
        </Button>
      }
    >
      {data === undefined ? (
        <SkeletonBodyText lines={2} />
      ) : data.ok ? (
        <Look look={data.look} publication={publication} ask={ask} busy={busy} />
      ) : (
        <Banner tone="warning">{t('unreachable')}</Banner>
      )}
    </SectionCard>
  )
}

function Look({ look, publication, ask, busy }: { look: ShopInspection } & Omit<Props, 'moment'>) {
  const t = useTranslations('policy.shop')
  const { isAutomatic, drifted } = look
  return (
    <BlockStack gap="300">
      {isAutomatic && <Automatic ask={ask} busy={busy} />}
      {drifted === null ? (
        <Text as="p">{t('nothing')}</Text>
      ) : drifted.length === 0 ? (
        <Text as="p">{t('same')}</Text>
      ) : (
        publication && <Drifted drifted={drifted} publication={publication} ask={ask} busy={busy} />
      )}
      <Languages look={look} publication={publication} ask={ask} busy={busy} />
    </BlockStack>
  )
}

/** The languages in which customers read no policy, or read it in another language. */
function Languages({ look, publication, ask, busy }: { look: ShopInspection } & Omit<Props, 'moment'>) {
  const t = useTranslations('policy.shop.languages')
  const format = useFormatter()
  const names = new Intl.DisplayNames([useLocale()], { type: 'language' })
  const list = (locales: string[]) => format.list(locales.map((locale) => names.of(locale) ?? locale))
  const { newLocales, notCovered } = look
  return (
    <>
      {newLocales.length > 0 && publication && (
        <BlockStack gap="200" inlineAlign="start">
          <Text as="p">{t('newLanguages', { languages: list(newLocales), number: publication.version })}</Text>
          <Button loading={busy} onClick={() => ask({ intent: 'again' })}>
            {t('writeThere')}
          </Button>
        </BlockStack>
      )}
      {notCovered.length > 0 && <Text as="p">{t('notCovered', { languages: list(notCovered) })}</Text>}
    </>
  )
}

function Automatic({ ask, busy }: Pick<Props, 'ask' | 'busy'>) {
  const t = useTranslations('policy.shop.automatic')
  const [sure, setSure] = useState(false)
  return (
    <Banner tone="warning" title={t('title')}>
      <BlockStack gap="200" inlineAlign="start">
        <p>{t('body')}</p>
        {sure ? (
          <>
            <p>{t('consequence')}</p>
            <InlineStack gap="200">
              <Button variant="primary" loading={busy} onClick={() => ask({ intent: 'turn_off' })}>
                {t('confirm')}
              </Button>
              <Button onClick={() => setSure(false)}>{t('keep')}</Button>
            </InlineStack>
          </>
        ) : (
          <Button onClick={() => setSure(true)}>{t('turnOff')}</Button>
        )}
      </BlockStack>
    </Banner>
  )
}

interface DriftedProps extends Pick<Props, 'ask' | 'busy'> {
  drifted: readonly DriftedPage[]
  publication: NonNullable<Props['publication']>
}

function Drifted({ drifted, publication, ask, busy }: DriftedProps) {
  const t = useTranslations('policy.shop.drift')
  const accepted = publication.acceptedAt
  return (
    <Banner tone={accepted ? 'info' : 'warning'} title={t('title', { count: drifted.length })}>
      <BlockStack gap="300">
        <p>{accepted ? t.rich('accepted', { when: () => <When at={accepted} /> }) : t('body')}</p>
        {drifted.map((page) => (
          <DriftOfPage key={`${page.document}/${page.locale}`} page={page} />
        ))}
        <InlineStack gap="200">
          <Button variant="primary" loading={busy} onClick={() => ask({ intent: 'again' })}>
            {t('again')}
          </Button>
          {!accepted && (
            <Button loading={busy} onClick={() => ask({ intent: 'accept', publicationId: publication.id })}>
              {t('accept')}
            </Button>
          )}
        </InlineStack>
      </BlockStack>
    </Banner>
  )
}

/** Lines that are the same are left out: a policy has hundreds. */
function DriftOfPage({ page }: { page: DriftedPage }) {
  const t = useTranslations('policy.shop.drift')
  const documents = useTranslations('policy.reading.documents')
  const names = new Intl.DisplayNames([useLocale()], { type: 'language' })
  const [open, setOpen] = useState(false)
  const id = `drift-${page.document}-${page.locale}`
  const changed = page.lines.map((line) => ({ ...line, text: `${line.text}\n` }))
  const name = `${documents(page.document)} (${names.of(page.locale) ?? page.locale})`
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span">{t(`kinds.${page.drift}`, { page: name })}</Text>
        {page.drift === 'changed' && (
          <Button size="slim" ariaExpanded={open} ariaControls={id} onClick={() => setOpen(!open)}>
            {t(open ? 'hide' : 'compare')}
          </Button>
        )}
      </InlineStack>
      <Collapsible id={id} open={open}>
        <SideBySide words={changed} />
      </Collapsible>
    </BlockStack>
  )
}
