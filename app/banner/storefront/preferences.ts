/**
 * The preferences: what each purpose's box says, and what is done with it. A part of its own, fetched when somebody opens
 * them: the first layer answers without it.
 */
import { asked } from './asked.ts'
import { recall } from './memory.ts'
import { type Action, kept, WAITING } from './page.ts'

const { p: purposes } = kept.c
const [, , , fetchPart, decide] = kept.api
const dialog = kept.el<HTMLDialogElement>('d')
const boxes = () => [...dialog.querySelectorAll('input')]
const isOpen = () => dialog.hasAttribute('open')

/** Old browsers know no dialogs, and show one as an element like any other. */
const toggle = (wanted: boolean) => {
  try {
    if (!wanted) dialog.close()
    else if (!isOpen()) dialog.showModal()
  } catch {
    dialog.toggleAttribute('open', wanted)
  }
}

kept.fill = () => {
  const { i = '' } = recall()
  const receipt = kept.el<HTMLAnchorElement>('n')
  receipt.textContent = i
  receipt.href = `${kept.c.x}/receipts/${i}`
  kept.el('i').hidden = !i
  // Liquid prints one row per purpose, in their order.
  for (const [index, purpose] of purposes.entries()) {
    const box = boxes()[index]
    const row = box?.closest('li')
    if (!box || !row) continue
    row.hidden = box.disabled = !asked(purpose)
    // A grant that still waits for Shopify is the visitor's choice all the same.
    box.checked = kept.ok(purpose)?.[0] === WAITING || kept.allows(purpose[0])
  }
}

const open = (action: Action) => {
  kept.fill?.()
  // Whether the law knows the sale of data is not known yet.
  if (!purposes.every(asked)) fetchPart('regions')
  toggle(true)
  if (action !== 'who') return
  const recipients = kept.el('w')
  recipients.scrollIntoView()
  recipients.focus()
}

const answerOnFirstLayer = kept.act
kept.act = (action) => {
  // Into the page again, wherever it has gone.
  kept.el('d')
  if (action === 'open' || action === 'who') return open(action)
  if (action !== 'shut') {
    if (!isOpen()) return answerOnFirstLayer?.(action)
    const shown = boxes().filter((box) => !box.disabled)
    decide(
      Object.fromEntries(shown.map((box) => [box.name, action === 'save' ? box.checked : action === 'yes'])),
      'preferences',
    )
    kept.show(false)
  }
  toggle(false)
}

const look = document.createElement('link')
look.rel = 'stylesheet'
look.href = kept.c.h.replace('held.js', 'preferences.css')
// Even without it, they can be used. It comes again whenever the banner is moved.
look.onload = look.onerror = () => {
  const action = kept.o
  kept.o = undefined
  if (action) kept.act?.(action)
}
dialog.before(look)
