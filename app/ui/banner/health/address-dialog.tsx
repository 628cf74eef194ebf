import { BlockStack, InlineStack, Modal, Select, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import {
  DEFAULT_PROXY_PATH,
  MAX_SUBPATH,
  PROXY_ADDRESS,
  PROXY_PREFIXES,
  SUBPATH,
} from '../../../shopify/app-proxy/words.ts'

interface Props {
  open: boolean
  storefrontUrl: string
  onClose(): void
}

const [, PREFIX = '', NAME = ''] = DEFAULT_PROXY_PATH.split('/')

/**
 * Staff copy the app proxy's address from Shopify's settings and open it: the call that Shopify signs for it tells Kept
 * where it is.
 */
export function AddressDialog({ open, storefrontUrl, onClose }: Props) {
  const t = useTranslations('banner.address')
  const [prefix, setPrefix] = useState<string>(PREFIX)
  const [subpath, setSubpath] = useState(NAME)
  const isValid = SUBPATH.test(subpath)
  const url = isValid ? new URL(`/${prefix}/${subpath}/${PROXY_ADDRESS}`, storefrontUrl).href : undefined
  return (
    <Modal
      open={open}
      onClose={onClose}
      title={t('title')}
      primaryAction={{ content: t('action'), disabled: !isValid, url, external: true, onAction: onClose }}
      secondaryActions={[{ content: t('cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p">{t('body')}</Text>
          <InlineStack gap="300">
            <Select label={t('prefix')} options={[...PROXY_PREFIXES]} value={prefix} onChange={setPrefix} />
            <TextField
              label={t('subpath')}
              value={subpath}
              maxLength={MAX_SUBPATH}
              autoComplete="off"
              onChange={(text) => setSubpath(text.trim())}
              error={!isValid && t('subpathForm')}
            />
          </InlineStack>
        </BlockStack>
      </Modal.Section>
    </Modal>
  )
}
