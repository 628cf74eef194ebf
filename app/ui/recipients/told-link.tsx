import { Link } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { placeOfRecipient } from '../links/recipients.ts'

/** From a recipient of the register to how it is told. */
export function ToldLink({ recipientId }: { recipientId: string }) {
  const t = useTranslations('recipients.tasks')
  return (
    <div>
      <Link url={placeOfRecipient(recipientId)}>{t('toSettings')}</Link>
    </div>
  )
}
