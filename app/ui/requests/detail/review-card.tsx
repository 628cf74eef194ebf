import type { SerializeFrom } from '@remix-run/node'
import { Badge, Banner, BlockStack, Button, Checkbox, Link, List, Select, Text } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { ReviewView } from '../../../requests/index.ts'
import { REVIEW_DECISIONS } from '../../../requests/words.ts'
import { REQUEST_ACCESS } from '../../links/requests.ts'
import { SectionCard } from '../../section-card.tsx'
import { useStaffName } from '../../staff-names.tsx'
import { When } from '../../when.tsx'
import { NoteDialog } from '../note-dialog.tsx'
import { OrderRiskFacts, useMoney } from './review-order.tsx'
import type { useReview } from './use-review.ts'

type View = SerializeFrom<ReviewView>

interface Props {
  view: View
  acting: ReturnType<typeof useReview>
  isIdentified: boolean
}

/** A person looks at what a machine found, decides, and explains it. */
export function ReviewSection({ view, acting, isIdentified }: Props) {
  const t = useTranslations('review')
  const { review, order, orders } = view
  const { problem, isDeciding, close, send, busy } = acting
  return (
    <SectionCard
      title={t('title')}
      description={t('about')}
      badge={review?.decision && <Badge tone="success">{t(`decisions.${review.decision}`)}</Badge>}
    >
      {problem && <Banner tone="critical">{t(`problems.${problem}`)}</Banner>}
      {!isIdentified && <Text as="p">{t('notKnown')}</Text>}
      {isIdentified && view.isWorkedOn && <Orders orders={orders} acting={acting} />}
      {typeof order === 'string' && <Unread reason={order} />}
      {order && typeof order !== 'string' && <OrderRiskFacts order={order} url={view.orderUrl ?? ''} />}
      <Declared declared={view.declared} />
      {review?.decision && <Tasks view={view} decision={review.decision} acting={acting} />}
      {isDeciding && <DecideDialog isBusy={busy} onClose={close} onDone={send} />}
    </SectionCard>
  )
}

function Unread({ reason }: { reason: 'denied' | 'away' | 'gone' }) {
  const t = useTranslations('review')
  return (
    <Banner tone="warning">
      {t(`unread.${reason}`)} {reason === 'denied' && <Link url={REQUEST_ACCESS}>{t('toAccess')}</Link>}
    </Banner>
  )
}

function Orders({ orders, acting: { send, busy } }: { orders: View['orders'] } & Pick<Props, 'acting'>) {
  const t = useTranslations('review')
  const money = useMoney()
  if (orders === null) return null
  if (typeof orders === 'string') return <Unread reason={orders} />
  if (orders.length === 0) return <Text as="p">{t('noOrders')}</Text>
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {t('choose')}
      </Text>
      <List>
        {orders.map(({ id, name, createdAt, total, currency, recommendation }) => (
          <List.Item key={id}>
            <Button
              variant="plain"
              disabled={busy}
              accessibilityLabel={t('chooseOne', { name })}
              onClick={() => send({ act: 'choose', order: id })}
            >
              {name}
            </Button>{' '}
            <When at={createdAt} /> · {money(total, currency)}{' '}
            {recommendation !== null && recommendation !== 'ACCEPT' && recommendation !== 'NONE' && (
              <Badge tone="warning">{t(`recommendations.${recommendation as 'CANCEL'}`)}</Badge>
            )}
          </List.Item>
        ))}
      </List>
    </BlockStack>
  )
}

function Declared({ declared }: Pick<View, 'declared'>) {
  const t = useTranslations('review')
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {t('declared')}
      </Text>
      {declared.length === 0 && <Text as="p">{t('notDeclared')}</Text>}
      {declared.map(({ purpose, logic, consequences }) => (
        <BlockStack key={purpose} gap="050">
          <Text as="p" fontWeight="semibold">
            {purpose}
          </Text>
          {logic && <Text as="p">{t('logic', { text: logic })}</Text>}
          {consequences && <Text as="p">{t('consequences', { text: consequences })}</Text>}
        </BlockStack>
      ))}
    </BlockStack>
  )
}

type Decision = (typeof REVIEW_DECISIONS)[number]

/** What staff do in Shopify's admin, and tick off here. */
function Tasks({ view, decision, acting: { send, busy } }: { view: View; decision: Decision } & Pick<Props, 'acting'>) {
  const t = useTranslations('review')
  const staff = useStaffName()
  const done = view.review?.tasks ?? []
  const tasks = [...new Set([...view.tasks[decision], ...done.map(({ task }) => task)])]
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {t('tasks')}
      </Text>
      {tasks.length === 0 && <Text as="p">{t('nothingLeft')}</Text>}
      {tasks.map((task) => {
        const ticked = done.find((one) => one.task === task)
        return (
          <Checkbox
            key={task}
            label={t(`task.${task}`)}
            checked={ticked !== undefined}
            disabled={busy}
            onChange={(checked) => send({ act: 'tick', task, done: checked })}
            {...(ticked && {
              helpText: (
                <>
                  <When at={ticked.at} /> · {staff.alone(ticked.by)}
                </>
              ),
            })}
          />
        )
      })}
    </BlockStack>
  )
}

interface DialogProps {
  isBusy: boolean
  onClose(): void
  onDone: Props['acting']['send']
}

function DecideDialog({ isBusy, onClose, onDone }: DialogProps) {
  const t = useTranslations('review')
  const [decision, setDecision] = useState<string>('')
  const chosen = REVIEW_DECISIONS.find((one) => one === decision)
  return (
    <NoteDialog
      title={t('decide')}
      about={t('decideAbout')}
      cancel={t('close')}
      note={{ label: t('explanation'), isNeeded: true }}
      isBusy={isBusy}
      isReady={chosen !== undefined}
      onClose={onClose}
      onDone={(explanation) => chosen && onDone({ act: 'decide', decision: chosen, explanation })}
    >
      <Select
        label={t('decision')}
        options={REVIEW_DECISIONS.map((value) => ({ value, label: t(`decisions.${value}`) }))}
        placeholder="–"
        value={decision}
        onChange={setDecision}
      />
    </NoteDialog>
  )
}
