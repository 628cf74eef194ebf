import type { SerializeFrom } from '@remix-run/node'
import { Badge, Banner, BlockStack, Button, DescriptionList, Link, Page, Text } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type {
  AnswerStatus,
  Collection,
  NextStep,
  PossibleAct,
  RequestDetail,
  RequestIdentity,
  RequestMails,
} from '../../../requests/index.ts'

import { originalOf, pageOfRequest, REQUESTS } from '../../links/requests.ts'
import { SectionCard } from '../../section-card.tsx'
import { useStaffName } from '../../staff-names.tsx'
import { useDownload } from '../../use-download.ts'
import { When } from '../../when.tsx'
import { ActDialog } from './act-dialog.tsx'
import { AnswerCard } from './answer-card.tsx'
import { ClockCard } from './clock-card.tsx'
import { HeldCard } from './held-card.tsx'
import { IdentityCard } from './identity-card.tsx'
import { MailsCard } from './mails-card.tsx'
import { STATE_TONES } from './states.ts'
import { Timeline } from './timeline.tsx'
import { useAct } from './use-act.ts'
import { useNextStep } from './use-next-step.ts'

interface Props {
  detail: SerializeFrom<RequestDetail>
  staffId: string
  customerUrl: string | null
  mails: SerializeFrom<RequestMails>
  identity: SerializeFrom<RequestIdentity>
  held: SerializeFrom<Collection> | null
  answer: SerializeFrom<AnswerStatus> | null
  /** Null for a request that no file answers. */
  step: NextStep | null
}

/** What staff note in a step of a request that a file answers. */
const NOTED_IN: Partial<Record<NextStep, PossibleAct['name']>> = {
  identity: 'confirm_identity',
  person: 'person_replied',
  answer: 'answer',
}

/** What staff note next; the first of the usual acts where no file answers the request. */
const actFor = (step: NextStep | null, acts: readonly PossibleAct[]) =>
  acts.find(({ name, isNext }) => (step === null ? isNext : name === NOTED_IN[step]))

/** One request: who asked for what, how much time is left, what happened, and what comes next. */
export function RequestPage({ detail, staffId, customerUrl, mails, identity, held, answer, step }: Props) {
  const t = useTranslations('request')
  const { row, life, events, acts } = detail
  const [chosen, setChosen] = useState<PossibleAct | null>(null)
  const { act, busy, problem } = useAct(events.length)
  const next = actFor(step, acts)
  const others = acts.filter((one) => one !== next)
  const { primary, make, problem: makeProblem } = useNextStep(row.id, step, () => setChosen(next ?? null))
  const isMine = life.assignee === staffId
  const content = (one: PossibleAct) => ({ content: t(`acts.${one.name}`), onAction: () => setChosen(one) })
  return (
    <Page
      backAction={{ content: t('back'), url: REQUESTS }}
      title={t(`kinds.${row.kind}`)}
      titleMetadata={<Badge tone={STATE_TONES[life.state]}>{t(`states.${life.state}`)}</Badge>}
      subtitle={t(`channels.${row.channel}`)}
      {...(primary ? { primaryAction: primary } : next && { primaryAction: { ...content(next), loading: busy } })}
      secondaryActions={
        life.closedAt
          ? []
          : [
              {
                content: t(isMine ? 'release' : 'take'),
                onAction: () => act('assign', { to: isMine ? null : staffId }),
              },
            ]
      }
      {...(others.length > 0 && { actionGroups: [{ title: t('more'), actions: others.map(content) }] })}
    >
      <BlockStack gap="400">
        {problem && <Banner tone="critical">{t(`problems.${problem}`)}</Banner>}
        {row.joinedTo && (
          <Banner tone="info">
            <Link url={pageOfRequest(row.joinedTo)}>{t('joinedTo')}</Link>
          </Banner>
        )}
        <ClockCard detail={detail} />
        <PersonCard detail={detail} customerUrl={customerUrl} />
        <IdentityCard detail={detail} identity={identity} />
        <HeldCard requestId={row.id} held={held} mayCollect={life.isIdentified && life.closedAt === null} />
        {step && (
          <AnswerCard
            requestId={row.id}
            answer={answer}
            step={step}
            isFromShopify={row.channel === 'shopify_webhook'}
            problem={makeProblem}
            onMake={make}
          />
        )}
        <MailsCard requestId={row.id} sent={mails} />
        <Timeline events={events} />
      </BlockStack>
      {chosen && (
        <ActDialog
          act={chosen}
          latest={detail.deadline.extension?.latest ?? null}
          onClose={() => setChosen(null)}
          onDone={(facts, note) => {
            setChosen(null)
            act(chosen.name, facts, note)
          }}
        />
      )}
    </Page>
  )
}

function PersonCard({ detail, customerUrl }: Pick<Props, 'detail' | 'customerUrl'>) {
  const t = useTranslations('request')
  const download = useDownload()
  const staff = useStaffName()
  const { row, person, details, life, hasOriginal } = detail
  const known = person.map(({ kind, value }) => ({
    term: t(`identifiers.${kind}`),
    description:
      kind === 'customer_id' && customerUrl ? (
        <Link url={customerUrl} target="_blank">
          {value}
        </Link>
      ) : (
        <span style={{ overflowWrap: 'anywhere' }}>{value}</span>
      ),
  }))
  return (
    <SectionCard title={t('person')} badge={<Badge>{t(life.isIdentified ? 'identified' : 'unidentified')}</Badge>}>
      {known.length === 0 && <Text as="p">{t('nobody')}</Text>}
      <DescriptionList
        items={[
          ...known,
          { term: t('asker'), description: t(`askers.${row.asker}`) },
          { term: t('receivedAt'), description: <When at={row.receivedAt} /> },
          { term: t('assignee'), description: life.assignee ? staff.alone(life.assignee) : t('nobodyYet') },
          ...(details?.orders.length ? [{ term: t('orders'), description: details.orders.join(', ') }] : []),
        ]}
      />
      {hasOriginal && (
        <div>
          <Button onClick={() => void download(originalOf(row.id))}>{t('original')}</Button>
        </div>
      )}
      {details?.text && (
        <blockquote style={{ margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{details.text}</blockquote>
      )}
    </SectionCard>
  )
}

export function MissingRequest() {
  const t = useTranslations('request')
  return (
    <Page backAction={{ content: t('back'), url: REQUESTS }} title={t('missing')}>
      <Banner tone="info">{t('missingBody')}</Banner>
    </Page>
  )
}
