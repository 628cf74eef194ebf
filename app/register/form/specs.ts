import type { FormSpecs } from './spec-types.ts'
import { DATA_FORMS } from './specs-of-data.ts'
import { PURPOSE_FORMS } from './specs-of-purposes.ts'
import { COMPANY_FORMS } from './specs-of-the-company.ts'

/** The form of every kind of part. */
export const FORMS: FormSpecs = { ...PURPOSE_FORMS, ...DATA_FORMS, ...COMPANY_FORMS }
