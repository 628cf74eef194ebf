import type { SerializeFrom } from '@remix-run/node'
import { Banner, BlockStack, Box, Button, ButtonGroup, Text } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { RequestDetail, RequestIdentity } from '../../../requests/index.ts'
import { SectionCard } from '../../section-card.tsx'
import { useStaffName } from '../../staff-names.tsx'
import { When } from '../../when.tsx'
import { IdentityDialog, type IdentityStep } from './identity-dialog.tsx'
import { ProofList } from './proof-list.tsx'
import { useIdentityAct } from './use-identity-act.ts'

interface Props {
  detail: SerializeFrom<RequestDetail>
  identity: SerializeFrom<RequestIdentity>
}

/** How the person of a request can be known: a link, a proof, or a call-back; the page's main button is the word of staff. */
export function IdentityCard({ detail: { row, events, acts }, identity }: Props) {
  const t = useTranslations('identity')
  const problems = useTranslations('request.problems')
  const [step, setStep] = useState<IdentityStep | null>(null)
  const { act, busy, problem } = useIdentityAct(row.id)
  const seen = events.length
  const isAwaited = acts.some(({ name }) => name === 'confirm_identity')
  const methods = identity.offered.map((one) => t(`methods.${one}`)).join(', ')
  if (!isAwaited && !problem) return null
  return (
    <SectionCard title={t('title')} description={t('help')}>
      <BlockStack>
        <div aria-live="polite">
          {problem && (
            <Box paddingBlockEnd="300">
              <Banner tone="critical">{isOwnProblem(problem) ? t(`problems.${problem}`) : problems(problem)}</Banner>
            </Box>
          )}
        </div>
        <Text as="p">{methods ? t('offered', { methods }) : t('offeredNone')}</Text>
      </BlockStack>
      {identity.offered.includes('email_link') && (
        <LinkPart identity={identity} busy={busy} onSend={() => act({ act: 'send_link' })} />
      )}
      {(identity.proofs.length > 0 || identity.offered.includes('proof_of_identity')) && (
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            {t('proofs.title')}
          </Text>
          {identity.proofs.length === 0 ? (
            <Text as="p">{t('proofs.none')}</Text>
          ) : (
            <>
              <ProofList requestId={row.id} proofs={identity.proofs} />
              <ButtonGroup>
                <Button onClick={() => setStep('accept')}>{t('proofs.accept')}</Button>
                <Button onClick={() => setStep('reject')}>{t('proofs.reject')}</Button>
              </ButtonGroup>
            </>
          )}
        </BlockStack>
      )}
      {identity.offered.includes('call_back') && (
        <div>
          <Button onClick={() => setStep('callBack')}>{t('callBack.title')}</Button>
        </div>
      )}
      {step && (
        <IdentityDialog
          step={step}
          onClose={() => setStep(null)}
          onDone={(note, number) => {
            setStep(null)
            if (step === 'callBack') act({ act: 'call_back', number, note, seen })
            else act({ act: 'decide', isAccepted: step === 'accept', note, seen })
          }}
        />
      )}
    </SectionCard>
  )
}

const OWN_PROBLEMS = ['too_many_links', 'no_mail_server', 'not_offered', 'number_of_the_request'] as const
type OwnProblem = (typeof OWN_PROBLEMS)[number]
const isOwnProblem = (problem: string): problem is OwnProblem => OWN_PROBLEMS.some((one) => one === problem)

interface LinkProps {
  identity: SerializeFrom<RequestIdentity>
  busy: boolean
  onSend(): void
}

function LinkPart({ identity: { link, canSendLinks }, busy, onSend }: LinkProps) {
  const t = useTranslations('identity.link')
  const staff = useStaffName()
  const when = link && (() => <When at={link.askedAt} />)
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {t('title')}
      </Text>
      {!canSendLinks && <Banner tone="warning">{t('noMail')}</Banner>}
      {canSendLinks && <Text as="p">{t('about')}</Text>}
      {link && when && (
        <Text as="p">
          {link.askedBy ? t.rich('byStaff', { name: staff.alone(link.askedBy), when }) : t.rich('byPerson', { when })}{' '}
          {t(`states.${link.state}`)}
        </Text>
      )}
      {canSendLinks && (
        <div>
          <Button onClick={onSend} loading={busy} disabled={link?.state === 'waiting'}>
            {t(link ? 'sendAgain' : 'send')}
          </Button>
        </div>
      )}
    </BlockStack>
  )
}
