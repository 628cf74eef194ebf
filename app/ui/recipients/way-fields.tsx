import type { SerializeFrom } from '@remix-run/node'
import { BlockStack, TextField } from '@shopify/polaris'
import { useFormatter, useTranslations } from 'use-intl'
import type { RecipientAndWay } from '../../recipients/index.ts'
import { MAX_INSTRUCTIONS, MOST_LISTS } from '../../recipients/limits.ts'
import type { WayProblem } from '../../recipients/ways/model.ts'
import { isConnectedTool, type RecipientWayName } from '../../recipients/words.ts'
import type { EditedWay } from './use-recipient-way.ts'

interface Props {
  way: RecipientWayName
  recipient: SerializeFrom<RecipientAndWay>
  typed: EditedWay
  change(changed: Partial<EditedWay>): void
  problem: WayProblem | null
}

const OF_KEY: readonly WayProblem[] = ['no_key', 'not_a_key']
const OF_LISTS: readonly WayProblem[] = ['no_lists', 'not_a_list']

/** What a way needs to be known. */
export function WayFields({ way, recipient, typed, change, problem }: Props) {
  const t = useTranslations('recipients')
  const format = useFormatter()
  const { previousUntil, hasCredential, chosen } = recipient
  const errorOf = (fields: readonly WayProblem[]) =>
    problem && fields.includes(problem) ? t(`problems.${problem}`) : undefined
  const setSetup = (changed: Partial<EditedWay['setup']>) => change({ setup: { ...typed.setup, ...changed } })
  const overlap =
    previousUntil && new Date(previousUntil) > new Date()
      ? t('overlap', { until: format.dateTime(new Date(previousUntil), { dateStyle: 'medium' }) })
      : undefined
  return (
    <BlockStack gap="400">
      {way === 'webhook' && (
        <TextField
          label={t('endpoint')}
          type="url"
          value={typed.setup.endpoint}
          onChange={(endpoint) => setSetup({ endpoint })}
          autoComplete="off"
          placeholder="https://"
          helpText={overlap ?? t('endpointHelp')}
          error={errorOf(['not_an_endpoint'])}
        />
      )}
      {isConnectedTool(way) && (
        <TextField
          label={t('key')}
          type="password"
          value={typed.apiKey}
          onChange={(apiKey) => change({ apiKey })}
          autoComplete="off"
          placeholder={hasCredential && chosen === way ? t('keySaved') : undefined}
          helpText={t(`keyHelp.${way}`)}
          error={errorOf(OF_KEY)}
        />
      )}
      {way === 'mailchimp' && (
        <TextField
          label={t('lists')}
          value={typed.setup.lists.join(', ')}
          onChange={(text) => setSetup({ lists: text.split(/[,\s]+/).slice(0, MOST_LISTS) })}
          autoComplete="off"
          helpText={t('listsHelp')}
          error={errorOf(OF_LISTS)}
        />
      )}
      <TextField
        label={t('instructions')}
        value={typed.setup.instructions}
        onChange={(instructions) => setSetup({ instructions })}
        multiline={2}
        maxLength={MAX_INSTRUCTIONS}
        autoComplete="off"
        helpText={t('instructionsHelp')}
      />
    </BlockStack>
  )
}
