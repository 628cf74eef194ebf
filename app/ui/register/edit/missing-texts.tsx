import { Link, Text } from '@shopify/polaris'
import { useFormatter, useTranslations } from 'use-intl'
import type { MissingText } from '../../../register/index.ts'
import { pageOfPart } from '../../links/register.ts'
import { SectionCard } from '../../section-card.tsx'

/** What is not written yet in a language that the shop offers, each with the way to it. */
export function MissingTexts({ missing }: { missing: { texts: number; entries: number; shown: MissingText[] } }) {
  const t = useTranslations('register.translations')
  const format = useFormatter()
  const hidden = missing.entries - missing.shown.length
  return (
    <SectionCard title={t('title', { count: missing.texts })}>
      {missing.shown.map(({ ref, about, first, labels, languages }) => (
        <div key={`${ref.kind}/${ref.id}`}>
          <Link url={pageOfPart(ref, first)}>{about}</Link>
          <Text as="p" tone="subdued">
            {t('line', {
              field: format.list(labels),
              languages: format.list(languages.map((each) => each.label)),
            })}
          </Text>
        </div>
      ))}
      {hidden > 0 && (
        <Text as="p" tone="subdued">
          {t('more', { count: hidden })}
        </Text>
      )}
    </SectionCard>
  )
}
