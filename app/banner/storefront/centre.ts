/**
 * The privacy centre: a switch is turned without a new page, what it says about this browser holds here at once, and what is being read
 * comes by itself. The page works without it (`app/centre/pages/` writes it).
 */
import { remember } from './memory.ts'
import { kept, REFUSED, WAITING } from './page.ts'
import { tell } from './shopify.ts'

const BETWEEN_LOOKS_MS = 2_000
const MOST_LOOKS = 60

interface Answered {
  said: string
  granted: boolean
  purposes: { id: string; isOn: boolean; stands: string }[]
}

const page = document.querySelector<HTMLElement>('[data-kept-centre]')
const switchIn = (form: Element) => form.querySelector<HTMLElement>('[role=switch]')
const set = (form: HTMLFormElement, name: string, value: string) => {
  const field = form.elements.namedItem(name)
  if (field instanceof HTMLInputElement) field.value = value
}

const post = async (form: HTMLFormElement): Promise<Answered> => {
  const fields = Array.from(new FormData(form), ([name, value]) => [name, String(value)])
  const answer = await fetch(form.action, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams(fields),
    redirect: 'error',
  })
  if (!answer.ok) throw new Error(answer.statusText)
  return answer.json()
}

const show = ({ said, purposes }: Answered) => {
  for (const { id, isOn, stands } of purposes) {
    const form = page?.querySelector<HTMLFormElement>(`[data-purpose="${id}"]`)
    const state = form?.querySelector('[data-state]')
    if (!form || !state) continue
    switchIn(form)?.setAttribute('aria-checked', `${isOn}`)
    state.textContent = stands
    set(form, 'granted', isOn ? 'no' : 'yes')
    set(form, 'id', crypto.randomUUID())
  }
  const status = page?.querySelector('[data-said]')
  if (status) status.textContent = said
}

/** As if the customer had refused or agreed in another browser: the ledger has it already, in the words of the centre. */
const holdHere = (key: string, granted: boolean) => {
  const purpose = kept.c?.p.find(([one]) => one === key)
  if (!purpose) return
  remember((memory) => {
    memory.c ??= {}
    memory.c[key] = [granted ? WAITING : REFUSED, purpose[2], Date.now(), kept.c.r]
    memory.w = 1
    if (!granted) memory.d = 1
  })
  // A refusal counts from now, and a consent once Shopify has taken it.
  const apply = () => kept.go?.()
  apply()
  tell(apply)
}

page?.addEventListener('submit', async (event) => {
  const { target: form } = event
  const button = form instanceof HTMLFormElement && switchIn(form)
  if (!button) return
  event.preventDefault()
  if (button.ariaBusy === 'true') return
  button.ariaBusy = 'true'
  try {
    const answered = await post(form)
    show(answered)
    if (form.dataset.device) holdHere(`${form.dataset.purpose}`, answered.granted)
  } catch {
    // As without a script: the page that comes says what happened. The same choice again changes nothing.
    form.submit()
  }
  button.ariaBusy = null
})

/** What is held is being read by the app: it is looked for until it has come. */
const awaitReading = async () => {
  for (let look = 0; look < MOST_LOOKS; look++) {
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS))
    const answer = await fetch(location.href).catch(() => null)
    if (answer?.ok && !(await answer.text()).includes('data-reading')) return location.reload()
  }
}

if (page) {
  document.title = [page.querySelector('h1')?.textContent, document.title].filter(Boolean).join(' – ')
  for (const part of page.querySelectorAll<HTMLElement>('[data-browser]')) part.hidden = false
  if (page.querySelector('[data-reading]')) awaitReading()
}
