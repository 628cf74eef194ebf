import type { SerializeFrom } from '@remix-run/node'
import { Banner, Checkbox, FormLayout, Modal, Select, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { CorrectablePlace } from '../../../requests/index.ts'
import { MAX_CORRECTED_LINE, MAX_STATEMENT } from '../../../requests/rectification/limits.ts'
import { CORRECTABLE, type CorrectedField, STATEMENT_SUBJECTS } from '../../../requests/rectification/words.ts'
import { useHeldNames } from '../held/names.ts'
import { useCorrectionNames } from './use-correction-names.ts'
import type { useRectification } from './use-rectification.ts'

type Acting = ReturnType<typeof useRectification>

interface ProposeProps {
  places: SerializeFrom<CorrectablePlace>[]
  readAt: string
  acting: Acting
}

/** Staff write down for the person what is wrong: the values of one place, to be written over. */
export function ProposeDialog({ places, readAt, acting }: ProposeProps) {
  const t = useTranslations('requestRectification')
  const names = useCorrectionNames()
  const [key, setKey] = useState(places[0]?.key ?? '')
  const [typed, setTyped] = useState<Partial<Record<CorrectedField, string>>>({})
  const [remove, setRemove] = useState(false)
  const place = places.find((one) => one.key === key)
  if (!place) return null
  const fields = CORRECTABLE[place.kind].fields.filter((field) => field in place.values)
  const errorOf = (field: CorrectedField) => acting.wrong.find((one) => one.field === field)?.problem
  return (
    <Modal
      open
      onClose={acting.close}
      title={t('next.propose')}
      primaryAction={{
        content: t('propose'),
        loading: acting.busy,
        disabled: !remove && Object.keys(typed).length === 0,
        onAction: () => acting.send({ act: 'propose', proposal: { at: readAt, place: key, values: typed, remove } }),
      }}
      secondaryActions={[{ content: t('close'), onAction: acting.close }]}
    >
      <Modal.Section>
        <FormLayout>
          {acting.problem && <Banner tone="critical">{t(`problems.${acting.problem}`)}</Banner>}
          <Select
            label={t('place')}
            options={places.map((one) => ({ value: one.key, label: names.place(one) }))}
            value={key}
            onChange={(chosen) => {
              setKey(chosen)
              setTyped({})
              setRemove(false)
            }}
          />
          {!remove &&
            fields.map((field) => {
              const problem = errorOf(field)
              return (
                <TextField
                  key={`${key}/${field}`}
                  label={names.field(field, place)}
                  value={typed[field] ?? place.values[field] ?? ''}
                  onChange={(text) => setTyped({ ...typed, [field]: text })}
                  autoComplete="off"
                  multiline={place.type === 'multi_line_text_field' ? 3 : false}
                  maxLength={place.type === 'multi_line_text_field' ? MAX_STATEMENT : MAX_CORRECTED_LINE}
                  {...(problem && { error: t(`wrong.${problem}`) })}
                />
              )
            })}
          {place.canRemove && <Checkbox label={t('removeAddress')} checked={remove} onChange={setRemove} />}
        </FormLayout>
      </Modal.Section>
    </Modal>
  )
}

/** A statement that stays with facts that cannot be replaced. */
export function StatementDialog({ acting }: { acting: Acting }) {
  const t = useTranslations('requestRectification')
  const names = useHeldNames()
  const [about, setAbout] = useState<(typeof STATEMENT_SUBJECTS)[number]>('orders')
  const [text, setText] = useState('')
  return (
    <Modal
      open
      onClose={acting.close}
      title={t('addStatement')}
      primaryAction={{
        content: t('addStatement'),
        loading: acting.busy,
        disabled: text.trim() === '',
        onAction: () => acting.send({ act: 'state', statement: { about, text } }),
      }}
      secondaryActions={[{ content: t('close'), onAction: acting.close }]}
    >
      <Modal.Section>
        <FormLayout>
          {acting.problem && <Banner tone="critical">{t(`problems.${acting.problem}`)}</Banner>}
          <Select
            label={t('statementFacts')}
            options={STATEMENT_SUBJECTS.map((one) => ({ value: one, label: names.table(one) }))}
            value={about}
            onChange={(chosen) => setAbout(STATEMENT_SUBJECTS.find((one) => one === chosen) ?? 'orders')}
          />
          <TextField
            label={t('statementText')}
            helpText={t('statementHelp')}
            value={text}
            onChange={setText}
            autoComplete="off"
            multiline={5}
            maxLength={MAX_STATEMENT}
            showCharacterCount
          />
        </FormLayout>
      </Modal.Section>
    </Modal>
  )
}
