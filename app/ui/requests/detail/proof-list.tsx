import type { SerializeFrom } from '@remix-run/node'
import { BlockStack, Button, InlineStack, Modal, Text } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { RequestIdentity } from '../../../requests/index.ts'
import { proofOf } from '../../links/requests.ts'
import { useDay } from '../../use-day.ts'
import { useDownload } from '../../use-download.ts'
import { When } from '../../when.tsx'

type Proof = SerializeFrom<RequestIdentity>['proofs'][number]

const LIST = { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 12 } as const

/**
 * The files that a person handed in. A picture is shown as a picture, which runs nothing; a PDF can hold programs, and is only
 * saved.
 */
export function ProofList({ requestId, proofs }: { requestId: string; proofs: Proof[] }) {
  const t = useTranslations('identity.proofs')
  const download = useDownload()
  const format = useFormatter()
  const day = useDay('long')
  const [shown, setShown] = useState<Proof | null>(null)
  return (
    <>
      <ul style={LIST}>
        {proofs.map((proof) => {
          const size = format.number(proof.bytes / 1_000, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 })
          const file = t('file', { type: t(`types.${proof.type}`), size })
          const isPdf = proof.type === 'application/pdf'
          return (
            <li key={proof.id}>
              <InlineStack align="space-between" blockAlign="center" gap="200">
                <BlockStack gap="050">
                  <Text as="span" fontWeight="semibold">
                    {file}
                  </Text>
                  <Text as="span" tone="subdued">
                    {t.rich('dates', {
                      when: () => <When at={proof.handedInAt} />,
                      day: day(new Date(proof.deleteAt).toISOString().slice(0, 10)),
                    })}
                  </Text>
                  {isPdf && (
                    <Text as="span" tone="subdued">
                      {t('pdf')}
                    </Text>
                  )}
                </BlockStack>
                {isPdf ? (
                  <Button
                    onClick={() => void download(proofOf(requestId, proof.id))}
                    accessibilityLabel={t('saveThe', { file })}
                  >
                    {t('save')}
                  </Button>
                ) : (
                  <Button onClick={() => setShown(proof)} accessibilityLabel={t('lookAt', { file })}>
                    {t('look')}
                  </Button>
                )}
              </InlineStack>
            </li>
          )
        })}
      </ul>
      {shown && <Picture url={proofOf(requestId, shown.id)} onClose={() => setShown(null)} />}
    </>
  )
}

function Picture({ url, onClose }: { url: string; onClose(): void }) {
  const t = useTranslations('identity')
  const [picture, setPicture] = useState<{ source: string } | 'failed' | null>(null)
  useEffect(() => {
    let source = ''
    const read = async () => {
      const answer = await fetch(url)
      if (!answer.ok) return setPicture('failed')
      source = URL.createObjectURL(await answer.blob())
      setPicture({ source })
    }
    void read().catch(() => setPicture('failed'))
    return () => URL.revokeObjectURL(source)
  }, [url])
  return (
    <Modal
      open
      onClose={onClose}
      title={t('proofs.alt')}
      loading={picture === null}
      primaryAction={{ content: t('close'), onAction: onClose }}
    >
      <Modal.Section>
        {picture === 'failed' && <Text as="p">{t('proofs.notRead')}</Text>}
        {picture && picture !== 'failed' && (
          <img src={picture.source} alt={t('proofs.alt')} style={{ maxWidth: '100%', height: 'auto' }} />
        )}
      </Modal.Section>
    </Modal>
  )
}
