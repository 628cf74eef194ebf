import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { BlockStack, Button, ChoiceList, Modal, Text } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type PurposeNames, useWords } from '../words.ts'

interface Props {
  /** Those that the person agrees to now. */
  purposes: readonly string[]
  names: PurposeNames
}

/** Staff withdraw what a person told them that they no longer agree to. */
export function WithdrawalCard({ purposes, names }: Props) {
  const t = useTranslations('consents.withdraw')
  const words = useWords(names)
  const bridge = useAppBridge()
  const { submit, data, state } = useFetcher<{ withdrawn: boolean }>()
  const [asking, setAsking] = useState(false)
  const [chosen, setChosen] = useState<string[]>([])
  useEffect(() => {
    if (data) bridge.toast.show(t(data.withdrawn ? 'done' : 'nothing'))
  }, [data, bridge, t])
  if (purposes.length === 0) return null
  const ask = () => {
    setChosen(purposes.length === 1 ? [...purposes] : [])
    setAsking(true)
  }
  const withdraw = () => {
    setAsking(false)
    submit(JSON.stringify({ intent: 'withdraw', purposes: chosen }), { method: 'post', encType: 'application/json' })
  }
  return (
    <div>
      <Button loading={state !== 'idle'} onClick={ask}>
        {t('action')}
      </Button>
      <Modal
        open={asking}
        onClose={() => setAsking(false)}
        title={t('title')}
        primaryAction={{ content: t('confirm'), destructive: true, disabled: chosen.length === 0, onAction: withdraw }}
        secondaryActions={[{ content: t('cancel'), onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <BlockStack gap="300">
            <Text as="p">{t('body')}</Text>
            <ChoiceList
              allowMultiple
              title={t('choose')}
              choices={purposes.map((value) => ({ value, label: words.purpose(value) }))}
              selected={chosen}
              onChange={setChosen}
            />
          </BlockStack>
        </Modal.Section>
      </Modal>
    </div>
  )
}
