import type { Words } from '../account/words.ts'
import type { CustomerPrivacy } from './api.ts'

const TONES = { overdue: 'critical', soon: 'warning', later: 'info' } as const

/** What Kept knows of a customer: what limits the work with their data comes first. */
export function Privacy({ privacy, words }: { privacy: CustomerPrivacy; words: Words }) {
  const { t, day } = words
  const { restriction, open, openTotal, total, lastContact, purposes } = privacy
  const due = open.find(({ dueOn }) => dueOn !== null)?.dueOn
  return (
    <s-stack gap="base">
      {restriction && <Restricted since={restriction.since} words={words} />}
      {open.map(({ id, kind, state, dueOn, urgency }) => (
        <s-stack key={id} direction="inline" gap="small">
          <s-link href={`app:app/requests/${id}`}>{t(`kinds.${kind}`)}</s-link>
          <s-badge tone={urgency ? TONES[urgency] : 'neutral'}>
            {dueOn ? t(`due.${urgency ?? 'later'}`, { day: day(dueOn) }) : t(`states.${state}`)}
          </s-badge>
        </s-stack>
      ))}
      <s-text color="subdued">
        {[
          t('requests', { open: openTotal, total }),
          due && t('next', { day: day(due) }),
          lastContact ? t('contact', { day: day(lastContact.at) }) : t('no_contact'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </s-text>
      <Consents purposes={purposes} words={words} />
    </s-stack>
  )
}

export function Restricted({ since, words: { t, day } }: { since: string; words: Words }) {
  return <s-badge tone="critical">{t('restricted', { day: day(since) })}</s-badge>
}

const STATES = { granted: 'granted', denied: 'denied', 'not asked': 'not_asked' } as const

function Consents({ purposes, words: { t, day } }: { purposes: CustomerPrivacy['purposes']; words: Words }) {
  if (purposes.length === 0) return <s-text color="subdued">{t('no_consents')}</s-text>
  return (
    <s-stack gap="small">
      {purposes.map(({ id, name, partner, state, since }) => (
        <s-stack key={id} direction="inline" gap="small">
          <s-badge tone={state === 'granted' ? 'success' : 'neutral'}>{t(`choices.${STATES[state]}`)}</s-badge>
          <s-text>{partner ? `${partner}: ${name}` : name}</s-text>
          {since && <s-text color="subdued">{day(since)}</s-text>}
        </s-stack>
      ))}
    </s-stack>
  )
}
