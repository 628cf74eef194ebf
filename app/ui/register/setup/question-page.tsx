import { Banner, BlockStack, Box, Card, Page, ProgressBar, Text } from '@shopify/polaris'
import { type ComponentType, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { AskedQuestion, Question } from '../../../register/index.ts'
import { REGISTER } from '../../links/register.ts'
import { CompanyQuestion } from './company-question.tsx'
import { PartnersQuestion } from './partners-question.tsx'
import { InactivityQuestion, MarketsQuestion, YesOrNoQuestion } from './short-questions.tsx'
import { SiteQuestion, StoresQuestion, ToolsQuestion } from './tools-questions.tsx'
import { AnsweringProvider, useAnswer, useAnswering } from './use-answer.ts'

const ASKED_BY: Record<Question, ComponentType> = {
  company: CompanyQuestion,
  markets: MarketsQuestion,
  email: ToolsQuestion,
  ads: ToolsQuestion,
  statistics: ToolsQuestion,
  reviews: ToolsQuestion,
  support: ToolsQuestion,
  delivery: ToolsQuestion,
  payment: ToolsQuestion,
  partners: PartnersQuestion,
  professionals: YesOrNoQuestion,
  stores: StoresQuestion,
  accounts: YesOrNoQuestion,
  inactivity: InactivityQuestion,
  site: SiteQuestion,
}

/** One question of the set-up at a time. */
export function QuestionPage({ asked }: { asked: AskedQuestion }) {
  const t = useTranslations('setup')
  const register = useTranslations('register')
  // Counts how often staff asked for somebody else's answer, so that the question is shown anew with it.
  const [looks, setLooks] = useState(0)
  const { number, total, question } = asked
  return (
    <Page
      narrowWidth
      title={t('title')}
      subtitle={t('subtitle')}
      backAction={{ content: register('title'), url: REGISTER }}
    >
      <BlockStack gap="400">
        <Box paddingInline={{ xs: '400', sm: '0' }}>
          <BlockStack gap="100">
            <Text as="p" tone="subdued" id="setup-progress">
              {t('progress', { number, total })}
            </Text>
            <ProgressBar
              progress={Math.round(((number - 1) / total) * 100)}
              size="small"
              tone="success"
              animated={false}
              ariaLabelledBy="setup-progress"
            />
          </BlockStack>
        </Box>
        <Asked key={`${question}/${looks}`} asked={asked} onTheirs={() => setLooks(looks + 1)} />
      </BlockStack>
    </Page>
  )
}

function Asked({ asked, onTheirs }: { asked: AskedQuestion; onTheirs: () => void }) {
  const t = useTranslations('setup')
  const answering = useAnswer(asked, onTheirs)
  const heading = useHeadingFocus(asked.question)
  const Fields = ASKED_BY[asked.question]
  return (
    <AnsweringProvider value={answering}>
      <Card>
        <BlockStack gap="400">
          <BlockStack gap="100">
            <h2 ref={heading} tabIndex={-1} style={HEADING}>
              {t(`questions.${asked.question}.title`)}
            </h2>
            <Text as="p" tone="subdued">
              {t(`questions.${asked.question}.help`)}
            </Text>
            <Conflict />
          </BlockStack>
          <Fields />
        </BlockStack>
      </Card>
    </AnsweringProvider>
  )
}

const HEADING = { margin: 0, fontSize: '1.25rem', lineHeight: '1.75rem', fontWeight: 650, outline: 'none' } as const

/** Whoever uses a keyboard or a screen reader is at the new question, not at the button of the last one. */
function useHeadingFocus(question: Question) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (question !== 'company') heading.current?.focus()
  }, [question])
  return heading
}

function Conflict() {
  const t = useTranslations('setup.conflict')
  const { conflict } = useAnswering()
  return (
    <div aria-live="polite">
      {conflict && (
        <Banner
          tone="warning"
          title={t('title')}
          action={{ content: t('theirs'), onAction: conflict.theirs }}
          secondaryAction={{ content: t('mine'), onAction: conflict.mine }}
        >
          <p>{t('body')}</p>
        </Banner>
      )}
    </div>
  )
}
