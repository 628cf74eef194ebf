import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { Button, FormLayout, InlineError, TextField } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { MAX_SCHEDULE_DAYS } from '../../recipients/limits.ts'
import type { RecipientSchedule } from '../../recipients/timeline/model.ts'
import { SectionCard } from '../section-card.tsx'

/** When a recipient that does not answer is reminded, and overdue. */
export function ScheduleCard({ saved }: { saved: RecipientSchedule }) {
  const t = useTranslations('recipients.schedule')
  const bridge = useAppBridge()
  const { submit, data, state } = useFetcher<{ ok: boolean }>()
  const [[first = 0, second = 0], setReminders] = useState(saved.remindAfterDays)
  const [last, setLast] = useState(saved.overdueAfterDays)
  useEffect(() => {
    if (data?.ok) bridge.toast.show(t('saved'))
  }, [data, bridge, t])
  const field = (label: string, value: number, set: (value: number) => void) => (
    <TextField
      label={label}
      type="number"
      min={1}
      max={MAX_SCHEDULE_DAYS}
      suffix={t('days')}
      value={String(value)}
      onChange={(text) => set(Number(text))}
      autoComplete="off"
    />
  )
  const save = () => {
    const schedule = { remindAfterDays: [first, second], overdueAfterDays: last }
    submit(JSON.stringify({ intent: 'schedule', schedule }), { method: 'post', encType: 'application/json' })
  }
  return (
    <SectionCard title={t('title')} description={t('body')}>
      <FormLayout>
        <FormLayout.Group condensed>
          {field(t('first'), first, (value) => setReminders([value, second]))}
          {field(t('second'), second, (value) => setReminders([first, value]))}
          {field(t('overdue'), last, setLast)}
        </FormLayout.Group>
        {data && !data.ok && (
          <InlineError message={t('wrong', { most: MAX_SCHEDULE_DAYS })} fieldID="recipient-schedule" />
        )}
        <div>
          <Button onClick={save} loading={state === 'submitting'}>
            {t('save')}
          </Button>
        </div>
      </FormLayout>
    </SectionCard>
  )
}
