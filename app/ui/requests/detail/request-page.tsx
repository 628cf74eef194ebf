import type { SerializeFrom } from '@remix-run/node'
import { Badge, Banner, BlockStack, Box, Link, Page } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { RecipientTaskDetail } from '../../../recipients/index.ts'
import type {
  AnswerStatus,
  Collection,
  NextStep,
  PossibleAct,
  ProofVersion,
  RequestDetail,
  RequestIdentity,
  RequestMails,
  RestrictionView,
  ReviewView,
  ShownErasure,
  ShownObjection,
  ShownRectification,
  SupplementaryStatement,
} from '../../../requests/index.ts'
import { actsOnRecipientsOf } from '../../links/recipients.ts'
import { erasureOfRequestPage, pageOfRequest, REQUESTS, rectificationOf } from '../../links/requests.ts'
import { StatementList } from '../statement-list.tsx'
import { ActDialog } from './act-dialog.tsx'
import { AnswerCard } from './answer-card.tsx'
import { ClockCard } from './clock-card.tsx'
import { ErasureSection } from './erasure-section.tsx'
import { HeldCard } from './held-card.tsx'
import { IdentityCard } from './identity-card.tsx'
import { MailsCard } from './mails-card.tsx'
import { ObjectionCard } from './objection-card.tsx'
import { type AskingCustomer, PersonCard } from './person-card.tsx'
import { ProofCard } from './proof-card.tsx'
import { RecipientsCard } from './recipients-card.tsx'
import { RectificationSection } from './rectification-section.tsx'
import { RestrictionSection } from './restriction-card.tsx'
import { ReviewSection } from './review-card.tsx'
import { STATE_TONES } from './states.ts'
import { Timeline } from './timeline.tsx'
import { useAct } from './use-act.ts'
import { useErasure } from './use-erasure.ts'
import { useNextStep } from './use-next-step.ts'
import { useObjection } from './use-objection.ts'
import { useRectification } from './use-rectification.ts'
import { useRestriction } from './use-restriction.ts'
import { useReview } from './use-review.ts'

