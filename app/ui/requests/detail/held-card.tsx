import type { SerializeFrom } from '@remix-run/node'
import { useFetcher } from '@remix-run/react'
import { Banner, BlockStack, Button, InlineStack, Link, List, Text } from '@shopify/polaris'
import { useFormatter, useTranslations } from 'use-intl'
import { HELD_TABLES } from '../../../requests/held/model.ts'
import type { Collection } from '../../../requests/index.ts'
import { OPTIONAL_ACCESS } from '../../../requests/words.ts'
import { REGISTER } from '../../links/register.ts'
import { heldOf, REQUEST_ACCESS } from '../../links/requests.ts'
import { SectionCard } from '../../section-card.tsx'
import { useRefresh } from '../../use-refresh.ts'
import { When } from '../../when.tsx'
import { useHeldNames } from '../held/names.ts'

interface Props {
  requestId: string
  held: SerializeFrom<Collection> | null
  /** Identity is proven, and the request is worked on. */
  mayCollect: boolean
  /** Reading it is what the page's main button does. */
  isNext: boolean
}

const REFRESH_MS = 1_500

/** What is held about who asks: whether it was read, how much it is, and what is wrong with it. */
export function HeldCard({ requestId, held, mayCollect, isNext }: Props) {
  const t = useTranslations('requestHeld')
  const { submit, state } = useFetcher()
  const isRunning = held?.state === 'collecting'
  useRefresh(isRunning, REFRESH_MS)
  const start = () =>
    submit(JSON.stringify({ intent: 'start' }), {
      method: 'post',
      action: heldOf(requestId),
      encType: 'application/json',
    })
  const action = held === null ? 'start' : held.state === 'failed' ? 'retry' : 'again'
  return (
    <SectionCard
      title={t('title')}
      description={t('about')}
      aside={
        mayCollect &&
        !(isNext && held === null) && (
          <Button onClick={start} loading={state !== 'idle'} disabled={isRunning}>
            {t(action)}
          </Button>
        )
      }
    >
      <div aria-live="polite">
        <State held={held} />
      </div>
      {held?.state === 'collected' && <Findings requestId={requestId} held={held} />}
    </SectionCard>
  )
}

const rowsIn = ({ rowsByTable }: SerializeFrom<Collection>) =>
  Object.values(rowsByTable).reduce((sum, rows) => sum + (rows ?? 0), 0)

function State({ held }: Pick<Props, 'held'>) {
  const t = useTranslations('requestHeld')
  if (!held) {
    return (
      <Text as="p">
        {t('notYet')} <Link url={REQUEST_ACCESS}>{t('readable')}</Link>
      </Text>
    )
  }
  if (held.state === 'collecting') return <Text as="p">{t('collecting', { count: rowsIn(held) })}</Text>
  if (held.state === 'failed') return <Banner tone="warning">{t('failed')}</Banner>
  const count = rowsIn(held)
  if (held.state === 'destroyed') return <Text as="p">{t('destroyed', { count })}</Text>
  return (
    <Text as="p">
      {t('collected', { count })} {count > 0 && held.finishedAt && <When at={held.finishedAt} />}
    </Text>
  )
}

function Findings({ requestId, held }: { requestId: string; held: SerializeFrom<Collection> }) {
  const names = useHeldNames()
  return (
    <BlockStack gap="300">
      <InlineStack gap="300">
        {HELD_TABLES.filter((table) => held.rowsByTable[table]).map((table) => (
          <Link key={table} url={heldOf(requestId, table)}>
            {`${names.table(table)}: ${held.rowsByTable[table]}`}
          </Link>
        ))}
      </InlineStack>
      <UndeclaredList undeclared={held.undeclared} />
      <UnreadList unread={held.unread} />
    </BlockStack>
  )
}

/** The card names the first ones; a register that declares nothing has hundreds. */
const SHOWN = 4

function UndeclaredList({ undeclared }: Pick<SerializeFrom<Collection>, 'undeclared'>) {
  const t = useTranslations('requestHeld')
  const names = useHeldNames()
  if (undeclared.length === 0) return null
  const fields = [...new Map(undeclared.map((one) => [`${one.table} ${one.field}`, one])).values()]
  return (
    <Banner
      tone="warning"
      title={t('undeclaredTitle')}
      action={{ content: t('toRegister'), url: `${REGISTER}/data_category` }}
    >
      <BlockStack gap="200">
        <Text as="p">{t('undeclaredBody')}</Text>
        <List>
          {fields.slice(0, SHOWN).map(({ table, column, field, count }) => (
            <List.Item key={`${table} ${field}`}>
              <span style={{ overflowWrap: 'anywhere' }}>
                {t('undeclaredLine', { table: names.table(table), column: names.column(column), field, count })}
              </span>
            </List.Item>
          ))}
        </List>
        {fields.length > SHOWN && <Text as="p">{t('undeclaredMore', { count: fields.length - SHOWN })}</Text>}
      </BlockStack>
    </Banner>
  )
}

type UnreadLine = SerializeFrom<Collection>['unread'][number]

/** What the shop could let Kept read: the access that a line of what was not read lacks. */
const accessFor = ({ scope }: UnreadLine) =>
  OPTIONAL_ACCESS.find(({ scopes }) => scopes.some((one) => one === scope))?.what ?? null

function UnreadList({ unread }: Pick<SerializeFrom<Collection>, 'unread'>) {
  const t = useTranslations('requestHeld')
  const access = useTranslations('requests.access.what')
  const names = useHeldNames()
  const format = useFormatter()
  if (unread.length === 0) return null
  const missing = OPTIONAL_ACCESS.filter(({ what }) => unread.some((line) => accessFor(line) === what))
  const others = unread.filter((line) => accessFor(line) === null)
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {t('unreadTitle')}
      </Text>
      <Text as="p" tone="subdued">
        {t('unreadBody')}
      </Text>
      {others.length > 0 && (
        <List>
          {others.map((line) => (
            <List.Item key={`${line.table} ${line.reason} ${line.scope}`}>
              {t(`unread.${line.reason}`, {
                table: names.table(line.table),
                since: line.since === undefined ? '' : format.dateTime(new Date(line.since), { dateStyle: 'long' }),
              })}
            </List.Item>
          ))}
        </List>
      )}
      {missing.length > 0 && (
        <>
          <Text as="p">{t('notAllowed')}</Text>
          <List>
            {missing.map(({ what }) => (
              <List.Item key={what}>{access(`${what}.title`)}</List.Item>
            ))}
          </List>
          <Text as="p">
            <Link url={REQUEST_ACCESS}>{t('readMore')}</Link>
          </Text>
        </>
      )}
    </BlockStack>
  )
}
