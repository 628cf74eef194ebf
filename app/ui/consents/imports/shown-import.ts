import type { SerializeFrom } from '@remix-run/node'
import type { ImportView } from '../../../consent/index.ts'

/** An import as a page has it. */
export type ShownImport = SerializeFrom<ImportView>
