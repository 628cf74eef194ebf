import { isRouteErrorResponse, Links, Meta, Outlet, Scripts, useRouteError } from '@remix-run/react'
import { type ReactNode, useContext } from 'react'
import { Nonce } from './nonce.ts'

export default function Root() {
  return (
    <Document>
      <Outlet />
      <Scripts nonce={useContext(Nonce)} />
    </Document>
  )
}

function Document({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <link rel="icon" href="data:," />
        <Meta />
        <Links />
      </head>
      <body>{children}</body>
    </html>
  )
}

const NO_PAGE = {
  en: 'There is no page at this address. Open Kept from Shopify admin.',
  fr: 'Il n’y a pas de page à cette adresse. Ouvrez Kept depuis l’interface d’administration de Shopify.',
}
const FAILED = {
  en: 'Kept could not show this page. Nothing was lost: open it again in a moment.',
  fr: 'Kept n’a pas pu afficher cette page. Rien n’est perdu : rouvrez-la dans un instant.',
}

/** Where no page of the app can say it: nothing is known of who asks, so it is said in both languages of the staff. */
export function ErrorBoundary() {
  const error = useRouteError()
  const said = isRouteErrorResponse(error) && error.status === 404 ? NO_PAGE : FAILED
  return (
    <Document>
      <main style={{ font: '16px/1.5 system-ui, sans-serif', maxWidth: '40em', margin: '3em auto', padding: '0 1em' }}>
        <p>{said.en}</p>
        <p lang="fr">{said.fr}</p>
      </main>
    </Document>
  )
}
