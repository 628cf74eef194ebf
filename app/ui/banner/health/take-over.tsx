import { Banner, BlockStack, List, Modal, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { TakeOverResult } from '../../../banner/index.ts'

interface Props {
  open: boolean
  busy: boolean
  onClose(): void
  onConfirm(): void
}

/** Staff confirm this step, because only they can undo it. */
export function TakeOverDialog({ open, busy, onClose, onConfirm }: Props) {
  const t = useTranslations('banner.takeOver')
  return (
    <Modal
      open={open}
      onClose={onClose}
      title={t('title')}
      primaryAction={{ content: t('action'), loading: busy, onAction: onConfirm }}
      secondaryActions={[{ content: t('cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <List type="number">
            <List.Item>{t('ownBanner')}</List.Item>
            <List.Item>{t('regions')}</List.Item>
          </List>
          <Text as="p" fontWeight="semibold">
            {t('undo')}
          </Text>
        </BlockStack>
      </Modal.Section>
    </Modal>
  )
}

interface FailedProps {
  failure: Extract<TakeOverResult, { ok: false }>
  onAgain(): void
}

/** Tells how far it came and what Shopify answered, and offers another try. */
export function TakeOverFailed({ failure, onAgain }: FailedProps) {
  const t = useTranslations('banner.takeOver.failed')
  const { failed, message } = failure
  return (
    <Banner tone="critical" title={t(`title.${failed}`)} action={{ content: t('again'), onAction: onAgain }}>
      <BlockStack gap="100">
        <p>{message === null ? t('noAnswer') : t('shopifySays', { message })}</p>
        <p>{t(`done.${failed}`)}</p>
        <p>{t('nothingTwice')}</p>
      </BlockStack>
    </Banner>
  )
}
