import { useEffect } from 'preact/hooks'
import { useAnswer } from '../account/use-answer.ts'
import type { Words } from '../account/words.ts'
import { type HeldView, held } from './api.ts'
import { AskAgain } from './ask-again.tsx'

const POLL_MS = 3_000

/** What is held about a customer, read as staff look. */
export function Held({ customer, words }: { customer: string; words: Words }) {
  const { t } = words
  const ask = () => held({ customer, language: t('language') })
  const { answer, again, replace } = useAnswer(ask)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer decides whether to ask again
  useEffect(() => {
    if (answer.state !== 'ready' || answer.value.state !== 'reading') return
    const timer = setTimeout(() => ask().then(replace, again), POLL_MS)
    return () => clearTimeout(timer)
  }, [answer])
  if (answer.state === 'failed' || (answer.state === 'ready' && answer.value.state === 'failed'))
    return <AskAgain words={words} again={again} />
  if (answer.state === 'asked' || (answer.value.state === 'reading' && answer.value.groups.length === 0)) {
    return (
      <s-stack direction="inline" gap="small">
        <s-spinner accessibilityLabel={t('loading')} />
        <s-text>{t('reading')}</s-text>
      </s-stack>
    )
  }
  if (answer.value.groups.length === 0) return <s-text>{t('nothing_held')}</s-text>
  return (
    <s-stack gap="large">
      {answer.value.groups.map((group) => (
        <Group key={group.id} group={group} words={words} />
      ))}
    </s-stack>
  )
}

function Group({ group: { name, rows, more }, words: { t } }: { group: HeldView['groups'][number]; words: Words }) {
  return (
    <s-section heading={name}>
      <s-stack gap="small">
        {rows.map((row) => (
          <s-stack key={`${row.name} ${row.value}`} gap="none">
            <s-text color="subdued">{`${row.name} · ${row.source}`}</s-text>
            <s-text>{row.value}</s-text>
          </s-stack>
        ))}
        {more > 0 && <s-text color="subdued">{t('more', { count: more })}</s-text>}
      </s-stack>
    </s-section>
  )
}
