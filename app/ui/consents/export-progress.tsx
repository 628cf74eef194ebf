import { Button, InlineStack, Text } from '@shopify/polaris'
import { useFormatter, useTranslations } from 'use-intl'

const BYTES_A_MEGABYTE = 1_000_000

/** How much of a file has come, and a way to stop it. */
export function ExportProgress({ received, onCancel }: { received: number; onCancel(): void }) {
  const t = useTranslations('consents.export')
  const format = useFormatter()
  const size = format.number(received / BYTES_A_MEGABYTE, {
    style: 'unit',
    unit: 'megabyte',
    maximumFractionDigits: 1,
  })
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <Text as="p">{t('running', { size })}</Text>
      <Button onClick={onCancel}>{t('cancel')}</Button>
    </InlineStack>
  )
}
