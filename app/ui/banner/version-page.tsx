import { useSearchParams } from '@remix-run/react'
import { Banner, BlockStack, Card, InlineGrid, Page, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { BannerVersionRead } from '../../banner/index.ts'
import { DEVICE_NAMES } from '../devices.ts'
import { BANNER_HISTORY, frozenPage } from '../links/banner.ts'
import { useDownload } from '../use-download.ts'
import { When } from '../when.tsx'
import { DeviceFrame } from './device-frame.tsx'
import { LanguageSelect, type Languages, useLanguageName } from './language-select.tsx'

interface Props {
  read: BannerVersionRead & { decisions: number }
  /** Every language that the storefront's banner speaks. */
  all: string[]
}

/** A banner as shoppers saw it, with its proof. */
export function BannerVersionPage({ read, all }: Props) {
  const t = useTranslations('banner.version')
  const history = useTranslations('banner.history')
  const download = useDownload()
  const { hash, rendering } = read
  return (
    <Page
      fullWidth
      title={t('title', { hash })}
      backAction={{ content: history('title'), url: BANNER_HISTORY }}
      secondaryActions={[
        {
          content: t('download'),
          onAction: () => void download(frozenPage(hash, rendering.language, rendering.drawnAt)),
        },
      ]}
    >
      <BlockStack gap="400">
        <Facts read={read} />
        <Drawn read={read} all={all} />
      </BlockStack>
    </Page>
  )
}

/** What shoppers saw, in a language that can be chosen, on each device. */
function Drawn({ read, all }: Props) {
  const t = useTranslations('banner.version')
  const preview = useTranslations('banner.preview')
  const nameOf = useLanguageName()
  const { language, html } = read.rendering
  return (
    <Card>
      <BlockStack gap="400">
        <LanguageSelect
          label={preview('language')}
          languages={useLanguagesDrawn(read, all)}
          titles={{ ofShop: t('drawn'), others: t('notDrawn') }}
        />
        <Text as="p" tone="subdued">
          {t('scroll')}
        </Text>
        <InlineGrid columns={{ xs: 1, md: ['twoThirds', 'oneThird'] }} gap="400">
          {DEVICE_NAMES.map((device) => (
            <BlockStack key={device} gap="200">
              <Text as="h2" variant="headingSm">
                {preview(`devices.${device}`)}
              </Text>
              <DeviceFrame
                title={preview('frame', { language: nameOf(language), device: preview(`devices.${device}`) })}
                page={html}
                device={device}
              />
            </BlockStack>
          ))}
        </InlineGrid>
      </BlockStack>
    </Card>
  )
}

/** The language that is looked at, kept in the page's address. */
function useLanguagesDrawn({ languages, rendering }: BannerVersionRead, all: readonly string[]): Languages {
  const [, setQuery] = useSearchParams()
  return {
    language: rendering.language,
    ofShop: languages,
    others: all.filter((each) => !languages.includes(each)),
    choose: (chosen) =>
      setQuery(
        (query) => {
          query.set('language', chosen)
          return query
        },
        { preventScrollReset: true, replace: true },
      ),
  }
}

function Facts({ read }: Pick<Props, 'read'>) {
  const t = useTranslations('banner.version')
  const { createdAt, registerVersion, decisions, rendering } = read
  const isLater = +new Date(rendering.drawnAt) > +new Date(createdAt)
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="p">
          {t.rich(registerVersion === null ? 'beforeRegister' : 'published', {
            number: registerVersion ?? 0,
            count: decisions,
            when: () => <When at={createdAt} />,
          })}
        </Text>
        {isLater && <Text as="p">{t.rich('drawnLater', { when: () => <When at={rendering.drawnAt} /> })}</Text>}
        <Text as="p" tone="subdued">
          <span style={{ overflowWrap: 'anywhere' }}>{t('htmlHash', { hash: rendering.htmlHash })}</span>
        </Text>
        <Text as="p" tone="subdued">
          <span style={{ overflowWrap: 'anywhere' }}>{t('filesHash', { hash: rendering.filesHash })}</span>
        </Text>
      </BlockStack>
    </Card>
  )
}

export function MissingBannerVersion() {
  const t = useTranslations('banner.version')
  const history = useTranslations('banner.history')
  return (
    <Page title={t('missing')} backAction={{ content: history('title'), url: BANNER_HISTORY }}>
      <Banner tone="warning">{t('missingBody')}</Banner>
    </Page>
  )
}