interface Props {
  detail: SerializeFrom<RequestDetail>
  staffId: string
  customer: AskingCustomer | null
  mails: SerializeFrom<RequestMails>
  identity: SerializeFrom<RequestIdentity>
  held: SerializeFrom<Collection> | null
  answer: SerializeFrom<AnswerStatus> | null
  proofs: SerializeFrom<ProofVersion[]>
  recipients: SerializeFrom<RecipientTaskDetail>[]
  /** Null for a request that no file answers. */
  step: NextStep | null
  erasure: SerializeFrom<ShownErasure> | null
  rectification: SerializeFrom<ShownRectification> | null
  statements: SerializeFrom<SupplementaryStatement>[]
  restriction: SerializeFrom<RestrictionView> | null
  review: SerializeFrom<ReviewView> | null
  /** Null for another kind of request. */
  objection: SerializeFrom<ShownObjection> | null
  /** Answering now would give out a file that is not made of what is there now. */
  isFileStale: boolean
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

/** Whether a sentence says what comes next: not while the answer's card shows how far it is, or what was given. */
const isSaid = (step: NextStep | null, answer: Props['answer']): step is Exclude<NextStep, 'making'> =>
  step !== null && step !== 'making' && !(step === 'done' && answer)

/** One request: who asked for what, how much time is left, what happened, and what comes next. */
export function RequestPage({
  recipients,
  proofs,
  erasure,
  rectification,
  statements,
  restriction,
  review,
  objection,
  ...props
}: Props) {
  const { detail, staffId, customer, mails, identity, held, answer, step, isFileStale } = props
  const t = useTranslations('request')
  const answers = useTranslations('requestAnswer')
  const { row, life, events, acts } = detail
  const [chosen, setChosen] = useState<PossibleAct | null>(null)
  const { act, busy, problem } = useAct(events.length)
  const next = actFor(step, acts)
  const mayCollect = life.isIdentified && life.closedAt === null
  // What an objection is about needs no proof: a proof of identity is no next step of it.
  const others = acts.filter((one) => objection !== null || one !== next)
  const { primary, make, problem: makeProblem } = useNextStep(row.id, step, () => setChosen(next ?? null))
  const what = step === 'make' && answer?.state === 'ready' ? 'remake' : isSaid(step, answer) ? step : null
  const erasing = useErasure(erasureOfRequestPage(row.id), erasure, mayCollect)
  const correcting = useRectification(rectificationOf(row.id), rectification, mayCollect)
  const isErasure = row.kind === 'erasure'
  const isRectification = row.kind === 'rectification'
  const restricting = useRestriction(row.id, restriction)
  const reviewing = useReview(row.id, review)
  const objecting = useObjection(row.id, objection, life.closedAt === null && life.state !== 'joined')
  const works = isErasure ? erasing.primary : isRectification ? correcting.primary : null
  const ahead = objection
    ? objecting.primary
    : (((isErasure || isRectification) && life.isIdentified ? works : primary) ??
      restricting.primary ??
      reviewing.primary)
  const isMine = life.assignee === staffId
  // Until the page shows what came of the last act, another one would be on what is no longer there.
  const content = (one: PossibleAct) => ({
    content: t(`acts.${one.name}`),
    onAction: () => setChosen(one),
    disabled: busy,
  })
  // What the server would refuse is not offered; the menu says why.
  const offered = (one: PossibleAct) =>
    isFileStale && one.name === 'answer'
      ? { ...content(one), disabled: true, helpText: answers('notYet.answerStale') }
      : content(one)
  return (
    <Page
      backAction={{ content: t('back'), url: REQUESTS }}
      title={t(`kinds.${row.kind}`)}
      titleMetadata={<Badge tone={STATE_TONES[life.state]}>{t(`states.${life.state}`)}</Badge>}
      subtitle={t(`channels.${row.channel}`)}
      {...(ahead
        ? { primaryAction: ahead }
        : next && !objection && { primaryAction: { ...content(next), loading: busy } })}
      secondaryActions={
        life.closedAt
          ? []
          : [
              {
                content: t(isMine ? 'release' : 'take'),
                loading: busy,
                onAction: () => act('assign', { to: isMine ? null : staffId }),
              },
            ]
      }
      {...(others.length > 0 && { actionGroups: [{ title: t('more'), actions: others.map(offered) }] })}
    >
      <BlockStack gap="400">
        {problem && <Banner tone="critical">{t(`problems.${problem}`)}</Banner>}
        {makeProblem && <Banner tone="critical">{answers(`problems.${makeProblem}`)}</Banner>}
        {row.joinedTo && (
          <Banner tone="info">
            <Link url={pageOfRequest(row.joinedTo)}>{t('joinedTo')}</Link>
          </Banner>
        )}
        <BlockStack>
          <div aria-live="polite">
            {what && (
              <Box paddingBlockEnd="400">
                <Banner tone="info">{answers(`notYet.${what}`)}</Banner>
              </Box>
            )}
          </div>
          <ClockCard detail={detail} />
        </BlockStack>
        <PersonCard detail={detail} customer={customer} />
        {/* An objection asks for no proof: whoever it is about, it harms nobody (note 055). */}
        {!objection && <IdentityCard detail={detail} identity={identity} />}
        {step && answer && (
          <AnswerCard
            requestId={row.id}
            answer={answer}
            step={step}
            isFromShopify={row.channel === 'shopify_webhook'}
            onMake={make}
          />
        )}
        {objection && <ObjectionCard objection={objection} acting={objecting} />}
        {isErasure && (erasure || mayCollect) && (
          <ErasureSection erasure={erasure} acting={erasing} isRestricted={detail.isRestricted} />
        )}
        {isRectification && (rectification || mayCollect) && (
          <RectificationSection shown={rectification} acting={correcting} />
        )}
        {restriction && <RestrictionSection view={restriction} acting={restricting} isIdentified={life.isIdentified} />}
        {review && <ReviewSection view={review} acting={reviewing} isIdentified={life.isIdentified} />}
        <StatementList statements={statements} />
        {(held || mayCollect) && (
          <HeldCard requestId={row.id} held={held} mayCollect={mayCollect} isNext={step === 'collect'} />
        )}
        {proofs.length > 0 && <ProofCard versions={proofs} />}
        {recipients.length > 0 && <RecipientsCard acts={actsOnRecipientsOf(row.id)} tasks={recipients} />}
        <MailsCard requestId={row.id} sent={mails} />
        <Timeline events={events} />
      </BlockStack>
      {chosen && (
        <ActDialog
          act={chosen}
          {...(chosen.name === 'answer' &&
            step === 'answer' && { words: { title: answers('steps.answer'), about: t('about.answer_with_file') } })}
          latest={detail.deadline.extension?.latest ?? null}
          isBusy={busy}
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

export function MissingRequest() {
  const t = useTranslations('request')
  return (
    <Page backAction={{ content: t('back'), url: REQUESTS }} title={t('missing')}>
      <Banner tone="info">{t('missingBody')}</Banner>
    </Page>
  )
}
