import {
  Badge,
  type BadgeProps,
  BlockStack,
  Button,
  Divider,
  InlineStack,
  Layout,
  Link,
  List,
  Page,
  ProgressBar,
  Text,
} from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { DescribedFinding, DescribedStep, Overview, StepState } from '../../register/index.ts'
import { POLICY, PRESENT_POLICY } from '../links/policy.ts'
import { CONFIRM, pageOfKind, pageOfPart, REGISTER, SETUP } from '../links/register.ts'
import { SectionCard } from '../section-card.tsx'
import { useDownload } from '../use-download.ts'
import { StateBadges } from './state-badges.tsx'

const TONE: Record<StepState, BadgeProps['tone']> = { to_do: 'critical', to_check: 'attention', done: 'success' }

/** What the register says, what is wrong with it and what is left to do. */
export function OverviewPage({ overview, isPublished }: { overview: Overview; isPublished: boolean }) {
  const t = useTranslations('register')
  const setup = useTranslations('setup.start')
  const policy = useTranslations('policy')
  const download = useDownload()
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      primaryAction={
        isPublished
          ? { content: t('overview.changes'), url: `${REGISTER}/changes` }
          : { content: t('overview.publish'), url: POLICY }
      }
      actionGroups={[
        {
          title: t('overview.files'),
          actions: [
            { content: t('overview.xlsx'), onAction: () => void download(`${REGISTER}/export?format=xlsx`) },
            { content: t('overview.json'), onAction: () => void download(`${REGISTER}/export?format=json`) },
            { content: t('overview.import'), url: `${REGISTER}/import` },
          ],
        },
      ]}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <Suggested count={overview.suggested} />
            <Progress overview={overview} />
            <Findings overview={overview} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <SectionCard title={t('overview.more')}>
            <Link url={SETUP}>{setup('link')}</Link>
            <Link url={pageOfKind('clause')}>{t('overview.clauses', { count: overview.clauses })}</Link>
            <Link url={pageOfKind('sentence')}>{t('kinds.sentence')}</Link>
            <Link url={pageOfKind('cookies')}>{t('kinds.cookies')}</Link>
            <Link url={pageOfKind('languages')}>{t('kinds.languages')}</Link>
            <Link url={PRESENT_POLICY}>{policy('present')}</Link>
          </SectionCard>
        </Layout.Section>
      </Layout>
    </Page>
  )
}

/** Nothing that was only supposed is published. */
function Suggested({ count }: { count: number }) {
  const t = useTranslations('register.overview.suggested')
  if (count === 0) return null
  return (
    <SectionCard title={t('title')} description={t('body', { count })}>
      <InlineStack>
        <Button variant="primary" url={CONFIRM}>
          {t('action')}
        </Button>
      </InlineStack>
    </SectionCard>
  )
}

function Progress({ overview }: { overview: Overview }) {
  const t = useTranslations('register.overview')
  const { done, total } = overview
  return (
    <SectionCard
      title={t('progress')}
      aside={
        <Text as="span" tone="subdued">
          {t('done', { done, total })}
        </Text>
      }
    >
      <ProgressBar progress={Math.round((done / total) * 100)} size="small" tone="success" ariaLabelledBy="progress" />
      <Text as="p" id="progress">
        {t(stateOfPublishing(overview), { count: overview.errors, suggested: overview.suggested })}
      </Text>
      {overview.steps.map((step) => (
        <BlockStack gap="300" key={step.step}>
          <Divider />
          <StepLine step={step} state={overview.states[step.state]} />
        </BlockStack>
      ))}
    </SectionCard>
  )
}

function stateOfPublishing({ publishable, errors }: Overview) {
  if (publishable) return 'publishable'
  return errors > 0 ? 'notPublishable' : 'notConfirmed'
}

function StepLine({ step, state }: { step: DescribedStep; state: string }) {
  const t = useTranslations('register.overview')
  const left = step.errors + step.warnings > 0
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
      <div>
        <Link url={pageOfKind(step.kind)}>{step.title}</Link>{' '}
        {step.entries > 0 && (
          <Text as="span" tone="subdued">
            {t('entries', { count: step.entries })}
          </Text>
        )}
      </div>
      <div style={{ flexShrink: 0 }}>
        {left && step.step !== 'translations' ? (
          <StateBadges row={step} />
        ) : (
          <Badge tone={TONE[step.state]}>{left ? t('untranslated', { count: step.warnings }) : state}</Badge>
        )}
      </div>
    </InlineStack>
  )
}

function Findings({ overview }: { overview: Overview }) {
  const t = useTranslations('register.overview')
  const { findings, errors, warnings } = overview
  const hidden = errors + warnings - findings.flat().length
  return (
    <SectionCard title={t('findings')} description={t('findingsCount', { errors, warnings })}>
      {findings.map((group) => (
        <FindingGroup key={`${group[0]?.severity}/${group[0]?.ref.kind}/${group[0]?.ref.id}`} group={group} />
      ))}
      {hidden > 0 && (
        <InlineStack>
          <Button url={`${REGISTER}?all=1`}>{t('showAll', { count: hidden })}</Button>
        </InlineStack>
      )}
    </SectionCard>
  )
}

function FindingGroup({ group }: { group: DescribedFinding[] }) {
  const t = useTranslations('register.overview')
  const [first] = group
  if (!first) return null
  const isError = first.severity === 'error'
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Badge tone={isError ? 'critical' : 'attention'}>{t(isError ? 'error' : 'warning')}</Badge>
        <Text as="h3" fontWeight="semibold">
          {first.about}
        </Text>
      </InlineStack>
      <List>
        {group.map(({ ref, field, message }) => (
          <List.Item key={field + message}>
            <Link url={pageOfPart(ref, field === 'id' ? '' : field)}>{message}</Link>
          </List.Item>
        ))}
      </List>
    </BlockStack>
  )
}
