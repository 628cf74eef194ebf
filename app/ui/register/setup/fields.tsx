/** Fields that several questions have. Each shows the problem at its path in the answer. */
import { ChoiceList, Select, Text, TextField, type TextFieldProps } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { useAnswering } from './use-answer.ts'

interface FieldProps<Value> {
  label: string
  path: string
  value: Value
  onChange(value: Value): void
  help?: string
}

function useProblemAt(path: string): string | undefined {
  const t = useTranslations('setup.problems')
  const problem = useAnswering().problem(path)
  return problem && t(problem)
}

type LineProps = FieldProps<string> & Pick<TextFieldProps, 'type' | 'multiline' | 'autoComplete' | 'inputMode'>

export function AnswerLine({ path, help, label, value, onChange, ...rest }: LineProps) {
  const error = useProblemAt(path)
  return (
    <TextField
      {...rest}
      label={label}
      value={value}
      onChange={onChange}
      {...(help && { helpText: help })}
      {...(error && { error })}
    />
  )
}

/** What staff type of a web address: nobody types `https://`. */
export const addressIn = (typed: string): string | null => {
  const trimmed = typed.trim()
  if (trimmed === '') return null
  return /^https?:/i.test(trimmed) ? trimmed : `https://${trimmed}`
}

/** Empty: nobody chose one. `unknown` says that this, too, may be an answer. */
export function Country({ path, label, help, value, onChange, unknown }: FieldProps<string> & { unknown?: boolean }) {
  const t = useTranslations('setup')
  const { countries } = useAnswering().asked
  const error = useProblemAt(path)
  return (
    <Select
      label={label}
      options={[{ value: '', label: t(unknown ? 'unknown' : 'choose') }, ...countries]}
      value={value}
      onChange={onChange}
      {...(help && { helpText: help })}
      {...(error && { error })}
    />
  )
}

interface Titled {
  /** The page's title says the same. */
  isLabelHidden?: boolean
}

interface ChoiceProps<Choice extends string> extends FieldProps<Choice | null>, Titled {
  choices: readonly { value: Choice; label: string }[]
}

/** One of a few. Nothing is chosen before staff choose. */
export function FewChoices<Choice extends string>(props: ChoiceProps<Choice>) {
  const { path, label, isLabelHidden = false, help, value, onChange, choices } = props
  const error = useProblemAt(path)
  return (
    <ChoiceList
      title={
        <>
          {label}
          {help && (
            <Text as="span" tone="subdued">
              <br />
              {help}
            </Text>
          )}
        </>
      }
      titleHidden={isLabelHidden}
      choices={[...choices]}
      selected={value === null ? [] : [value]}
      onChange={([chosen]: string[]) => onChange(choices.find((each) => each.value === chosen)?.value ?? null)}
      {...(error && { error })}
    />
  )
}

export function YesOrNo({ value, onChange, ...rest }: FieldProps<boolean | null> & Titled) {
  const t = useTranslations('setup')
  return (
    <FewChoices
      {...rest}
      choices={[
        { value: 'yes', label: t('yes') },
        { value: 'no', label: t('no') },
      ]}
      value={value === null ? null : value ? 'yes' : 'no'}
      onChange={(chosen) => onChange(chosen === null ? null : chosen === 'yes')}
    />
  )
}
