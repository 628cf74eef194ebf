import type { Words } from '../account/words.ts'

/** Says that Kept did not answer, and offers to ask again. */
export function AskAgain({ words: { t }, again }: { words: Words; again: () => void }) {
  return (
    <s-stack gap="base">
      <s-banner tone="critical">{t('failed')}</s-banner>
      <s-button onClick={again}>{t('again')}</s-button>
    </s-stack>
  )
}
