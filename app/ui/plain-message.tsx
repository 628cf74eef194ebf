/** A text of the staff's, in both of their languages: where nothing is known of who asks, and no provider is above it. */
export interface PlainText {
  en: string
  fr: string
}

export const NO_PAGE: PlainText = {
  en: 'There is no page at this address. Open Kept from Shopify admin.',
  fr: 'Il n’y a pas de page à cette adresse. Ouvrez Kept depuis l’interface d’administration de Shopify.',
}
export const FAILED: PlainText = {
  en: 'Kept could not show this page. Nothing was lost: open it again in a moment.',
  fr: 'Kept n’a pas pu afficher cette page. Rien n’est perdu : rouvrez-la dans un instant.',
}

/** What is said where no page of the app can say it. */
export function PlainMessage({ en, fr }: PlainText) {
  return (
    <main style={{ font: '16px/1.5 system-ui, sans-serif', maxWidth: '40em', margin: '3em auto', padding: '0 1em' }}>
      <p>{en}</p>
      <p lang="fr">{fr}</p>
    </main>
  )
}
