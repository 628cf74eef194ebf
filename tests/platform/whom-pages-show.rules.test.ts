import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'

/** Pages with customer data that show nobody in particular, each with how often. */
const SHOW_NOBODY: Record<string, number> = {
  // Sums.
  'app.consents.charts.tsx': 1,
  // Seals, and who of the staff or the auditors gets the checkpoints.
  'app.consents.ledger.tsx': 2,
  // A file that staff dropped: nothing is stored, and nobody is looked up.
  'app.requests.mail.ts': 1,
  // The first rows of a file that staff chose: nobody is looked up.
  'app.consents.import_.$id.tsx': 1,
  // The write-backs of everybody are tried again.
  'app.activity.withdrawals.tsx': 1,
}

test('whoever’s data a page shows finds that in the access log: each page says whom it shows', () => {
  const silent = globSync('app/routes/*').flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    const pages = text.split('asStaffWithCustomerData(').length - 1
    const says = text.match(/\bshows\(/g)?.length ?? 0
    const missing = pages - says - (SHOW_NOBODY[basename(file)] ?? 0)
    return missing > 0 ? [`${basename(file)} misses ${missing}`] : []
  })
  expect(silent).toEqual([])
})
