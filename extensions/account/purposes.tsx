import { useEffect, useRef, useState } from 'preact/hooks'
import { type PrivacyApi, Refused } from './api.ts'
import type { CentrePurpose } from './model.ts'
import { isTurnedOn } from './typed.ts'
import type { Words } from './words.ts'

type Place = CentrePurpose['asks']

const PLACES: Place[] = ['device', 'email', 'sms', 'partner']

interface Props {
  purposes: CentrePurpose[]
  /** Where the purposes that are shown act; everywhere when it is left out. */
  places?: Place[]
  api: PrivacyApi
  words: Words
}

/** One switch per purpose, grouped by where it acts. A change is in effect when the switch has moved. */
export function Purposes({ purposes: first, places = PLACES, api, words }: Props) {
  const { t } = words
  const [purposes, setPurposes] = useState(first)
  const [problem, setProblem] = useState<string | null>(null)
  const [isSaved, setIsSaved] = useState(false)
  // One after the other, so that no older answer replaces a newer one.
  const last = useRef(Promise.resolve())
  const confirmed = useRef(first)

  const choose = (id: string, granted: boolean) => {
    setIsSaved(false)
    setProblem(null)
    setPurposes((shown) => shown.map((one) => (one.id === id ? { ...one, isOn: granted } : one)))
    last.current = last.current.then(async () => {
      try {
        confirmed.current = await api.choose(id, granted)
        setIsSaved(true)
      } catch (error) {
        setProblem((error instanceof Refused && error.message) || t('not_saved'))
      }
      setPurposes(confirmed.current)
    })
  }

  const shown = purposes.filter(({ asks }) => places.includes(asks))
  if (shown.length === 0) return <s-text color="subdued">{t('choices.none')}</s-text>
  return (
    <s-stack gap="large">
      {problem && <s-banner tone="critical">{problem}</s-banner>}
      {PLACES.filter((place) => shown.some(({ asks }) => asks === place)).map((place) => (
        <s-stack key={place} gap="base">
          <s-heading>{t(`choices.places.${place}`)}</s-heading>
          {shown
            .filter(({ asks }) => asks === place)
            .map((purpose) => (
              <Purpose key={purpose.id} purpose={purpose} words={words} choose={choose} />
            ))}
        </s-stack>
      ))}
      {isSaved && <s-text tone="success">{t('saved')}</s-text>}
    </s-stack>
  )
}

function Purpose(props: { purpose: CentrePurpose; words: Words; choose(id: string, granted: boolean): void }) {
  const { id, name, partner, description, state, since, isOn, canGrant, why } = props.purpose
  const { t, day } = props.words
  const element = useRef<HTMLElementTagNameMap['s-switch']>(null)
  // The element keeps what the customer did to it: it has to be told where that was not taken.
  useEffect(() => {
    if (element.current) element.current.checked = isOn
  })
  const stands = [t(`choices.${STATES[state]}`), since && day(since)].filter(Boolean).join(' · ')
  return (
    <s-stack gap="small">
      <s-switch
        id={id}
        label={partner ? `${partner}: ${name}` : name}
        ref={element}
        checked={isOn}
        // What is on can always be switched off (GDPR Art. 7(3)).
        disabled={!isOn && !canGrant}
        onChange={(event) => props.choose(id, isTurnedOn(event))}
      />
      {/* The register may have another language than the account. */}
      <s-text color="subdued" dir="auto">
        {description}
      </s-text>
      <s-text color="subdued" type="small">
        {stands}
      </s-text>
      {why && !isOn && <s-text type="small">{why}</s-text>}
    </s-stack>
  )
}

const STATES = { granted: 'granted', denied: 'denied', 'not asked': 'not_asked' } as const
