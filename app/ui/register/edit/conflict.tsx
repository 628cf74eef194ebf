import { Banner, BlockStack, Button, InlineStack, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { DescribedConflict } from '../../../register/index.ts'
import { useStaffName } from '../../staff-names.tsx'
import { When } from '../../when.tsx'

interface Props {
  conflict: DescribedConflict
  saving: boolean
  onMine(): void
  onTheirs(): void
}

/** A colleague saved first: shows both versions and the choice. The form still holds what was typed. */
export function ConflictBanner({ conflict, saving, onMine, onTheirs }: Props) {
  const t = useTranslations('register.conflict')
  const staff = useStaffName()
  const { by, at, theirs, differences } = conflict
  return (
    <Banner tone="warning" title={t(theirs ? 'title' : 'titleRemoved')}>
      <BlockStack gap="300">
        <Text as="p">
          {by ? t('by', { staff: staff.inText(by) }) : t('bySelf')} {at && <When at={at} />} {t('kept')}
        </Text>
        {differences.length > 0 && <Differences differences={differences} />}
        <InlineStack gap="200">
          <Button onClick={onMine} loading={saving}>
            {t(theirs ? 'saveMine' : 'saveMineAgain')}
          </Button>
          <Button onClick={onTheirs} disabled={saving}>
            {t(theirs ? 'takeTheirs' : 'letGo')}
          </Button>
        </InlineStack>
      </BlockStack>
    </Banner>
  )
}

/** What stands in each field that both changed. */
function Differences({ differences }: Pick<DescribedConflict, 'differences'>) {
  const t = useTranslations('register.conflict')
  return (
    <div style={{ overflowX: 'auto' }}>
      <table style={{ borderSpacing: '0', textAlign: 'start' }}>
        <thead>
          <tr>
            {(['field', 'theirs', 'mine'] as const).map((column) => (
              <th key={column} scope="col" style={CELL}>
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {differences.map(({ field, theirs, mine }) => (
            <tr key={field + theirs}>
              <th scope="row" style={CELL}>
                {field}
              </th>
              <td style={CELL}>{theirs}</td>
              <td style={CELL}>{mine}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const CELL = {
  padding: '4px 16px 4px 0',
  textAlign: 'start',
  verticalAlign: 'top',
  overflowWrap: 'anywhere',
  minInlineSize: '6rem',
} as const
