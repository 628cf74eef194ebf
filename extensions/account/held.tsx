import { useEffect, useState } from 'preact/hooks'
import type { PrivacyApi } from './api.ts'
import { Failed } from './failed.tsx'
import type { HeldView } from './model.ts'
import { useAnswer } from './use-answer.ts'
import type { Words } from './words.ts'

const POLL_MS = 3_000

/** What the shop holds about the customer: read when they ask to see it. */
export function Held({ api, words }: { api: PrivacyApi; words: Words }) {
  const [isOpen, setIsOpen] = useState(false)
  if (isOpen) return <HeldNow api={api} words={words} />
  return <s-button onClick={() => setIsOpen(true)}>{words.t('held.show')}</s-button>
}

function HeldNow({ api, words }: { api: PrivacyApi; words: Words }) {
  const { t } = words
  const { answer, again, replace } = useAnswer(api.held)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer decides whether to ask again
  useEffect(() => {
    if (answer.state !== 'ready' || answer.value.state !== 'reading') return
    const timer = setTimeout(() => api.held().then(replace, again), POLL_MS)
    return () => clearTimeout(timer)
  }, [answer])
  if (answer.state === 'failed') return <Failed words={words} again={again} />
  if (answer.state === 'asked' || (answer.value.state === 'reading' && answer.value.groups.length === 0)) {
    return (
      <s-stack direction="inline" gap="base">
        <s-spinner accessibilityLabel={t('loading')} />
        <s-text>{t('held.reading')}</s-text>
      </s-stack>
    )
  }
  if (answer.value.state === 'failed') return <Failed words={words} again={again} />
  return <Groups held={answer.value} words={words} />
}

function Groups({ held: { groups }, words: { t } }: { held: HeldView; words: Words }) {
  if (groups.length === 0) return <s-text>{t('held.none')}</s-text>
  return (
    <s-stack gap="base">
      {groups.map(({ id, name, rows, more }) => (
        <s-details key={id}>
          <s-summary>{name}</s-summary>
          <s-stack gap="small">
            {rows.map((row) => (
              <s-stack key={`${row.name} ${row.value}`} gap="none">
                <s-text color="subdued" type="small">
                  {`${row.name} · ${row.source}`}
                </s-text>
                <s-text>{row.value}</s-text>
              </s-stack>
            ))}
            {more > 0 && <s-text color="subdued">{t('held.more', { count: more })}</s-text>}
          </s-stack>
        </s-details>
      ))}
    </s-stack>
  )
}
