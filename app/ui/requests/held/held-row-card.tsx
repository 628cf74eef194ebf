import type { SerializeFrom } from '@remix-run/node'
import { Badge, BlockStack, Button, Card, DescriptionList, InlineStack } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { SeenRow } from '../../../requests/index.ts'
import { When } from '../../when.tsx'
import type { AskedChoice } from './choice-dialog.tsx'
import { useHeldNames } from './names.ts'

interface Props {
  row: SerializeFrom<SeenRow>
  onChoose(move: AskedChoice['move']): void
}

const WRITTEN = { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } as const

/** One row: each value, and beside it why the person does not get it. */
export function HeldRowCard({ row, onChoose }: Props) {
  const t = useTranslations('requestHeld')
  const names = useHeldNames()
  const changeable = row.values.filter(({ isFinal }) => !isFinal)
  return (
    <Card>
      <BlockStack gap="300">
        <DescriptionList
          gap="tight"
          items={row.values.map((value) => ({
            term: names.column(value.column),
            description: (
              <InlineStack gap="200" blockAlign="center">
                <span style={WRITTEN}>
                  <Written value={names.value(value.column, value.value)} />
                </span>
                <WhyNot {...value} />
              </InlineStack>
            ),
          }))}
        />
        <InlineStack gap="200">
          {changeable.some(({ ground }) => ground === null) && (
            <Button onClick={() => onChoose('take_out')}>{t('takeOut')}</Button>
          )}
          {changeable.some(({ ground }) => ground !== null) && (
            <Button onClick={() => onChoose('put_back')}>{t('putBack')}</Button>
          )}
        </InlineStack>
      </BlockStack>
    </Card>
  )
}

/** As Shopify writes a moment. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

function Written({ value }: Pick<SerializeFrom<SeenRow>['values'][number], 'value'>) {
  const t = useTranslations('requestHeld')
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  if (typeof value === 'string' && MOMENT.test(value)) return <When at={value} />
  return String(value)
}

function WhyNot({ declared, ground }: SerializeFrom<SeenRow>['values'][number]) {
  const t = useTranslations('requestHeld')
  if (declared === 'undeclared') return <Badge tone="warning">{t('undeclared')}</Badge>
  return ground && <Badge tone="attention">{t(`grounds.${ground}`)}</Badge>
}
