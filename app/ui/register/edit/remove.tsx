import { useFetcher, useNavigate } from '@remix-run/react'
import { BlockStack, Link, List, Modal, Text } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { EntryRef, RemovalAnswer } from '../../../register/index.ts'
import { LET_GO } from '../../form/unsaved-changes.tsx'
import { pageOfKind, pageOfPart } from '../../links/register.ts'
import { useUndo } from '../undo.tsx'

interface Props {
  entry: EntryRef
  name: string
  base: string | null
  onClose(): void
}

/** Asks before an entry is removed, and says what names it. */
export function RemoveEntry({ entry, name, base, onClose }: Props) {
  const t = useTranslations('register.remove')
  const fetcher = useFetcher<RemovalAnswer>()
  const navigate = useNavigate()
  const offerUndo = useUndo()
  const [handled, setHandled] = useState(false)
  const answer = fetcher.data
  useEffect(() => {
    if (answer?.answer !== 'removed' || handled) return
    setHandled(true)
    offerUndo(t('removed', { name }), answer.undo)
    navigate(pageOfKind(entry.kind), { state: LET_GO })
  }, [answer, handled, offerUndo, navigate, entry.kind, name, t])
  const references = answer?.answer === 'referenced' ? answer.by : []
  const remove = () =>
    fetcher.submit(JSON.stringify({ intent: 'remove', base, unlink: references.length > 0 }), {
      method: 'post',
      encType: 'application/json',
    })
  return (
    <Modal
      open
      onClose={onClose}
      title={t('title', { name })}
      primaryAction={{
        content: t(references.length > 0 ? 'unlink' : 'confirm'),
        destructive: true,
        loading: fetcher.state !== 'idle',
        disabled: answer?.answer === 'changed',
        onAction: remove,
      }}
      secondaryActions={[{ content: t('cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <div aria-live="polite">
          {answer?.answer === 'changed' ? (
            <Text as="p">{t('changed')}</Text>
          ) : references.length > 0 ? (
            <References references={references} />
          ) : (
            <Text as="p">{t('body')}</Text>
          )}
        </div>
      </Modal.Section>
    </Modal>
  )
}

type References = Extract<RemovalAnswer, { answer: 'referenced' }>['by']

/** What names the entry, and would lose the reference to it. */
function References({ references }: { references: References }) {
  const t = useTranslations('register.remove')
  return (
    <BlockStack gap="200">
      <Text as="p">{t('referenced', { count: references.length })}</Text>
      <List>
        {references.map(({ ref, name, field }) => (
          <List.Item key={`${ref.kind}/${ref.id}/${field}`}>
            <Link url={pageOfPart(ref, field)}>{name}</Link>
          </List.Item>
        ))}
      </List>
      <Text as="p">{t('unlinkNote')}</Text>
    </BlockStack>
  )
}
