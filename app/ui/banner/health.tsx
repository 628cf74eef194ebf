import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { Badge, Banner, BlockStack, Button, Card, Divider, InlineStack, Modal, Text } from '@shopify/polaris'
import { type ReactNode, useEffect, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { BannerState } from '../../consent/index.ts'
import { When } from '../when.tsx'
import { BANNER, type BannerAnswer } from './use-banner.ts'

interface Props {
  state: BannerState
  isPublished: boolean
  activateUrl: string
  answer: BannerAnswer | undefined
  busy: boolean
  onTakeOver(): void
}

/** What has to be true for the banner to work, each with what to do where it is not. */
export function HealthCard({ state, isPublished, activateUrl, answer, busy, onTakeOver }: Props) {
  const t = useTranslations('banner.health')
  const isOn = useEmbed()
  const { load, data } = useFetcher<{ ok: true; ownBanner: boolean; without: string[] } | { ok: false }>()
  const [asking, setAsking] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at again when something was done
  useEffect(() => load(`${BANNER}/privacy`), [load, answer])
  const names = new Intl.DisplayNames([useLocale()], { type: 'region' })
  const { publication, decisions, competing } = state
  const known = data?.ok ? data : null
  const isReady = known !== null && !known.ownBanner && known.without.length === 0
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t('title')}
        </Text>
        <Line
          label={t('embed')}
          good={isOn}
          detail={t(isOn === false ? 'embedOff' : 'embedOn')}
          action={
            isOn === false && (
              <Button url={activateUrl} target="_blank">
                {t('turnOn')}
              </Button>
            )
          }
        />
        <Line
          label={t('shopify')}
          good={known && isReady}
          detail={
            data?.ok === false
              ? t('unreachable')
              : known?.ownBanner
                ? t('ownBanner')
                : known && known.without.length > 0
                  ? t('without', { countries: known.without.map((code) => names.of(code) ?? code).join(', ') })
                  : t('regionsSet')
          }
          action={known && !isReady && <Button onClick={() => setAsking(true)}>{t('takeOver')}</Button>}
        />
        <Line
          label={t('configuration')}
          good={publication.problem === null && isPublished}
          detail={
            publication.problem
              ? t(`problems.${publication.problem.code}`)
              : t(isPublished ? 'asksRegister' : 'asksDefault')
          }
        />
        <Line
          label={t('decisions')}
          good={decisions.lastRecordedAt !== null}
          detail={
            decisions.lastRecordedAt
              ? t.rich('lastRecorded', {
                  count: decisions.total,
                  when: () => <When at={decisions.lastRecordedAt ?? new Date()} />,
                })
              : t('noneRecorded')
          }
        />
        <Line
          label={t('others')}
          good={competing.length === 0}
          detail={competing.length > 0 ? t('competing', { names: competing.join(', ') }) : t('noOthers')}
        />
        {answer?.do === 'take_over' && !answer.ok && answer.message && (
          <Banner tone="critical" title={t('refused')}>
            <p>{answer.message}</p>
          </Banner>
        )}
      </BlockStack>
      <Modal
        open={asking}
        onClose={() => setAsking(false)}
        title={t('confirm.title')}
        primaryAction={{
          content: t('confirm.action'),
          loading: busy,
          onAction: () => {
            setAsking(false)
            onTakeOver()
          },
        }}
        secondaryActions={[{ content: t('confirm.cancel'), onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <p>{t('confirm.body')}</p>
        </Modal.Section>
      </Modal>
    </Card>
  )
}

interface LineProps {
  label: string
  /** Null while it is not known. */
  good: boolean | null
  detail: ReactNode
  action?: ReactNode
}

function Line({ label, good, detail, action }: LineProps) {
  const t = useTranslations('banner.health')
  return (
    <BlockStack gap="300">
      <Divider />
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <div style={{ flex: '1 1 14rem', minHeight: 40 }}>
          <Text as="p" fontWeight="semibold">
            {label}
          </Text>
          <Text as="p" tone="subdued">
            {good === null ? t('looking') : detail}
          </Text>
        </div>
        <InlineStack gap="200" blockAlign="center">
          {action}
          {good !== null && <Badge tone={good ? 'success' : 'attention'}>{t(good ? 'good' : 'toDo')}</Badge>}
        </InlineStack>
      </InlineStack>
    </BlockStack>
  )
}

/** Whether the theme has the embed on, as the admin says; null until it has. */
function useEmbed(): boolean | null {
  const bridge = useAppBridge()
  const [isOn, setOn] = useState<boolean | null>(null)
  useEffect(() => {
    const look = async () => {
      const extensions = await bridge.app.extensions()
      setOn(
        extensions.some(
          ({ type, activations }) =>
            type === 'theme_app_extension' &&
            activations.some((activation) => 'status' in activation && activation.status === 'active'),
        ),
      )
    }
    void look().catch(() => setOn(null))
    addEventListener('focus', look)
    return () => removeEventListener('focus', look)
  }, [bridge])
  return isOn
}
