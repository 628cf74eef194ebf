import { useFetcher } from '@remix-run/react'
import { Badge, Banner, BlockStack, Button, Divider, InlineStack, Link, Page, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { SetupReview } from '../../../register/index.ts'
import { QUESTIONS } from '../../../register/setup/words.ts'
import { CONFIRM, pageOfQuestion, REGISTER } from '../../links/register.ts'
import { SectionCard } from '../../section-card.tsx'
import { ChangeList } from '../change-list.tsx'

type Applied = { ok: true; left: number } | { ok: false; reason: 'changed_since' | 'too_large' }

/** What the answers make or change, before it happens; and after it, what is left to confirm. */
export function ReviewPage({ review }: { review: SetupReview }) {
  const t = useTranslations('setup')
  const register = useTranslations('register')
  const { submit, data, state } = useFetcher<{ applied: Applied | null }>()
  const applied = state === 'idle' ? data?.applied : null
  const apply = () =>
    submit(JSON.stringify({ intent: 'apply', ...review.seen }), {
      method: 'post',
      encType: 'application/json',
      action: '?question=review',
    })
  return (
    <Page narrowWidth title={t('title')} backAction={{ content: register('title'), url: REGISTER }}>
      <BlockStack gap="400">
        <div aria-live="polite">
          {applied?.ok && <Done left={applied.left} />}
          {applied?.ok === false && applied.reason === 'changed_since' && (
            <Banner tone="warning" title={t('review.changedSince')} />
          )}
          {review.isTooLarge && <Banner tone="critical" title={t('review.tooLarge')} />}
        </div>
        {!applied?.ok && <Proposal review={review} busy={state !== 'idle'} onApply={apply} />}
        {review.skipped.length > 0 && <Skipped skipped={review.skipped} />}
        <AnswerList skipped={review.skipped} />
      </BlockStack>
    </Page>
  )
}

function Done({ left }: { left: number }) {
  const t = useTranslations('setup.done')
  return (
    <SectionCard title={t('title')}>
      <Text as="p" variant="bodyLg">
        {t('left', { count: left })}
      </Text>
      {left > 0 && <Text as="p">{t('body')}</Text>}
      <InlineStack gap="200">
        {left > 0 && (
          <Button variant="primary" url={CONFIRM}>
            {t('confirm')}
          </Button>
        )}
        <Button url={REGISTER}>{t('register')}</Button>
      </InlineStack>
    </SectionCard>
  )
}

function Proposal({ review, busy, onApply }: { review: SetupReview; busy: boolean; onApply: () => void }) {
  const t = useTranslations('setup.review')
  const { changes, left, isTooLarge } = review
  if (changes?.total === 0) return <SectionCard title={t('nothing')} description={t('nothingBody')} />
  return (
    <SectionCard title={changes ? t('changes', { count: changes.total }) : t('title')}>
      <Text as="p">{changes ? t('kept') : t('begin')}</Text>
      <Text as="p">{t('left', { count: left })}</Text>
      <InlineStack>
        <Button variant="primary" loading={busy} disabled={isTooLarge} onClick={onApply}>
          {t(changes ? 'change' : 'make')}
        </Button>
      </InlineStack>
      {changes && <Divider />}
      {changes && <ChangeList changes={changes} />}
    </SectionCard>
  )
}

function Skipped({ skipped }: Pick<SetupReview, 'skipped'>) {
  const t = useTranslations('setup.review')
  return (
    <Banner tone="info" title={t('skippedTitle', { count: skipped.length })}>
      <p>{t('skippedBody')}</p>
    </Banner>
  )
}

function AnswerList({ skipped }: Pick<SetupReview, 'skipped'>) {
  const t = useTranslations('setup')
  return (
    <SectionCard title={t('review.answers')}>
      {QUESTIONS.map((question) => (
        <InlineStack key={question} align="space-between" blockAlign="start" gap="200" wrap={false}>
          <Link
            url={pageOfQuestion(question)}
            accessibilityLabel={t('review.edit', { question: t(`questions.${question}.title`) })}
          >
            {t(`questions.${question}.title`)}
          </Link>
          {skipped.includes(question) ? (
            <Badge tone="attention">{t('review.skipped')}</Badge>
          ) : (
            <Badge tone="success">{t('review.answered')}</Badge>
          )}
        </InlineStack>
      ))}
    </SectionCard>
  )
}
