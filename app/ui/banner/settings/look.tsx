import { Badge, BlockStack, FormLayout, InlineGrid, InlineStack, RangeSlider, Select, Text } from '@shopify/polaris'
import { useFormatter, useTranslations } from 'use-intl'
import type { ContrastOf, Look } from '../../../banner/index.ts'
import { MAX_RADIUS } from '../../../banner/settings/limits.ts'
import { LOOK_COLOURS, POSITIONS, REOPENERS } from '../../../banner/settings/words.ts'
import { ColourField } from './colour-field.tsx'
import type { Editing } from './use-findings.ts'

interface Props {
  editing: Editing
  contrasts: readonly ContrastOf[]
}

/** How the banner looks. Accept and refuse have one colour, so that they are equal. */
export function LookFields({ editing, contrasts }: Props) {
  const t = useTranslations('banner.look')
  const { settings, findings, onChange } = editing
  const { look } = settings
  const change = (changed: Partial<Look>) => onChange({ ...settings, look: { ...look, ...changed } })
  return (
    <>
      <FormLayout>
        <Select
          label={t('position')}
          options={POSITIONS.map((value) => ({ value, label: t(`positions.${value}`) }))}
          value={look.position}
          onChange={(chosen) => change({ position: POSITIONS.find((each) => each === chosen) ?? look.position })}
        />
        <Select
          label={t('reopen')}
          helpText={t('reopenHelp')}
          options={REOPENERS.map((value) => ({ value, label: t(`reopeners.${value}`) }))}
          value={look.reopen}
          onChange={(chosen) => change({ reopen: REOPENERS.find((each) => each === chosen) ?? look.reopen })}
        />
        <RangeSlider
          label={t('radius')}
          min={0}
          max={MAX_RADIUS}
          output
          suffix={look.radius}
          value={look.radius}
          onChange={(radius) => change({ radius: Number(radius) })}
        />
      </FormLayout>
      <InlineGrid columns={{ xs: 2, md: 1, lg: 2 }} gap="300">
        {LOOK_COLOURS.map((key) => (
          <ColourField
            key={key}
            label={t(`colours.${key}`)}
            value={look[key]}
            error={findings.errorOf(`look.${key}`)}
            advice={findings.adviceOf(`look.${key}`)}
            onChange={(value) => change({ [key]: value })}
          />
        ))}
      </InlineGrid>
      <Contrasts contrasts={contrasts} />
    </>
  )
}

function Contrasts({ contrasts }: Pick<Props, 'contrasts'>) {
  const t = useTranslations('banner.look.contrast')
  const format = useFormatter()
  if (contrasts.length === 0) return null
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {t('title')}
      </Text>
      {contrasts.map(({ code, ratio, least }) => (
        <InlineStack key={code} align="space-between" gap="200">
          <Text as="span">{t(code)}</Text>
          <Badge tone={ratio >= least ? 'success' : 'critical'}>
            {t('ratio', { ratio: format.number(ratio), least: format.number(least) })}
          </Badge>
        </InlineStack>
      ))}
    </BlockStack>
  )
}
