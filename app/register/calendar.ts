import { UTCDate } from '@date-fns/utc'
import { addDays } from 'date-fns/addDays'
import { addMonths } from 'date-fns/addMonths'
import { formatISO } from 'date-fns/formatISO'

/** A day in ISO 8601 (`2026-11-23`): days compare as strings. */
export type IsoDate = string

const written = (date: UTCDate): IsoDate => formatISO(date, { representation: 'date' })

export const monthsAfter = (day: IsoDate, months: number): IsoDate => written(addMonths(new UTCDate(day), months))
export const daysAfter = (day: IsoDate, days: number): IsoDate => written(addDays(new UTCDate(day), days))

/** The UTC day of a moment. */
export const dayOf = (moment: Date): IsoDate => written(new UTCDate(moment))
