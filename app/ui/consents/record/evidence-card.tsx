import { BlockStack, Box, DescriptionList, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { ShownEvidence } from '../../../consent/index.ts'
import { SectionCard } from '../../section-card.tsx'
import { When } from '../../when.tsx'

/** What came along with a consent that was given elsewhere: it is how the shop shows it (GDPR Art. 7(1)). */
export function EvidenceCard({ evidence }: { evidence: ShownEvidence }) {
  const t = useTranslations('consents.record.cameAlong')
  const { origin, where, statedAt, askedBy, reference, wording, tool, version } = evidence
  const line = (term: string, description: string | null) => (description === null ? [] : [{ term, description }])
  return (
    <SectionCard title={t('evidence')}>
      <DescriptionList
        items={[
          { term: t('origin'), description: t(`origins.${origin}`) },
          ...(where ? [{ term: t('askedAt'), description: t(`givenAt.${where}`) }] : []),
          { term: t('statedAt'), description: statedAt ? <When at={statedAt} /> : t('notStated') },
          ...line(t('tool'), tool),
          ...line(t('toolVersion'), version),
          ...line(t('askedBy'), askedBy),
          ...line(t('reference'), reference),
        ]}
      />
      <BlockStack gap="100">
        <Text as="h3" variant="headingSm">
          {t('wording')}
        </Text>
        {wording ? (
          <Box as="section" padding="300" background="bg-surface-secondary" borderRadius="200">
            <Text as="p" breakWord>
              <span lang={wording.language || undefined} style={{ whiteSpace: 'pre-line' }}>
                {wording.text}
              </span>
            </Text>
          </Box>
        ) : (
          <Text as="p">{t('noWording')}</Text>
        )}
      </BlockStack>
    </SectionCard>
  )
}
