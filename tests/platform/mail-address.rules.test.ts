import { domainToASCII } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { comparableMailAddress, isMailAddress, mailtoOf } from '../../app/platform/mail-address.ts'
import { mailAddress } from '../../app/register/fields.ts'

describe('an e-mail address', () => {
  test.each([
    'anna@example.com',
    "o'brien+shop@example.co.uk",
    'first.last@sub.example.fr',
    '1@example.com',
    'a_b-c@ex-ample.com',
    'a/b=c?d@example.com',
    'josé@exämple.fr',
    'jose\u0301@exa\u0308mple.fr',
    'josé@xn--exmple-cua.fr',
    '用户@例子.中国',
    '用户@例子。中国',
    'δοκιμή@παράδειγμα.ελ',
    'ಬೆಂಬಲ@ಡೇಟಾಮೇಲ್.ಭಾರತ',
    'почта@пример.рф',
    'üñîçøðé@example.com',
    '😀@example.com',
    `${'a'.repeat(64)}@example.com`,
    'A@EXAMPLE.COM',
  ])('is %s', (address) => {
    expect(isMailAddress(address)).toBe(true)
    expect(mailAddress.safeParse(address).success).toBe(true)
  })

  test.each([
    '',
    'anna',
    '@example.com',
    'anna@',
    'anna@example',
    'anna@@example.com',
    'an na@example.com',
    'anna@exa mple.com',
    'anna@example.com ',
    '.anna@example.com',
    'anna.@example.com',
    'an..na@example.com',
    'anna@.example.com',
    'anna@example..com',
    'anna@-example.com',
    'anna@example-.com',
    'anna@ex_ample.com',
    'anna@127.0.0.1',
    'anna@[127.0.0.1]',
    'anna@example.com/path',
    'anna@example.com:25',
    'anna@example.com?bcc=x',
    'anna@exam%70le.com',
    'anna<b>@example.com',
    'anna,bob@example.com',
    'anna;bob@example.com',
    '"anna b"@example.com',
    'Anna <anna@example.com>',
    'anna\u0000@example.com',
    'anna\u200e@example.com',
    'anna\u00a0b@example.com',
    'anna\r\nBcc: x@example.com',
    `${'a'.repeat(65)}@example.com`,
    `${'é'.repeat(33)}@example.com`,
    `anna@${'a'.repeat(64)}.com`,
    `anna@${'abcdefgh.'.repeat(40)}com`,
  ])('is not %j', (address) => {
    expect(isMailAddress(address)).toBe(false)
    expect(mailAddress.safeParse(address).error?.issues[0]?.code).toMatch(/invalid_format|too_big/)
  })

  test.each([
    ['José@exämple.fr', 'jose\u0301@EXA\u0308MPLE.FR'],
    ['josé@exämple.fr', 'josé@xn--exmple-cua.fr'],
    [' Anna@Example.com', 'anna@example.com '],
    ['用户@例子.中国', '用户@例子。中国'],
    ['a@straße.de', 'a@xn--strae-oqa.de'],
  ])('%s is the same person as %s', (one, other) => {
    expect(comparableMailAddress(one)).toBe(comparableMailAddress(other))
  })

  test.each([
    ['jose@example.fr', 'josé@example.fr'],
    ['a@example.fr', 'a@exämple.fr'],
    ['a@straße.de', 'a@strasse.de'],
  ])('%s is another person than %s', (one, other) => {
    expect(comparableMailAddress(one)).not.toBe(comparableMailAddress(other))
  })

  test('whatever is compared is compared once: its form is its own form, and Node’s IDNA agrees', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const form = comparableMailAddress(text)
        expect(comparableMailAddress(form)).toBe(form)
        if (isMailAddress(text))
          expect(form.slice(form.lastIndexOf('@') + 1)).toBe(domainToASCII(text.split('@')[1] ?? ''))
      }),
    )
    for (const domain of ['exämple.fr', '例子.中国', 'Straße.de'])
      expect(comparableMailAddress(`a@${domain}`)).toBe(`a@${domainToASCII(domain)}`)
  })

  test('a link to write to it adds no other recipient', () => {
    expect(mailtoOf('a?bcc=evil&c#d%0a@example.com')).toBe('mailto:a%3Fbcc=evil%26c%23d%250a@example.com')
    expect(mailtoOf('anna+shop@example.com')).toBe('mailto:anna+shop@example.com')
    expect(mailtoOf('josé@exämple.fr')).toBe('mailto:jos%C3%A9@ex%C3%A4mple.fr')
  })
})
