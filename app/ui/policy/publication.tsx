import {
  Badge,
  type BadgeProps,
  Banner,
  BlockStack,
  InlineStack,
  Link,
  List,
  ProgressBar,
  Text,
} from '@shopify/polaris'
import { useLocale, useTranslations } from 'use-intl'
import type { Failure, PolicyOverview, PublicationState, PublicationStep } from '../../policy/index.ts'
import { DOCUMENT_KINDS } from '../../policy/model.ts'
import { SectionCard } from '../section-card.tsx'
import { useStaffName } from '../staff-names.tsx'
import { useRefresh } from '../use-refresh.ts'
import { When } from '../when.tsx'

type Publication = NonNullable<PolicyOverview['publication']>

const TONES: Record<PublicationState, BadgeProps['tone']> = {
  publishing: 'info',
  restoring: 'attention',
  published: 'success',
  unpublished: 'critical',
}

/** How far a step is, out of 100. */
const PROGRESS: Record<PublicationStep, number> = { read: 10, cookies: 35, policy: 65, check: 90 }

interface Props {
  publication: Publication | null
  inForce: PolicyOverview['inForce']
  addresses: NonNullable<PolicyOverview['shown']>['addresses'] | null
}

/** What customers read now, and how the last publication went. */
export function PublicationCard({ publication, inForce, addresses }: Props) {
  const t = useTranslations('policy.publication')
  const staff = useStaffName()
  const isOpen = publication !== null && publication.finishedAt === null
  useRefresh(isOpen)
  return (
    <SectionCard
      title={t('title')}
      aside={publication && <Badge tone={TONES[publication.state]}>{t(`states.${publication.state}`)}</Badge>}
    >
      {inForce?.publishedAt ? (
        <Text as="p">
          {t.rich('inForce', {
            number: inForce.number,
            author: staff.inText(inForce.author),
            when: () => <When at={inForce.publishedAt ?? inForce.createdAt} />,
          })}
        </Text>
      ) : (
        <Text as="p">{t('never')}</Text>
      )}
      {inForce && (
        <Text as="p" tone="subdued">
          <span style={{ overflowWrap: 'anywhere' }}>{t('hash', { hash: inForce.hash.slice(0, 16) })}</span>
        </Text>
      )}
      {addresses && (
        <InlineStack gap="300">
          {DOCUMENT_KINDS.map((document) => (
            <Link key={document} url={addresses[document]} target="_blank">
              {t(`open.${document}`)}
            </Link>
          ))}
        </InlineStack>
      )}
      <div aria-live="polite">{isOpen && <Progress publication={publication} />}</div>
      {publication?.state === 'unpublished' && publication.failure && <Failed publication={publication} />}
    </SectionCard>
  )
}

function Progress({ publication }: { publication: Publication }) {
  const t = useTranslations('policy.publication')
  const where = useWhere()
  const { state, version, step, failure, restoreFailure, attempts } = publication
  const trouble = state === 'restoring' ? restoreFailure : failure
  return (
    <BlockStack gap="200">
      <Text as="p" id="publication-progress">
        {t(state === 'restoring' ? 'restoring' : 'publishing', { version })} {where(step, publication.stepLocale)}
      </Text>
      <ProgressBar progress={PROGRESS[step]} size="small" ariaLabelledBy="publication-progress" />
      {attempts > 0 && trouble && (
        <Text as="p" tone="subdued">
          {t('retrying', { why: t(`failures.${trouble.code}`) })}
        </Text>
      )}
    </BlockStack>
  )
}

function Failed({ publication }: { publication: Publication & { failure: Failure | null } }) {
  const t = useTranslations('policy.publication')
  const where = useWhere()
  const { failure, version } = publication
  if (!failure) return null
  return (
    <Banner tone="critical" title={t('failed', { version })}>
      <List>
        <List.Item>{t(`failures.${failure.code}`)}</List.Item>
        {failure.message && <List.Item>{t('shopifySays', { message: failure.message })}</List.Item>}
        <List.Item>{where(failure.step, failure.locale)}</List.Item>
        <List.Item>{t('asBefore')}</List.Item>
        <List.Item>{t(`remedies.${failure.code}`)}</List.Item>
      </List>
    </Banner>
  )
}

/** Where in a publication something is, in words. */
function useWhere() {
  const t = useTranslations('policy.publication')
  const names = new Intl.DisplayNames([useLocale()], { type: 'language' })
  return (step: PublicationStep, locale: string | null) =>
    locale === null
      ? t(`steps.${step}`)
      : t('stepIn', { step: t(`steps.${step}`), language: names.of(locale) ?? locale })
}
