import type { Option } from '../../register/index.ts'

const FOCUSABLE = 'input:not([tabindex="-1"]), select, textarea, button'

/** Focuses the field of a path or of its beginning: `name.fr` is in the field `name`. */
export function focusField(path: string): void {
  // Waits until the page shows what the path opens: another language, or a closed group.
  requestAnimationFrame(() => {
    const steps = path.split('.')
    for (let length = steps.length; length > 0; length -= 1) {
      const field = document.querySelector(`[data-field="${CSS.escape(steps.slice(0, length).join('.'))}"]`)
      const input = field?.querySelector<HTMLElement>(FOCUSABLE)
      if (!input) continue
      input.focus()
      field?.scrollIntoView({ block: 'center' })
      return
    }
  })
}

/** The language that a path ends in, if it does. */
export function languageOf(path: string, languages: readonly Option[]): string | undefined {
  const last = path.split('.').at(-1)
  return languages.find(({ value }) => value === last)?.value
}
