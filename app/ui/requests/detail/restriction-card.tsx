import type { SerializeFrom } from '@remix-run/node'
import { Badge, Banner, Button, DataTable, InlineStack, Link, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { RestrictionView } from '../../../requests/index.ts'
import { REQUEST_ACCESS } from '../../links/requests.ts'
import { SectionCard } from '../../section-card.tsx'
import { ShortFacts } from '../../short-facts.tsx'
import { useStaffName } from '../../staff-names.tsx'
import { useDay } from '../../use-day.ts'
import { useRefresh } from '../../use-refresh.ts'
import { When } from '../../when.tsx'
import { RestrictionDialog } from './restriction-dialogs.tsx'
import type { useRestriction } from './use-restriction.ts'

type View = SerializeFrom<RestrictionView>
type Shown = NonNullable<View['restriction']>

interface Props {
  view: View
  acting: ReturnType<typeof useRestriction>
  isIdentified: boolean
}

const REFRESH_MS = 1_500

/** The restriction of a person: what it means, how far it is, how it ends. */
export function RestrictionSection({ view, acting, isIdentified }: Props) {
  const t = useTranslations('restriction')
  const { restriction, acts, liftDays } = view
  const { on, busy, next, problem, dialog, close, send } = acting
  useRefresh(restriction?.run === 'running', REFRESH_MS)
  const others = acts.filter((act) => act !== next)
  return (
    <SectionCard title={t('title')} description={t('about')} badge={restriction && <State restriction={restriction} />}>
      {problem && (
        <Banner tone="critical">{t(`problems.${problem}`, { least: liftDays.least, most: liftDays.most })}</Banner>
      )}
      <div aria-live="polite">
        <Standing restriction={restriction} isIdentified={isIdentified} />
      </div>
      {restriction && <Warnings restriction={restriction} />}
      {restriction && <Facts restriction={restriction} purposes={view.purposes} />}
      {restriction && restriction.steps.length > 0 && <Steps steps={restriction.steps} />}
      {others.length > 0 && (
        <InlineStack gap="200">
          {others.map((act) => (
            <Button key={act} onClick={on[act]} loading={busy}>
              {t(`buttons.${act}`)}
            </Button>
          ))}
        </InlineStack>
      )}
      {dialog && <RestrictionDialog dialog={dialog} days={liftDays} isBusy={busy} onClose={close} onDone={send} />}
    </SectionCard>
  )
}

function State({ restriction: { run, ended, liftOn } }: { restriction: Shown }) {
  const t = useTranslations('restriction.states')
  if (ended) return <Badge>{t('ended')}</Badge>
  if (run === 'stopped') return <Badge tone="attention">{t('stopped')}</Badge>
  return <Badge tone="warning">{t(liftOn ? 'ending' : 'inForce')}</Badge>
}

function Standing({ restriction, isIdentified }: { restriction: Shown | null; isIdentified: boolean }) {
  const t = useTranslations('restriction')
  const day = useDay('long')
  if (!restriction) return <Text as="p">{t(isIdentified ? 'none' : 'notKnown')}</Text>
  const { run, phase, ended, liftOn } = restriction
  if (ended) return <Text as="p">{t(ended)}</Text>
  if (phase === 'lift') return <Text as="p">{t(run === 'stopped' ? 'liftingStopped' : 'lifting')}</Text>
  if (run !== 'done') return <Text as="p">{t(run)}</Text>
  return <Text as="p">{liftOn ? t('ending', { day: day(liftOn) }) : t('inForce')}</Text>
}

/** What staff have to know, or do. */
function Warnings({ restriction }: { restriction: Shown }) {
  const t = useTranslations('restriction')
  const erasure = useTranslations('requestErasure')
  const day = useDay('long')
  const { run, stopped, isToBeTold, liftOn, notInstalled, isRestrictedBesides } = restriction
  return (
    <>
      {run === 'stopped' && stopped && (
        <Banner tone="warning">
          {t(`stops.${stopped}`)}{' '}
          {stopped === 'access_denied' && <Link url={REQUEST_ACCESS}>{erasure('toAccess')}</Link>}
        </Banner>
      )}
      {isToBeTold && liftOn && <Banner tone="warning">{t('toBeTold', { day: day(liftOn) })}</Banner>}
      {notInstalled && <Banner tone="warning">{t('notInstalled')}</Banner>}
      {isRestrictedBesides && <Banner tone="info">{t('besides')}</Banner>}
    </>
  )
}

function Facts({ restriction, purposes }: { restriction: Shown; purposes: readonly string[] }) {
  const t = useTranslations('restriction')
  const choices = useTranslations('request.choices')
  const staff = useStaffName()
  const day = useDay('long')
  const { ground, since, setBy, liftOn, toldAt, endedAt, agreed } = restriction
  const before = agreed && [...purposes, ...agreed.channels.map((channel) => t(`channels.${channel}`))]
  return (
    <ShortFacts
      facts={[
        ...(ground ? [{ term: t('ground'), description: choices(ground) }] : []),
        ...(since ? [{ term: t('since'), description: <When at={since} /> }] : []),
        { term: t('setBy'), description: staff.alone(setBy) },
        ...(liftOn ? [{ term: t('liftsOn'), description: day(liftOn) }] : []),
        ...(toldAt ? [{ term: t('toldOn'), description: <When at={toldAt} /> }] : []),
        ...(endedAt ? [{ term: t('endedAt'), description: <When at={endedAt} /> }] : []),
        ...(before
          ? [
              {
                term: t('agreed'),
                description: before.length > 0 ? before.join(', ') : t('agreedNothing'),
                isLong: true,
              },
            ]
          : []),
      ]}
    />
  )
}

function Steps({ steps }: { steps: Shown['steps'] }) {
  const t = useTranslations('restriction')
  return (
    <DataTable
      columnContentTypes={['text', 'text', 'text']}
      headings={[t('step'), t('outcome'), t('at')]}
      rows={steps.map(({ step, state, count, code, at }) => [
        t(`steps.${step}`),
        `${t(`outcomes.${state}`, { count })}${code ? ` (${code})` : ''}`,
        <When key={step} at={at} />,
      ])}
    />
  )
}
