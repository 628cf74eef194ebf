import { mailtoOf } from '../../platform/mail-address.ts'
import type { EntryRef } from '../../register/index.ts'
import type { Inline, Prose } from '../model.ts'
import type { TextKey } from '../translator.ts'
import {
  clauseStatements,
  lines,
  link,
  prose,
  proseGroup,
  type SectionWriter,
  textRun,
  type Writing,
} from '../writing.ts'

const CONTROLLER: EntryRef[] = [{ kind: 'controller', id: null }]

export const mailLink = (address: string): Inline => link(mailtoOf(address), address)

/** GDPR Art. 13(1)(a) and (b). */
function identityOf(writing: Writing): Prose {
  const { translator } = writing
  const { controller } = writing.register
  const { name, legalForm, registrationNumber, address, country, siteUrl, contactPageUrl, email, dpoEmail } = controller
  const items: [TextKey, Inline[]][] = [
    ['controller.legalForm', legalForm === '' ? [] : [textRun(legalForm)]],
    ['controller.registration', registrationNumber === '' ? [] : [textRun(registrationNumber)]],
    [
      'controller.address',
      [
        ...(address === '' ? [] : lines(address)),
        ...(address !== '' && country ? [{ type: 'break' } as const] : []),
        ...(country ? [textRun(translator.country(country))] : []),
      ],
    ],
    ['controller.site', siteUrl ? [link(siteUrl)] : []],
    ['controller.contactPage', contactPageUrl ? [link(contactPageUrl)] : []],
    ['controller.email', email && email !== dpoEmail ? [mailLink(email)] : []],
    ['controller.dpo', dpoEmail ? [mailLink(dpoEmail)] : []],
  ]
  return prose(
    writing,
    { kind: 'controller', entries: CONTROLLER, title: translator.translate('sections.controller') },
    [
      { type: 'paragraph', text: [translator.textRun('controller.intro', { name })] },
      {
        type: 'definitions',
        items: items
          .filter(([, said]) => said.length > 0)
          .map(([term, said]) => ({ term: translator.translate(term), text: said })),
      },
    ],
  )
}

/** Art. 27: of a controller outside the EU. */
function representativeOf(writing: Writing): Prose[] {
  const { translator } = writing
  const { representative } = writing.register.controller
  if (!representative) return []
  const { name, address, email } = representative
  const title = translator.translate('controller.representative')
  const said: Inline[] = [textRun(name), { type: 'break' }, ...lines(address), { type: 'break' }, mailLink(email)]
  return [
    prose(writing, { kind: 'representative', entries: CONTROLLER, title }, [
      { type: 'definitions', items: [{ term: title, text: said }] },
    ]),
  ]
}

export const controller: SectionWriter = (writing) => [
  proseGroup(writing, 'controller', [
    identityOf(writing),
    ...representativeOf(writing),
    ...clauseStatements(writing, 'controller'),
  ]),
]
