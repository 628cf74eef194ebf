import { useFetcher, useNavigate } from '@remix-run/react'
import { Button, Form, TextField } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { MAX_SEARCH } from '../../../consent/explore/words.ts'
import type { SearchResult } from '../../../consent/index.ts'
import { CONSENTS } from '../../links/consents.ts'

export type SearchAnswer = { ok: true; params: string } | Extract<SearchResult, { ok: false }>

/** Accepts anything that identifies a person or a record, as staff copied it. */
export function SearchBox() {
  const t = useTranslations('consents.search')
  const { submit, data, state } = useFetcher<SearchAnswer>()
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  const navigate = useNavigate()
  useEffect(() => {
    if (!data?.ok) return
    setTyped('')
    navigate(`${CONSENTS}?${data.params}`)
  }, [data, navigate])
  const search = () => {
    if (typed.trim() === '') return
    setAsked(typed)
    submit(JSON.stringify({ search: typed }), {
      method: 'post',
      encType: 'application/json',
      action: `${CONSENTS}?index`,
    })
  }
  const refused = data && !data.ok && typed === asked ? t(`refused.${data.reason}`) : undefined
  return (
    <Form onSubmit={search}>
      <TextField
        label={t('label')}
        placeholder={t('placeholder')}
        autoComplete="off"
        spellCheck={false}
        maxLength={MAX_SEARCH}
        value={typed}
        onChange={setTyped}
        error={refused}
        connectedRight={
          <Button submit loading={state !== 'idle'}>
            {t('action')}
          </Button>
        }
      />
    </Form>
  )
}
