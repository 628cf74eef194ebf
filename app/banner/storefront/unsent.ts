/**
 * Records that did not arrive: kept, tried again later and later, and given up only when they are old. A part of its own,
 * fetched after a failure and as long as records wait.
 */
import { findKept } from './address.ts'
import { queued, recall, remember } from './memory.ts'
import { type ConsentRecord, kept } from './page.ts'
import { isSettled, send, settle } from './records.ts'

/** Milliseconds: doubled at every failure in a row, up to a day. */
const FIRST_WAIT = 5000
const DAY = 864e5
/** A record older than this is given up. Longer than an app is away, or a changed secret is noticed. */
const MOST_AGE = 30 * DAY
/** About the record, not about the way: the others go on. The next release of the app may take it. */
const ABOUT_THE_RECORD = [400, 413]

/** The merchant may have moved the app proxy. */
const NOT_FOUND = 404

const backOff = () =>
  remember((memory) => {
    memory.f = (memory.f ?? 0) + 1
    memory.n = Date.now() + Math.min(DAY, FIRST_WAIT * 2 ** memory.f)
  })

/** The time in a version 7 UUID. */
const madeAt = ({ id }: ConsentRecord) => Number.parseInt(`${id}`.replace('-', '').slice(0, 12), 16)

/** The next record tells the app how many they are; one that would have told it passes its number on. */
const giveUpTheOld = () => {
  const old = queued().filter((record) => !(madeAt(record) > Date.now() - MOST_AGE))
  if (old.length === 0) return
  remember((memory) => {
    memory.q = queued().filter((record) => !old.some(({ id }) => id === record.id))
    memory.g = old.reduce((sum, { gaveUp = 0 }) => sum + 1 + gaveUp, memory.g ?? 0)
  })
}

/** The address may be another one: then there is nothing to wait for. */
const failed = async (status: number) => {
  if (status === NOT_FOUND && (await findKept())) await retry()
  else backOff()
}

/** Each once, those that come meanwhile too; stops where the way is barred. */
const retry = async () => {
  const tried = new Set<string>()
  let isWhole = true
  kept.b = true
  for (;;) {
    const record = queued().find(({ id }) => !tried.has(id))
    if (!record) break
    tried.add(record.id)
    let status = await send('consent', record)
    if (status === NOT_FOUND && (await findKept())) status = await send('consent', record)
    if (isSettled(status)) settle(record.id)
    else isWhole = false
    if (!isSettled(status) && !ABOUT_THE_RECORD.includes(status)) break
  }
  kept.b = false
  if (!isWhole) return backOff()
  remember((memory) => {
    memory.f = 0
  })
}

kept.failed = failed
recall()
giveUpTheOld()
if (kept.z !== undefined) failed(kept.z)
else if (!kept.b && queued().length > 0 && Date.now() >= (kept.m.n ?? 0)) retry()
