import { UTCDate } from '@date-fns/utc'
import { addDays } from 'date-fns/addDays'
import { addMonths } from 'date-fns/addMonths'
import { formatISO } from 'date-fns/formatISO'

/** A day as ISO 8601 writes it (`2026-11-23`): two of them compare as strings. */
export type IsoDate = string

const written = (date: UTCDate): IsoDate => formatISO(date, { representation: 'date' })

export const monthsAfter = (day: IsoDate, months: number): IsoDate => written(addMonths(new UTCDate(day), months))
export const daysAfter = (day: IsoDate, days: number): IsoDate => written(addDays(new UTCDate(day), days))

/** The day that a moment falls on in UTC. */
export const dayOf = (moment: Date): IsoDate => written(new UTCDate(moment))
