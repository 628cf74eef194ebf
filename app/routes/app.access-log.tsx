import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Card, IndexTable, Page, useBreakpoints } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { listAccesses } from '../platform/access-log.ts'
import { asStaff } from '../shopify/staff.ts'
import { Nothing } from '../ui/nothing.tsx'
import { PageError } from '../ui/page-error.tsx'
import { When } from '../ui/when.tsx'

const SHOWN = 100

export async function loader({ request }: LoaderFunctionArgs) {
  const { inShop } = await asStaff(request)
  return { accesses: await inShop((tx) => listAccesses(tx, SHOWN)) }
}

export default function AccessLog() {
  const { accesses } = useLoaderData<typeof loader>()
  const t = useTranslations('access')
  const { smDown } = useBreakpoints()
  return (
    <Page title={t('title')} subtitle={t('subtitle')}>
      <Card padding="0">
        {accesses.length === 0 ? (
          <Nothing title={t('empty.title')} body={t('empty.body')} />
        ) : (
          <IndexTable
            condensed={smDown}
            selectable={false}
            itemCount={accesses.length}
            headings={[
              { title: t('columns.when') },
              { title: t('columns.staff') },
              { title: t('columns.page') },
              { title: t('columns.status') },
            ]}
          >
            {accesses.map((access, position) => (
              <IndexTable.Row key={access.id} id={access.id} position={position}>
                <IndexTable.Cell>
                  <When at={access.at} />
                </IndexTable.Cell>
                <IndexTable.Cell>{access.staffId}</IndexTable.Cell>
                <IndexTable.Cell>
                  {access.method} {access.route}
                </IndexTable.Cell>
                <IndexTable.Cell>{access.status}</IndexTable.Cell>
              </IndexTable.Row>
            ))}
          </IndexTable>
        )}
      </Card>
    </Page>
  )
}

export const ErrorBoundary = PageError
