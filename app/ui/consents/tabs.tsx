import { useNavigate } from '@remix-run/react'
import { Tabs } from '@shopify/polaris'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { CONSENTS, LEDGER } from '../links/consents.ts'

const TABS = { decisions: CONSENTS, charts: `${CONSENTS}/charts`, ledger: LEDGER } as const
type Tab = keyof typeof TABS
const ORDER = Object.keys(TABS) as Tab[]

/** The ways to look at the ledger. */
export function ConsentTabs({ shown, children }: { shown: Tab; children: ReactNode }) {
  const t = useTranslations('consents.tabs')
  const navigate = useNavigate()
  return (
    <Tabs
      selected={ORDER.indexOf(shown)}
      onSelect={(index) => navigate(TABS[ORDER[index] ?? 'decisions'])}
      tabs={ORDER.map((id) => ({ id, content: t(id), panelID: `${id}-panel` }))}
    >
      <div style={{ paddingTop: 16 }}>{children}</div>
    </Tabs>
  )
}
