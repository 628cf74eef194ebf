import { describe, expect, test } from 'vitest'
import { checkProofFile } from '../../app/requests/identity/proof/check-file.ts'
import { MAX_PROOF_BYTES } from '../../app/requests/limits.ts'
import { aJpeg, aPdf, aPng } from './a-proof.ts'

describe('a proof of identity is what its content is', () => {
  test.each([
    ['a PDF', aPdf(), 'application/pdf'],
    ['a JPEG', aJpeg(), 'image/jpeg'],
    ['a PNG', aPng(), 'image/png'],
    ['a PDF that shows its second page first', aPdf('/OpenAction [3 0 R /Fit]'), 'application/pdf'],
    ['a PDF in whose picture /JS stands by chance', aPdf('stream\n\x00/JS /Launch\x01\nendstream'), 'application/pdf'],
    ['a photo of the largest size', aJpeg(MAX_PROOF_BYTES), 'image/jpeg'],
  ])('%s', async (_what, file, type) => {
    expect(await checkProofFile(file)).toEqual({ ok: true, type })
  })

  test.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'empty'],
    ['a byte more than is taken', aJpeg(MAX_PROOF_BYTES + 1), 'too_large'],
    ['a text', Buffer.from('This is my passport'), 'not_a_proof'],
    ['a web page with the name of a PDF', Buffer.from('<!doctype html><script>alert(1)</script>'), 'not_a_proof'],
    ['a program', Buffer.from('MZ\x90\x00\x03'), 'not_a_proof'],
    ['a picture that is code', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'not_a_proof'],
    ['an archive', Buffer.from('PK\x03\x04'), 'not_a_proof'],
    ['the beginning of a PDF', Buffer.from('%PDF-1.7\n1 0 obj'), 'not_a_proof'],
    ['the beginning of a PNG', aPng().subarray(0, 30), 'not_a_proof'],
    ['the beginning of a JPEG', aJpeg().subarray(0, 20), 'not_a_proof'],
    ['a PDF that is a web page too', aPdf('<html><script>alert(1)</script></html>'), 'active'],
    ['a PDF with a script', aPdf('<< /S /JavaScript /JS (app.alert(1)) >>'), 'active'],
    ['a PDF with a script whose name is written in code', aPdf('<< /S /J#61vaScript /#4AS (x) >>'), 'active'],
    ['a PDF that starts a program', aPdf('<< /S /Launch /F (cmd.exe) >>'), 'active'],
    ['a PDF with a file in it', aPdf('<< /Type /EmbeddedFile >>'), 'active'],
    ['a PDF that sends a form', aPdf('<< /S /SubmitForm >>'), 'active'],
  ])('%s is none', async (_what, file, problem) => {
    expect(await checkProofFile(file)).toEqual({ ok: false, problem })
  })

  test('looking at the worst file takes no second', async () => {
    const worst = Buffer.alloc(MAX_PROOF_BYTES, '#41/J stream ')
    worst.write('%PDF-1.7\n')
    worst.write('%%EOF', MAX_PROOF_BYTES - 5)
    const started = performance.now()
    await checkProofFile(worst)
    expect(performance.now() - started).toBeLessThan(3_000)
  })
})
