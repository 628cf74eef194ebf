/** What `data.json` holds. `docs/data.schema.json` is made from it, and so is the copy in the archive. */
import { z } from 'zod'
import { POLICY_LANGUAGES } from '../../../../policy/languages.ts'
import { HELD_TABLES, MASK_GROUNDS, UNREAD_REASONS } from '../../../held/model.ts'
import { REGIME_IDS } from '../../../words.ts'
import { FILE_KINDS } from '../../words.ts'

/** Increased when a program that reads the file would no longer understand it. */
export const DATA_FORMAT = 'kept-answer/1'

const column = z.string().regex(/^[a-z][A-Za-z0-9_.]*$/)
const value = z.union([z.string(), z.number(), z.boolean(), z.null()])

const row = z.strictObject({
  id: z.string().describe('The row’s id within its table: Shopify’s, or Kept’s.'),
  parent: z.string().nullable().describe('The id of the row that it belongs to, as a line to its order.'),
  values: z.record(column, value),
  masked: z.record(column, z.enum(MASK_GROUNDS)).describe('Columns whose value is not shown, each with its ground.'),
})

const answerData = z
  .strictObject({
    format: z.literal(DATA_FORMAT),
    request: z.strictObject({
      id: z.uuid(),
      kind: z.enum(FILE_KINDS),
      regime: z.enum(REGIME_IDS),
      article: z.string(),
      receivedOn: z.iso.date(),
      identifiedOn: z.iso.date().nullable(),
      madeOn: z.iso.date(),
    }),
    controller: z.strictObject({
      name: z.string(),
      address: z.string(),
      country: z.string().nullable(),
      email: z.string().nullable(),
      dataProtectionOfficer: z.string().nullable(),
    }),
    language: z.enum(POLICY_LANGUAGES).describe('Of the information and of the other files (BCP 47).'),
    information: z
      .strictObject({
        registerVersion: z.int().positive(),
        sections: z.array(
          z.strictObject({
            section: z.string(),
            title: z.string(),
            statements: z.array(z.strictObject({ id: z.string(), title: z.string(), text: z.string() })),
          }),
        ),
      })
      .describe('How the data is used: GDPR Art. 15(1) and (2).'),
    unread: z
      .array(
        z.strictObject({
          table: z.enum(HELD_TABLES),
          reason: z.enum(UNREAD_REASONS),
          scope: z.string().nullable(),
          since: z.iso.datetime().optional().describe('From when on it is known.'),
        }),
      )
      .describe('What could not be read, and why.'),
    tables: z.partialRecord(z.enum(HELD_TABLES), z.array(row)).describe('All rows, by table.'),
  })
  .meta({ title: 'The answer to a request for access or portability' })

export type AnswerData = z.infer<typeof answerData>

/** As JSON Schema (draft 2020-12). */
export const answerDataSchema = (): string => `${JSON.stringify(z.toJSONSchema(answerData), null, 2)}\n`
