import { BlockStack, Modal, Text, TextField } from '@shopify/polaris'
import { useTranslations } from 'use-intl'

/** A webhook's new secret: it is shown once. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose(): void }) {
  const t = useTranslations('recipients.secret')
  return (
    <Modal open onClose={onClose} title={t('title')} primaryAction={{ content: t('close'), onAction: onClose }}>
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p">{t('body')}</Text>
          <TextField label={t('label')} value={secret} readOnly autoComplete="off" monospaced selectTextOnFocus />
        </BlockStack>
      </Modal.Section>
    </Modal>
  )
}
