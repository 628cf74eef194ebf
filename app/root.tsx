import { isRouteErrorResponse, Links, Meta, Outlet, Scripts, useRouteError } from '@remix-run/react'
import { type ReactNode, useContext } from 'react'
import { Nonce } from './nonce.ts'
import { PlainMessage } from './ui/plain-message.tsx'

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

/** The reader's language is not known here. */
export function ErrorBoundary() {
  const error = useRouteError()
  const isMissing = isRouteErrorResponse(error) && error.status === 404
  return (
    <Document>
      <PlainMessage says={isMissing ? 'noPage' : 'failed'} />
    </Document>
  )
}
