import { BlockStack, Box, Button, InlineStack } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { AnswerLine, Country } from './fields.tsx'
import type { CompanyRow } from './use-rows.ts'

interface Props {
  path: string
  row: CompanyRow
  labels: { name: string; policy: string; policyHelp?: string }
  onChange(changed: Partial<CompanyRow>): void
  onRemove(): void
}

/** A company that staff name themselves. */
export function CompanyFields({ path, row, labels, onChange, onRemove }: Props) {
  const t = useTranslations('setup.tools')
  return (
    <Box borderColor="border" borderWidth="025" borderRadius="200" padding="300">
      <BlockStack gap="300">
        <AnswerLine
          path={`${path}.name`}
          label={labels.name}
          value={row.name}
          onChange={(name) => onChange({ name })}
          autoComplete="off"
        />
        <Country
          path={`${path}.country`}
          label={t('country')}
          value={row.country}
          onChange={(country) => onChange({ country })}
        />
        <AnswerLine
          path={`${path}.privacyPolicyUrl`}
          label={labels.policy}
          value={row.privacyPolicyUrl}
          onChange={(privacyPolicyUrl) => onChange({ privacyPolicyUrl })}
          inputMode="url"
          autoComplete="off"
          {...(labels.policyHelp && { help: labels.policyHelp })}
        />
        <InlineStack>
          <Button variant="plain" tone="critical" onClick={onRemove}>
            {t('remove', { name: row.name || labels.name })}
          </Button>
        </InlineStack>
      </BlockStack>
    </Box>
  )
}
