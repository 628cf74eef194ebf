import type { SerializeFrom } from '@remix-run/node'
import { useTranslations } from 'use-intl'
import type { ShownRectification } from '../../../requests/index.ts'
import { NoteDialog } from '../note-dialog.tsx'
import { RectificationCard } from './rectification-card.tsx'
import { ProposeDialog, StatementDialog } from './rectification-dialogs.tsx'
import type { useRectification } from './use-rectification.ts'

interface Props {
  shown: SerializeFrom<ShownRectification> | null
  acting: ReturnType<typeof useRectification>
}

/** The card of a rectification, and the dialog that is open over it. */
export function RectificationSection({ shown, acting }: Props) {
  const t = useTranslations('requestRectification')
  const { dialog, close, send, busy } = acting
  return (
    <>
      <RectificationCard shown={shown} acting={acting} />
      {dialog?.name === 'propose' && shown?.readAt && shown.places && (
        <ProposeDialog places={shown.places} readAt={new Date(shown.readAt).toISOString()} acting={acting} />
      )}
      {dialog?.name === 'state' && <StatementDialog acting={acting} />}
      {(dialog?.name === 'refuse' || dialog?.name === 'by_hand') && (
        <NoteDialog
          title={t(`decisions.${dialog.name}`)}
          about={t(`aboutDecision.${dialog.name}`)}
          cancel={t('close')}
          note={{ label: t(dialog.name === 'refuse' ? 'reasonTold' : 'note'), isNeeded: dialog.name === 'refuse' }}
          isBusy={busy}
          onClose={close}
          onDone={(note) => {
            const { id, state } = dialog.correction
            send({ act: 'decide', id, decision: dialog.name, seen: state, note })
          }}
        />
      )}
    </>
  )
}
