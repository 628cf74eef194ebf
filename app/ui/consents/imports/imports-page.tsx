import {
  Badge,
  Banner,
  BlockStack,
  Button,
  DropZone,
  FormLayout,
  InlineStack,
  Page,
  ProgressBar,
  Select,
  Text,
} from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { IMPORT_TOOLS, type ImportState, type ImportTool } from '../../../consent/imports/words.ts'
import { CONSENTS, pageOfImport } from '../../links/consents.ts'
import { SectionCard } from '../../section-card.tsx'
import { useStaffName } from '../../staff-names.tsx'
import { When } from '../../when.tsx'
import { useUpload } from './use-upload.ts'

interface ListedImport {
  id: string
  tool: ImportTool
  state: ImportState
  createdAt: Date | string
  createdBy: string
}

/** Files of consents: a new one, and those that came before. */
export function ImportsPage({ imports }: { imports: ListedImport[] }) {
  const t = useTranslations('imports')
  return (
    <Page title={t('title')} subtitle={t('subtitle')} backAction={{ content: t('back'), url: CONSENTS }}>
      <BlockStack gap="400">
        <NewImport />
        <SectionCard title={t('earlier')}>
          {imports.length === 0 && <Text as="p">{t('none')}</Text>}
          {imports.map((one) => (
            <ImportLine key={one.id} listed={one} />
          ))}
        </SectionCard>
      </BlockStack>
    </Page>
  )
}

function NewImport() {
  const t = useTranslations('imports')
  const [tool, setTool] = useState<ImportTool>('other')
  const { file, percent, problem, isBusy, choose, begin } = useUpload()
  return (
    <SectionCard title={t('start')} description={t('startBody')}>
      <FormLayout>
        <Select
          label={t('tool')}
          options={IMPORT_TOOLS.map((value) => ({ value, label: t(`tools.${value}`) }))}
          value={tool}
          onChange={(value) => setTool(IMPORT_TOOLS.find((one) => one === value) ?? 'other')}
          disabled={isBusy}
        />
        <DropZone
          label={t('choose')}
          type="file"
          accept=".csv,.tsv,.txt,.json,.ndjson,.jsonl,text/csv,application/json"
          allowMultiple={false}
          disabled={isBusy}
          onDropAccepted={choose}
        >
          <DropZone.FileUpload actionTitle={file?.name ?? t('chooseFile')} actionHint={t('hint')} />
        </DropZone>
        <div aria-live="polite">
          {problem && <Banner tone="critical">{t(problem)}</Banner>}
          {percent !== null && (
            <BlockStack gap="100">
              <Text as="p">{t('uploading', { percent })}</Text>
              <ProgressBar progress={percent} size="small" ariaLabelledBy="upload" />
            </BlockStack>
          )}
        </div>
        <div>
          <Button
            variant="primary"
            onClick={() => begin(tool)}
            loading={isBusy}
            disabled={file === null || problem === 'tooLarge'}
          >
            {t('upload')}
          </Button>
        </div>
      </FormLayout>
    </SectionCard>
  )
}

const TONES: Partial<Record<ImportState, 'success' | 'critical' | 'attention'>> = {
  done: 'success',
  failed: 'critical',
  mapping: 'attention',
  checked: 'attention',
}

function ImportLine({ listed: { id, tool, state, createdAt, createdBy } }: { listed: ListedImport }) {
  const t = useTranslations('imports')
  const staff = useStaffName()
  const name = t(`tools.${tool}`)
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <BlockStack gap="050">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h3" variant="headingSm">
            {name}
          </Text>
          <Badge {...(TONES[state] && { tone: TONES[state] })}>{t(`states.${state}`)}</Badge>
        </InlineStack>
        <Text as="p" tone="subdued">
          {t.rich('by', { who: staff.alone(createdBy), when: () => <When at={createdAt} /> })}
        </Text>
      </BlockStack>
      <Button url={pageOfImport(id)} accessibilityLabel={t('openOf', { tool: name })}>
        {t('open')}
      </Button>
    </InlineStack>
  )
}
