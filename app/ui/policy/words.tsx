import { useTranslations } from 'use-intl'
import type { ChangedText } from '../../policy/index.ts'

const MARKS = {
  same: { Tag: 'span', background: undefined },
  removed: { Tag: 'del', background: '#fde4e1' },
  added: { Tag: 'ins', background: '#d6f5dd' },
} as const

/** A text with what differs marked, not by colour alone. */
function MarkedText({ words }: { words: readonly ChangedText[] }) {
  let end = 0
  return (
    <span style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {words.map(({ text, change }) => {
        const { Tag, background } = MARKS[change]
        end += text.length
        return (
          <Tag key={end} style={{ background }}>
            {text}
          </Tag>
        )
      })}
    </span>
  )
}

const SIDES = [
  { side: 'before', without: 'added' },
  { side: 'after', without: 'removed' },
] as const

/** A text before and after beside each other; one above the other where there is no room. */
export function SideBySide({ words }: { words: readonly ChangedText[] }) {
  const t = useTranslations('policy.diff')
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(260px, 100%), 1fr))', gap: 16 }}>
      {SIDES.map(({ side, without }) => {
        const there = words.filter(({ change }) => change !== without)
        return (
          <div key={side}>
            <div style={{ fontWeight: 600, marginBottom: 4 }}>{t(side)}</div>
            {there.length > 0 ? <MarkedText words={there} /> : <em>{t('nothing')}</em>}
          </div>
        )
      })}
    </div>
  )
}
