import type { SerializeFrom } from '@remix-run/node'
import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { Badge, Banner, BlockStack, Button, InlineStack, Link, Text } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { RecipientTaskDetail, TaskActResult } from '../../../recipients/index.ts'
import type { RecipientTaskState } from '../../../recipients/words.ts'
import { placeOfRecipient } from '../../links/recipients.ts'
import { SectionCard } from '../../section-card.tsx'
import { useStaffName } from '../../staff-names.tsx'
import { When } from '../../when.tsx'
import { DoneByHandDialog, NoticeTextDialog } from './recipient-dialogs.tsx'

const TONES: Record<RecipientTaskState, 'info' | 'success' | 'critical' | 'warning' | 'attention'> = {
  told_by_platform: 'success',
  to_send: 'info',
  sent: 'info',
  confirmed: 'success',
  overdue: 'critical',
  refused: 'critical',
  by_hand: 'attention',
  done_by_hand: 'success',
  failed: 'critical',
}
const LIST = { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 16 } as const

type Task = SerializeFrom<RecipientTaskDetail>

/**
 * Who is told of what was done for the person, how far each is, and what staff can do about it.
 *
 * @param acts where their acts are sent
 */
export function RecipientsCard({ acts, tasks }: { acts: string; tasks: readonly Task[] }) {
  const t = useTranslations('recipients.tasks')
  const bridge = useAppBridge()
  const { submit, data, state } = useFetcher<TaskActResult>()
  const [done, setDone] = useState<Task | null>(null)
  const [copied, setCopied] = useState<Task | null>(null)
  useEffect(() => {
    if (data?.ok) bridge.toast.show(t('saved'))
  }, [data, bridge, t])
  const act = (content: object) =>
    submit(JSON.stringify(content), {
      method: 'post',
      action: acts,
      encType: 'application/json',
    })
  return (
    <SectionCard title={t('title')} description={t('body', { count: tasks.length })}>
      {data && !data.ok && <Banner tone="critical">{t('conflict')}</Banner>}
      <ul style={LIST}>
        {tasks.map((task) => (
          <li key={task.id}>
            <BlockStack gap="100">
              <TaskFacts task={task} />
              <InlineStack gap="200">
                {task.acts.includes('mark_done') && (
                  <Button onClick={() => setDone(task)} accessibilityLabel={t('doneOf', { name: task.name })}>
                    {t('done')}
                  </Button>
                )}
                {task.acts.includes('send_again') && (
                  <Button
                    onClick={() => act({ act: 'send_again', task: task.id })}
                    loading={state !== 'idle'}
                    accessibilityLabel={t('againOf', { name: task.name })}
                  >
                    {t('again')}
                  </Button>
                )}
                {task.isKnown && (
                  <Button onClick={() => setCopied(task)} accessibilityLabel={t('copyOf', { name: task.name })}>
                    {t('copy')}
                  </Button>
                )}
              </InlineStack>
            </BlockStack>
          </li>
        ))}
      </ul>
      {done && (
        <DoneByHandDialog
          name={done.name}
          onClose={() => setDone(null)}
          onDone={(note) => {
            act({ act: 'mark_done', task: done.id, note })
            setDone(null)
          }}
        />
      )}
      {copied && <NoticeTextDialog acts={acts} taskId={copied.id} onClose={() => setCopied(null)} />}
    </SectionCard>
  )
}

function TaskFacts({ task }: { task: Task }) {
  const t = useTranslations('recipients')
  const format = useFormatter()
  const staff = useStaffName()
  const { name, recipientId, way, state, code, httpStatus, settledAt, settledBy, sentAt, createdAt, reminders } = task
  const isAwaited = settledAt === null && state !== 'failed'
  return (
    <>
      <InlineStack gap="200" blockAlign="center">
        <Text as="span" fontWeight="semibold">
          {name}
        </Text>
        <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>
      </InlineStack>
      <Text as="span" tone="subdued">
        {t(`tasks.occasions.${task.occasion}`)} · {t(`ways.${way}`)} · <When at={settledAt ?? sentAt ?? createdAt} />
        {settledBy && ` · ${staff.alone(settledBy)}`}
        {reminders > 0 && ` · ${t('tasks.reminded', { count: reminders })}`}
      </Text>
      {code && (
        <Text as="p">
          {t(`codes.${code}`)}
          {httpStatus !== null && ` (HTTP ${httpStatus})`}
        </Text>
      )}
      {isAwaited && (
        <Text as="p">
          {t('tasks.answerBy', { day: format.dateTime(new Date(task.answerBy), { dateStyle: 'medium' }) })}
        </Text>
      )}
      {(state === 'by_hand' || state === 'overdue' || state === 'failed') && task.instructions !== '' && (
        <Text as="p">{task.instructions}</Text>
      )}
      {code === 'not_set_up' || code === 'key_refused' || code === 'no_address' ? (
        <Link url={placeOfRecipient(recipientId)}>{t('tasks.toSettings')}</Link>
      ) : null}
      {task.note && <Text as="p">{t('tasks.note', { note: task.note })}</Text>}
    </>
  )
}
