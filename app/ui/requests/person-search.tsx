import { useFetcher, useNavigate, useSearchParams } from '@remix-run/react'
import { Button, Form, TextField } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { MAX_SEARCHED } from '../../requests/limits.ts'
import { REQUESTS } from '../links/requests.ts'

/** Finds somebody's requests. What is typed is sent as a body, and never stands in the page's address. */
export function PersonSearch({ isActive }: { isActive: boolean }) {
  const t = useTranslations('requests.search')
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const [typed, setTyped] = useState('')
  const { submit, data, state } = useFetcher<{ people: string[] }>()
  useEffect(() => {
    if (!data || data.people.length === 0) return
    navigate(`?${new URLSearchParams({ view: 'all', person: data.people.join(',') })}`)
  }, [data, navigate])
  const search = () => {
    if (typed.trim() === '') return
    submit(JSON.stringify({ search: typed }), {
      method: 'post',
      encType: 'application/json',
      action: `${REQUESTS}?index`,
    })
  }
  const clear = () => {
    setTyped('')
    navigate(`?${new URLSearchParams({ view: params.get('view') ?? 'open' })}`)
  }
  const isUnknown = state === 'idle' && data?.people.length === 0
  return (
    <Form onSubmit={search}>
      <TextField
        label={t('label')}
        labelHidden
        placeholder={t('label')}
        autoComplete="off"
        spellCheck={false}
        maxLength={MAX_SEARCHED}
        value={typed}
        onChange={setTyped}
        {...(isUnknown && { error: t('nobody') })}
        connectedRight={
          isActive ? (
            <Button onClick={clear}>{t('clear')}</Button>
          ) : (
            <Button submit loading={state !== 'idle'}>
              {t('action')}
            </Button>
          )
        }
      />
    </Form>
  )
}
