import { randomUUID } from 'node:crypto'
import { expect, inject, test, vi } from 'vitest'
import { z } from 'zod'
import { expectAccessible, openPage, takePicture } from './browser.ts'

const mails = z.array(z.object({ to: z.string(), text: z.string() }))

/** The end of the link in the newest mail to this address. */
async function linkTo(address: string): Promise<string> {
  const found = await vi.waitUntil(
    async () => {
      const list = mails.parse(await (await fetch(new URL('/messages.json', inject('urls').mail))).json())
      const texts = list.filter(({ to }) => to.includes(address)).map(({ text }) => text)
      return texts.map((text) => /\/requests\/([\w-]{64})/.exec(text)?.[1]).find(Boolean)
    },
    { timeout: 30_000, interval: 200 },
  )
  return found ?? ''
}

test('a shopper on a phone asks for their data, shows that the mailbox is theirs, and follows their request', async () => {
  const requests = `${inject('urls').storefront.replace(/\/$/, '')}/apps/privacy/requests`
  const page = await openPage('phone', 'fr-FR')
  await page.goto(requests)
  await page.getByRole('button', { name: 'Tout refuser' }).click()
  await page.getByRole('heading', { name: 'Vos données, vos droits' }).waitFor()
  await expectAccessible(page)
  await takePicture(page, 'requests-phone')
  const address = `${randomUUID()}@example.com`
  await page.getByLabel('Voir les données que vous avez sur moi').check()
  await page.getByLabel('Votre adresse e-mail').first().fill(address)
  await page.getByRole('button', { name: 'Envoyer la demande' }).click()
  await page.getByRole('heading', { name: 'Consultez votre messagerie' }).waitFor()

  await page.goto(`${requests}/${await linkTo(address)}`)
  await page.getByRole('button', { name: 'Continuer' }).click()
  await page.getByText('La boutique traite votre demande.').waitFor()
  await expectAccessible(page)
  await takePicture(page, 'request-of-a-person-phone')
  await page.getByRole('button', { name: 'Retirer la demande' }).click()
  await page.getByText('Vous avez retiré cette demande.').waitFor()
  expect(new URL(page.url()).pathname).toBe('/apps/privacy/requests')
})
