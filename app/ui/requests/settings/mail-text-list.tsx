import type { SerializeFrom } from '@remix-run/node'
import { Badge, BlockStack, Button, InlineStack, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { MAIL_TEMPLATES } from '../../../mail/words.ts'
import type { RequestSettingsOverview } from '../../../requests/index.ts'
import { useLanguageName } from '../../banner/language-select.tsx'
import { pageOfMail } from '../../links/requests.ts'

const LIST = { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 8 } as const

/** Each mail, and in which languages staff worded it themselves. */
export function MailTextList({ worded }: SerializeFrom<Pick<RequestSettingsOverview, 'worded'>>) {
  const t = useTranslations('requestSettings.mails')
  const names = useTranslations('mails.templates')
  const nameOf = useLanguageName()
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {t('templates')}
      </Text>
      <ul style={LIST}>
        {MAIL_TEMPLATES.map((template) => {
          const own = worded.filter((one) => one.template === template).map(({ language }) => nameOf(language))
          return (
            <li key={template}>
              <InlineStack gap="200" blockAlign="center">
                <Button
                  variant="plain"
                  url={pageOfMail(template)}
                  accessibilityLabel={t('open', { mail: names(template) })}
                >
                  {names(template)}
                </Button>
                {own.length > 0 && <Badge tone="info">{t('own', { languages: own.join(', ') })}</Badge>}
              </InlineStack>
            </li>
          )
        })}
      </ul>
    </BlockStack>
  )
}
