import { Banner, Button, DropZone, InlineStack, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { SectionCard } from '../section-card.tsx'
import type { useMailFile } from './use-mail-file.ts'

/** Where staff drop a saved e-mail, which fills in the form. */
export function MailDrop({ mail: { file, problem, busy, read, remove } }: { mail: ReturnType<typeof useMailFile> }) {
  const t = useTranslations('request.filing.mail')
  return (
    <SectionCard title={t('title')} description={t('help')}>
      {file ? (
        <InlineStack gap="200" blockAlign="center">
          <Text as="span">{t('kept', { name: file.name })}</Text>
          <Button onClick={remove}>{t('remove')}</Button>
        </InlineStack>
      ) : (
        <DropZone
          label={t('choose')}
          labelHidden
          accept="message/rfc822,.eml"
          type="file"
          allowMultiple={false}
          disabled={busy}
          onDropAccepted={(files) => void read(files)}
        >
          <DropZone.FileUpload actionTitle={t('choose')} actionHint={t('hint')} />
        </DropZone>
      )}
      <div aria-live="polite">{problem && <Banner tone="warning">{t(`problems.${problem}`)}</Banner>}</div>
    </SectionCard>
  )
}
