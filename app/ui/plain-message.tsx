import en from './messages/plain.en.json' with { type: 'json' }
import fr from './messages/plain.fr.json' with { type: 'json' }

type PlainSentence = keyof typeof en & keyof typeof fr

/** What is said where no page of the app can say it: in both languages of staff, since nothing is known of who asks. */
export function PlainMessage({ says }: { says: PlainSentence }) {
  return (
    <main style={{ font: '16px/1.5 system-ui, sans-serif', maxWidth: '40em', margin: '3em auto', padding: '0 1em' }}>
      <p>{en[says]}</p>
      <p lang="fr">{fr[says]}</p>
    </main>
  )
}

/** The same without a page around it. */
export const plainAnswer = (says: PlainSentence, init: ResponseInit = {}): Response =>
  new Response(`${en[says]}\n\n${fr[says]}\n`, {
    ...init,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })
