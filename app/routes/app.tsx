import type { HeadersFunction, LinksFunction, LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, Outlet, useLoaderData, useRouteError } from '@remix-run/react'
import { NavMenu } from '@shopify/app-bridge-react'
import polarisStyles from '@shopify/polaris/build/esm/styles.css?url'
import { AppProvider } from '@shopify/shopify-app-remix/react'
import { boundary } from '@shopify/shopify-app-remix/server'
import { useEffect, useState } from 'react'
import { IntlProvider, useTranslations } from 'use-intl'
import { clock } from '../platform/clock.ts'
import { config } from '../platform/config.ts'
import { staffLanguage } from '../platform/i18n.ts'
import { typesetAll } from '../platform/typography.ts'
import { keyActorNames } from '../shop-api/index.ts'
import { readTimeZone } from '../shopify/app-data.ts'
import { noteTimeZone } from '../shopify/installation.ts'
import { asStaff } from '../shopify/staff.ts'
import { staffNames } from '../shopify/staff-names/store.ts'
import { REQUESTS } from '../ui/links/requests.ts'
import { SYSTEMS } from '../ui/links/systems.ts'
import { messagesFor } from '../ui/messages.ts'
import { PlainMessage } from '../ui/plain-message.tsx'
import { StaffNamesProvider } from '../ui/staff-names.tsx'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: polarisStyles }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { admin, inShop } = await asStaff(request)
  const language = staffLanguage(request)
  const timeZone = await readTimeZone(admin)
  const staff = await inShop(async (tx) => {
    await noteTimeZone(tx, timeZone)
    return { names: await staffNames(tx), keys: await keyActorNames(tx) }
  })
  return {
    apiKey: config.SHOPIFY_API_KEY,
    language,
    timeZone,
    ...staff,
    now: clock.now(),
    ...typesetAll(messagesFor(language), language),
  }
}

export default function App() {
  const { apiKey, language, timeZone, names, keys, messages, polaris, now } = useLoaderData<typeof loader>()
  return (
    <AppProvider isEmbeddedApp apiKey={apiKey} i18n={polaris}>
      <IntlProvider locale={language} messages={messages} timeZone={timeZone} now={now}>
        <Navigation />
        <StaffNamesProvider value={{ names, keys }}>
          <Main />
        </StaffNamesProvider>
      </IntlProvider>
    </AppProvider>
  )
}

/** Marked as busy until React has loaded: earlier input is lost, and screen readers announce the state. */
function Main() {
  const [isBusy, setBusy] = useState(true)
  useEffect(() => setBusy(false), [])
  return (
    <main aria-busy={isBusy}>
      <Outlet />
    </main>
  )
}

function Navigation() {
  const t = useTranslations('nav')
  const register = useTranslations('register')
  const policy = useTranslations('policy')
  const banner = useTranslations('banner')
  const systems = useTranslations('systems')
  return (
    <NavMenu>
      <a href="/app" rel="home">
        {t('home')}
      </a>
      <a href="/app/register">{register('nav')}</a>
      <a href="/app/policy">{policy('nav')}</a>
      <a href="/app/banner">{banner('nav')}</a>
      <a href="/app/activity">{t('activity')}</a>
      <a href={REQUESTS}>{t('requests')}</a>
      <a href="/app/consents">{t('consents')}</a>
      <a href="/app/access-log">{t('access')}</a>
      <a href={SYSTEMS}>{systems('nav')}</a>
    </NavMenu>
  )
}

/** Shopify's own boundary renders what its authentication throws, and rethrows other errors. */
export function ErrorBoundary() {
  const error = useRouteError()
  return isRouteErrorResponse(error) ? boundary.error(error) : <PlainMessage says="failed" />
}

export const headers: HeadersFunction = (args) => boundary.headers(args)
