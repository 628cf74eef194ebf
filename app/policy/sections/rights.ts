import type { EntryRef } from '../../register/index.ts'
import type { Inline, Prose } from '../model.ts'
import type { PolicyTranslator } from '../translator.ts'
import {
  clauseStatements,
  hasClause,
  lines,
  link,
  proseGroup,
  type SectionWriter,
  sentence,
  sentences,
  TEMPLATE_CLAUSES,
  textRun,
  type Writing,
} from '../writing.ts'
import { mailLink } from './controller.ts'

const RIGHTS_CHANNEL: EntryRef[] = [{ kind: 'rights_channel', id: null }]

type RightName = Parameters<PolicyTranslator['translate']>[0] extends infer Key
  ? Key extends `right.${infer Name}.name`
    ? Name
    : never
  : never

/** The rights that the law gives regardless of the register, each with its article of the GDPR. */
export const RIGHTS = {
  information: '12',
  access: '15',
  rectification: '16',
  erasure: '17',
  restriction: '18',
  portability: '20',
  objection: '21(1)',
  prospecting: '21(2)',
  withdrawal: '7(3)',
  automated: '22',
} as const satisfies Partial<Record<RightName, string>>

function right(writing: Writing, name: RightName, entries: EntryRef[] = RIGHTS_CHANNEL): Prose {
  const { translator } = writing
  const title = translator.translate(`right.${name}.name`)
  return sentence(
    writing,
    { kind: 'right', which: name, entries, title },
    sentences(
      [{ type: 'strong', text: `${title}.` }],
      [translator.textRun(`right.${name}.text`)],
      // GDPR Art. 20(2): where it is technically feasible.
      name === 'portability' && writing.register.rightsChannel.transfer
        ? [translator.textRun('right.portability.transfer')]
        : [],
    ),
  )
}

/** Loi 78-17, Art. 85: directions on one's data after death. */
const postMortem = (writing: Writing): Prose[] =>
  writing.register.controller.country === 'FR' && !hasClause(writing, TEMPLATE_CLAUSES.postMortem)
    ? [right(writing, 'postMortem', [{ kind: 'controller', id: null }])]
    : []

/** To the data protection officer, or to the shop where it has none. */
function byMail({ register, translator }: Writing): Inline[] | false {
  const { dpoEmail, email } = register.controller
  if (dpoEmail !== null) return translator.labelled('rights.dpo', [mailLink(dpoEmail)])
  return email !== null && translator.labelled('rights.email', [mailLink(email)])
}

/** GDPR Art. 12(2) and 13(2)(b): each way to ask that the shop offers and that works. */
function channels(writing: Writing): Prose[] {
  const { translator, occasion } = writing
  const { controller, rightsChannel } = writing.register
  const centre = occasion.links?.privacyCentre
  const title = translator.translate('rights.howTitle')
  const ways: Record<string, Inline[] | false> = {
    centre: centre !== undefined && translator.labelled('rights.centre', [link(centre)]),
    account: rightsChannel.account && [translator.textRun('rights.account')],
    contact_page:
      rightsChannel.contactPage &&
      controller.contactPageUrl !== null &&
      translator.labelled('rights.contactPage', [link(controller.contactPageUrl)]),
    dpo_email: rightsChannel.dpoEmail && byMail(writing),
    post:
      rightsChannel.post &&
      controller.address !== '' &&
      translator.labelled('rights.post', lines(`${controller.name}\n${controller.address}`)),
  }
  return Object.entries(ways).flatMap(([which, said]) =>
    said ? [sentence(writing, { kind: 'channel', which, entries: RIGHTS_CHANNEL, title }, said)] : [],
  )
}

/** GDPR Art. 12(6). */
function identity(writing: Writing): Prose[] {
  const { translator } = writing
  const { identityMethods, identityNote } = writing.register.rightsChannel
  const note = translator.merchantText(identityNote)
  if (identityMethods.length === 0 && note.length === 0) return []
  const methods = translator.list(identityMethods.map((method) => [translator.textRun(`identityMethod.${method}`)]))
  const how = methods.length > 0 ? [...translator.labelled('rights.identity', methods), textRun('.')] : []
  return [
    sentence(
      writing,
      { kind: 'identity', entries: RIGHTS_CHANNEL, title: translator.translate('rights.identityTitle') },
      sentences(how, note),
    ),
  ]
}

export const rights: SectionWriter = (writing) => {
  const { translator } = writing
  const names = Object.keys(RIGHTS) as (keyof typeof RIGHTS)[]
  const title = translator.translate('rights.howTitle')
  return [
    proseGroup(writing, 'rights', [
      sentence(writing, { kind: 'rights', entries: [], title: translator.translate('sections.rights') }, [
        translator.textRun('rights.intro'),
      ]),
      ...names.map((name) => right(writing, name)),
      ...postMortem(writing),
      ...clauseStatements(writing, 'rights'),
    ]),
    proseGroup(
      writing,
      'rights',
      [
        ...channels(writing),
        ...identity(writing),
        // GDPR Art. 12(3).
        sentence(writing, { kind: 'answer_time', entries: [], title }, [translator.textRun('rights.answerTime')]),
      ],
      { key: 'how', title: [textRun(title)] },
    ),
  ]
}

/** GDPR Art. 13(2)(d) and 77(1). */
export const complaint: SectionWriter = (writing) => {
  const { translator } = writing
  const { supervisoryAuthority } = writing.register.controller
  const ours = supervisoryAuthority
    ? translator.labelled('complaint.ours', [textRun(`${supervisoryAuthority.name}, `), link(supervisoryAuthority.url)])
    : []
  const about = {
    kind: 'complaint',
    entries: supervisoryAuthority ? [{ kind: 'controller', id: null }] : [],
    title: translator.translate('sections.complaint'),
  } satisfies { kind: 'complaint'; entries: EntryRef[]; title: string }
  return [
    proseGroup(writing, 'complaint', [
      sentence(writing, about, sentences([translator.textRun('complaint.authority')], ours)),
    ]),
  ]
}
