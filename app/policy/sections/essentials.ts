import { AUDIENCES, partsOfStatement } from '../../register/index.ts'
import type { Prose } from '../model.ts'
import { clauseStatements, proseGroup, refs, type SectionWriter, sentence } from '../writing.ts'

export const essentials: SectionWriter = (writing) => {
  const { register, translator, audiences } = writing
  const noSale = partsOfStatement(register, 'no_sale')
  const said: Prose[] = [
    ...clauseStatements(writing, 'introduction'),
    // Left out when a recipient pays for data, or a purpose counts as a sale.
    ...(noSale.length > 0
      ? [
          sentence(
            writing,
            { kind: 'no_sale', entries: noSale, title: translator.translate('essentials.noSaleTitle') },
            [translator.textRun('essentials.noSale')],
          ),
        ]
      : []),
    ...(audiences.length === AUDIENCES.length
      ? [
          sentence(
            writing,
            {
              kind: 'audiences',
              entries: refs('purpose', register.purposes),
              title: translator.translate('essentials.audiencesTitle'),
            },
            [translator.textRun('essentials.audiences')],
          ),
        ]
      : []),
  ]
  return [proseGroup(writing, 'essentials', said)]
}
