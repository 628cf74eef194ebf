import type { SerializeFrom } from '@remix-run/node'
import { Badge, BlockStack, InlineStack, Link, List, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { IDENTITY_METHODS } from '../../../register/words.ts'
import type { RequestSettingsOverview } from '../../../requests/index.ts'
import { pageOfKind } from '../../links/register.ts'
import { SectionCard } from '../../section-card.tsx'

/** How people prove who they are: the register decides. */
export function IdentityMethodsCard({ methods }: { methods: readonly string[] }) {
  const t = useTranslations('requestSettings.identity')
  const choices = useTranslations('request.choices')
  const offered = IDENTITY_METHODS.filter((method) => methods.includes(method))
  return (
    <SectionCard title={t('title')} description={t('body')}>
      {offered.length === 0 && <Text as="p">{t('none')}</Text>}
      {offered.length > 0 && (
        <List>
          {offered.map((method) => (
            <List.Item key={method}>{choices(method)}</List.Item>
          ))}
        </List>
      )}
      <div>
        <Link url={pageOfKind('rights_channel')}>{t('change')}</Link>
      </div>
    </SectionCard>
  )
}

type Shown = SerializeFrom<Pick<RequestSettingsOverview, 'regimes' | 'defaultRegime'>>

/** How long each law gives. */
export function DeadlinesCard({ regimes, defaultRegime }: Shown) {
  const t = useTranslations('requestSettings.deadlines')
  const choices = useTranslations('request.choices')
  const time = ({ unit, value }: Shown['regimes'][number]['answer']) => t(unit, { count: value })
  return (
    <SectionCard title={t('title')} description={t('body')}>
      <List>
        {regimes.map(({ id, source, extended, confirm }) => (
          <List.Item key={id}>
            <BlockStack gap="050">
              <InlineStack gap="200" blockAlign="center">
                <Text as="span" fontWeight="semibold">
                  {choices(id)}
                </Text>
                {id === defaultRegime && <Badge>{t('isDefault')}</Badge>}
              </InlineStack>
              {(extended || confirm) && (
                <Text as="span">
                  {[
                    ...(extended ? [t('extended', { time: time(extended) })] : []),
                    ...(confirm ? [t('confirm', { time: time(confirm) })] : []),
                  ].join(', ')}
                </Text>
              )}
              <Text as="span" tone="subdued">
                {source}
              </Text>
            </BlockStack>
          </List.Item>
        ))}
      </List>
    </SectionCard>
  )
}
