/**
 * A text in both languages of staff, for places where the reader's language is unknown and no provider is available.
 */
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

/** Messages for places where no page of the app can be rendered. */
export function PlainMessage({ en, fr }: PlainText) {
  return (
    <main style={{ font: '16px/1.5 system-ui, sans-serif', maxWidth: '40em', margin: '3em auto', padding: '0 1em' }}>
      <p>{en}</p>
      <p lang="fr">{fr}</p>
    </main>
  )
}
