/** Accounting and the office. */
import type { ServiceInput } from '../schema.ts'
import { toCheck } from '../source.ts'

const PENNYLANE = 'https://www.pennylane.com/'
const SAGE = 'https://www.sage.com/'
const SEVDESK = 'https://sevdesk.de/datenschutz/'
const LEXWARE = 'https://www.lexware.de/datenschutz/'
const DATEV = 'https://www.datev.de/'
const WORKSPACE = 'https://workspace.google.com/terms/premier_terms/'
const WORKSPACE_DPA = 'https://cloud.google.com/terms/data-processing-addendum'
const MICROSOFT_DPA =
  'https://www.microsoft.com/licensing/docs/view/Microsoft-Products-and-Services-Data-Protection-Addendum-DPA'

const books = { uses: ['accounting'], service: 'accounting' } satisfies Partial<ServiceInput>
const mail = { uses: ['office'], service: 'it' } satisfies Partial<ServiceInput>

export const office: readonly ServiceInput[] = [
  {
    id: 'pennylane',
    name: 'Pennylane',
    ...books,
    role: { kind: 'processor', ...toCheck(PENNYLANE) },
    entity: { name: 'Pennylane SAS', country: 'FR', ...toCheck(PENNYLANE) },
    privacyPolicy: null,
  },
  {
    id: 'sage',
    name: 'Sage',
    ...books,
    role: { kind: 'processor', ...toCheck(SAGE) },
    // A company of its own in each country.
    entity: null,
    privacyPolicy: null,
  },
  {
    id: 'sevdesk',
    name: 'sevdesk',
    ...books,
    role: { kind: 'processor', ...toCheck(SEVDESK) },
    entity: { name: 'sevDesk GmbH', country: 'DE', ...toCheck(SEVDESK) },
    places: [{ country: 'DE', mechanism: 'eea', ...toCheck(SEVDESK) }],
    privacyPolicy: toCheck(SEVDESK),
  },
  {
    id: 'lexware',
    name: 'Lexware Office',
    alsoKnownAs: ['lexoffice'],
    ...books,
    role: { kind: 'processor', ...toCheck(LEXWARE) },
    entity: { name: 'Haufe-Lexware GmbH & Co. KG', country: 'DE', ...toCheck(LEXWARE) },
    places: [{ country: 'DE', mechanism: 'eea', ...toCheck(LEXWARE) }],
    privacyPolicy: toCheck(LEXWARE),
  },
  {
    id: 'datev',
    name: 'DATEV',
    ...books,
    role: { kind: 'processor', ...toCheck(DATEV) },
    entity: { name: 'DATEV eG', country: 'DE', ...toCheck(DATEV) },
    places: [{ country: 'DE', mechanism: 'eea', ...toCheck(DATEV) }],
    privacyPolicy: null,
  },
  {
    id: 'google-workspace',
    name: 'Google Workspace',
    alsoKnownAs: ['Gmail', 'G Suite'],
    ...mail,
    role: { kind: 'processor', ...toCheck(WORKSPACE_DPA) },
    entity: { name: 'Google Cloud EMEA Limited', country: 'IE', ...toCheck(WORKSPACE) },
    places: [{ country: 'US', mechanism: 'adequacy', ...toCheck(WORKSPACE_DPA) }],
    privacyPolicy: toCheck('https://cloud.google.com/terms/cloud-privacy-notice'),
    agreement: { name: 'Google Cloud Data Processing Addendum', ...toCheck(WORKSPACE_DPA) },
  },
  {
    id: 'microsoft-365',
    name: 'Microsoft 365',
    alsoKnownAs: ['Office 365', 'Outlook', 'Exchange Online'],
    ...mail,
    role: { kind: 'processor', ...toCheck(MICROSOFT_DPA) },
    entity: { name: 'Microsoft Ireland Operations Limited', country: 'IE', ...toCheck(MICROSOFT_DPA) },
    places: [
      { country: 'IE', mechanism: 'eea', ...toCheck(MICROSOFT_DPA) },
      { country: 'US', mechanism: 'adequacy', ...toCheck(MICROSOFT_DPA) },
    ],
    privacyPolicy: toCheck('https://www.microsoft.com/en-us/privacy/privacystatement'),
    agreement: { name: 'Microsoft Products and Services Data Protection Addendum', ...toCheck(MICROSOFT_DPA) },
  },
]
