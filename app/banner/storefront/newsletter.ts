/**
 * The sign-up form of the block `newsletter-consent`: what was shown and ticked is recorded, and the form goes on to Shopify. It needs
 * neither the banner nor its memory.
 */
document.addEventListener('submit', ({ target: form }) => {
  const address = form instanceof HTMLFormElement && form.dataset.keptNewsletter
  if (!address) return
  const purposes = [...form.querySelectorAll<HTMLInputElement>('[data-kept-purpose]')].flatMap((box) =>
    box.checked && box.dataset.keptPurpose ? [box.dataset.keptPurpose] : [],
  )
  const email = form.querySelector<HTMLInputElement>('[type=email]')?.value ?? ''
  if (purposes.length === 0) return
  const body = JSON.stringify({ id: crypto.randomUUID(), email, purposes, language: form.lang })
  // It arrives although the page is left.
  fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body, keepalive: true }).catch(
    () => undefined,
  )
})
