/** Numbers of payment cards in what people write, told from those of companies. Pure. */

/** Luhn's check digit (ISO/IEC 7812-1): an order's number rarely passes it, a card's always. */
function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = at % 2 === 1 ? Number(digit) * 2 : Number(digit)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

function isCardNumber(candidate: string): boolean {
  const digits = candidate.replace(/\D/g, '')
  return digits.length >= 13 && digits.length <= 19 && /^[2-6]/.test(digits) && passesLuhn(digits)
}

/**
 * A French company's number (SIREN, 9 digits), its place's (SIRET, 14) or its VAT number (2 digits and the SIREN), called by
 * name. All of them pass Luhn's check, as a card's number does: only the name tells them apart.
 */
const COMPANY =
  /(?<!\p{L})(?:siren|siret|tva|vat|rcs)(?!\p{L})[^\d\n]{0,30}((?:\d{2}[ .]?)?\d{3}[ .]?\d{3}[ .]?\d{3}(?:[ .]?\d{5})?)(?!\d)/giu

const LENGTHS: Record<number, (digits: string) => boolean> = {
  9: passesLuhn,
  11: (digits) => passesLuhn(digits.slice(2)),
  14: (digits) => passesLuhn(digits) && passesLuhn(digits.slice(0, 9)),
}

/** Without the numbers of companies that it calls so. */
const withoutCompanies = (text: string): string =>
  text.replace(COMPANY, (all, number: string) => {
    const digits = number.replace(/\D/g, '')
    return LENGTHS[digits.length]?.(digits) ? '' : all
  })

const RUN = /\d(?:[ -]?\d){12,}/g

/** Digits in a row as people write a card's: each group of three at least, or all of the row. */
function candidatesIn(run: string): string[] {
  const groups = run.split(/[ -]/)
  const found = [groups.join('')]
  for (const [from, first] of groups.entries()) {
    let digits = ''
    for (const group of groups.slice(from, from + MOST_GROUPS)) {
      if (group.length < 3 || first.length < 3) break
      digits += group
      found.push(digits)
    }
  }
  return found
}
const MOST_GROUPS = 6

/**
 * Whether a card's number stands in the text, whatever digits stand beside it. `label`: what the field is called, which may
 * say that it is a company's number.
 */
export const hasCardNumber = (text: string, label = ''): boolean =>
  (withoutCompanies(`${label.replace(/[\d_.]/g, ' ')} ${text}`).match(RUN) ?? []).some((run) =>
    candidatesIn(run).some(isCardNumber),
  )
