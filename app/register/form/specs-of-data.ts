import { MAX_MAIL_ADDRESS, MAX_MONTHS, MAX_NOTICE_DAYS, MAX_WEB_ADDRESS, MOST_HOLDS } from '../limits.ts'
import type { FieldSpec, FormSpecs } from './spec-types.ts'

const TRANSFER: FieldSpec<'transfer'> = {
  name: 'transfer',
  control: 'variant',
  by: 'mechanism',
  words: 'mechanism',
  fields: {
    adequacy: [{ name: 'participationCheckedOn', control: 'date' }],
    standard_clauses: [{ name: 'signedOn', control: 'date' }],
  },
  blanks: { adequacy: { participationCheckedOn: null }, standard_clauses: { signedOn: null } },
}

export const DATA_FORMS: Pick<FormSpecs, 'data_category' | 'recipient' | 'storage_place' | 'retention_rule'> = {
  data_category: [
    {
      section: 'what',
      fields: [
        { name: 'name', control: 'text' },
        { name: 'description', control: 'text', lines: true },
        { name: 'items', control: 'texts' },
        { name: 'audience', control: 'many', words: 'audience' },
        { name: 'topic', control: 'one', words: 'dataTopic' },
      ],
    },
    {
      section: 'origin',
      fields: [
        { name: 'sources', control: 'many', words: 'source' },
        { name: 'sourceNote', control: 'text', lines: true },
        { name: 'special', control: 'switch' },
        { name: 'specialCondition', control: 'one', words: 'specialCondition', nullable: true },
      ],
    },
    {
      section: 'shopify',
      fields: [
        { name: 'adminFields', control: 'pick', words: 'adminField' },
        { name: 'exportable', control: 'switch' },
      ],
    },
  ],
  recipient: [
    {
      section: 'who',
      fields: [
        { name: 'name', control: 'text' },
        { name: 'description', control: 'text', lines: true },
        { name: 'kind', control: 'one', words: 'recipientKind' },
        { name: 'service', control: 'one', words: 'service' },
        { name: 'audience', control: 'many', words: 'audience' },
        { name: 'requiredBeforeContract', control: 'switch' },
        { name: 'buys', control: 'switch' },
        { name: 'note', control: 'text', lines: true },
        { name: 'privacyPolicyUrl', control: 'line', format: 'url', nullable: true, max: MAX_WEB_ADDRESS },
      ],
    },
    {
      section: 'where',
      fields: [{ name: 'country', control: 'one', words: 'country', nullable: true }, TRANSFER],
    },
    {
      section: 'agreement',
      fields: [
        {
          name: 'agreement',
          control: 'group',
          blank: { reference: '', expiresOn: null },
          fields: [
            { name: 'reference', control: 'line' },
            { name: 'expiresOn', control: 'date' },
          ],
        },
        { name: 'arrangement', control: 'text', lines: true, when: { field: 'kind', is: ['joint_controller'] } },
        { name: 'noticeEmail', control: 'line', format: 'email', nullable: true, max: MAX_MAIL_ADDRESS },
        { name: 'lastReviewOn', control: 'date' },
        { name: 'nextReviewOn', control: 'date' },
      ],
    },
  ],
  storage_place: [
    {
      section: 'where',
      fields: [
        { name: 'name', control: 'text' },
        { name: 'description', control: 'text', lines: true },
        { name: 'audience', control: 'many', words: 'audience' },
        { name: 'country', control: 'one', words: 'country' },
        TRANSFER,
        { name: 'recipient', control: 'one', words: 'recipient', nullable: true },
        { name: 'dataCategories', control: 'pick', words: 'data_category' },
      ],
    },
  ],
  retention_rule: [
    {
      section: 'howLong',
      fields: [
        { name: 'subject', control: 'one', words: 'retentionSubject' },
        { name: 'audience', control: 'many', words: 'audience' },
        { name: 'months', control: 'number', max: MAX_MONTHS },
        { name: 'trigger', control: 'one', words: 'retentionTrigger' },
        { name: 'action', control: 'one', words: 'retentionAction' },
        { name: 'noticeDays', control: 'number', max: MAX_NOTICE_DAYS },
        { name: 'description', control: 'text', lines: true },
        { name: 'dataCategories', control: 'pick', words: 'data_category' },
      ],
    },
    {
      section: 'holds',
      fields: [
        {
          name: 'legalHolds',
          control: 'list',
          most: MOST_HOLDS,
          blank: { keeps: {}, reason: {}, months: 120, dataCategories: [] },
          fields: [
            { name: 'keeps', control: 'text' },
            { name: 'reason', control: 'text', lines: true },
            { name: 'months', control: 'number', min: 1, max: MAX_MONTHS },
            { name: 'dataCategories', control: 'pick', words: 'data_category' },
          ],
        },
      ],
    },
  ],
}
