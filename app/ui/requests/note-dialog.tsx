import { BlockStack, FormLayout, Modal, Text, TextField } from '@shopify/polaris'
import { type ReactNode, useState } from 'react'
import { MAX_NOTE } from '../../requests/limits.ts'

interface Props {
  title: string
  about: string
  /** Of the button that does it. */
  button?: string
  cancel: string
  note: { label: string; help?: string; isNeeded: boolean }
  /** Whether the fields before the note are filled in. */
  isReady?: boolean
  /** While what was done before is not shown yet. */
  isBusy?: boolean
  /** Fields before the note. */
  children?: ReactNode
  onClose(): void
  onDone(note: string): void
}

/** Asks staff for the note, or the reason, of what they do. */
export function NoteDialog({
  title,
  about,
  button,
  cancel,
  note,
  isReady = true,
  isBusy = false,
  children,
  onClose,
  onDone,
}: Props) {
  const [text, setText] = useState('')
  return (
    <Modal
      open
      onClose={onClose}
      title={title}
      primaryAction={{
        content: button ?? title,
        loading: isBusy,
        disabled: !isReady || (note.isNeeded && text.trim() === ''),
        onAction: () => onDone(text),
      }}
      secondaryActions={[{ content: cancel, onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p">{about}</Text>
          <FormLayout>
            {children}
            <TextField
              label={note.label}
              helpText={note.help}
              value={text}
              onChange={setText}
              autoComplete="off"
              multiline={3}
              maxLength={MAX_NOTE}
              showCharacterCount
            />
          </FormLayout>
        </BlockStack>
      </Modal.Section>
    </Modal>
  )
}
