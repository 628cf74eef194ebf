import { useAppBridge } from '@shopify/app-bridge-react'
import { BlockStack, Button, Modal, Text, TextField } from '@shopify/polaris'
import { useTranslations } from 'use-intl'

interface Props {
  title: string
  body: string
  label: string
  value: string
  onClose(): void
}

/** A secret that is shown this once. It is not closed by a click beside it. */
export function CopiedOnce({ title, body, label, value, onClose }: Props) {
  const t = useTranslations('systems.keys')
  const bridge = useAppBridge()
  // An admin that frames the app may not pass the clipboard on.
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => bridge.toast.show(t('copied')),
      () => bridge.toast.show(t('notCopied'), { isError: true, duration: 10_000 }),
    )
  return (
    <Modal open onClose={() => undefined} title={title} primaryAction={{ content: t('close'), onAction: onClose }}>
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p">{body}</Text>
          <TextField
            label={label}
            value={value}
            readOnly
            autoComplete="off"
            monospaced
            selectTextOnFocus
            connectedRight={<Button onClick={() => void copy()}>{t('copy')}</Button>}
          />
        </BlockStack>
      </Modal.Section>
    </Modal>
  )
}
