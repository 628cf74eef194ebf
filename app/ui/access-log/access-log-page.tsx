import { Card, IndexTable, Page, useBreakpoints } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { AccessLogRow } from '../../platform/access-log.ts'
import { Nothing } from '../nothing.tsx'
import { useStaffName } from '../staff-names.tsx'
import { When } from '../when.tsx'

/** Which member of staff looked at a person's data, and when. */
export function AccessLogPage({ accesses }: { accesses: AccessLogRow[] }) {
  const t = useTranslations('access')
  const { smDown } = useBreakpoints()
  const staff = useStaffName()
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
                <IndexTable.Cell>{staff.alone(access.staffId)}</IndexTable.Cell>
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
