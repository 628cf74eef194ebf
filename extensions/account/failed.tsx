import type { Words } from './words.ts'

/** Says that something could not be read, and offers to try again. */
export function Failed({ words: { t }, again }: { words: Words; again: () => void }) {
  return (
    <s-banner tone="critical">
      <s-stack gap="base">
        <s-text>{t('failed')}</s-text>
        <s-button onClick={again}>{t('again')}</s-button>
      </s-stack>
    </s-banner>
  )
}
