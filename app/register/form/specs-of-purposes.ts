import { MAX_ASK_AGAIN_MONTHS, MAX_LIFETIME, MAX_WEB_ADDRESS } from '../limits.ts'
import { MAX_TRACKER_NAME } from '../seen/limits.ts'
import { LIFETIME_UNITS } from '../words.ts'
import type { FormSpecs } from './spec-types.ts'

export const PURPOSE_FORMS: Pick<FormSpecs, 'purpose' | 'tracker' | 'cookies'> = {
  purpose: [
    {
      section: 'what',
      fields: [
        { name: 'name', control: 'text' },
        { name: 'description', control: 'text', lines: true },
        { name: 'audience', control: 'many', words: 'audience' },
        { name: 'topic', control: 'one', words: 'purposeTopic' },
      ],
    },
    {
      section: 'basis',
      fields: [
        { name: 'legalBasis', control: 'one', words: 'legalBasis' },
        {
          name: 'legitimateInterest',
          control: 'text',
          lines: true,
          when: { field: 'legalBasis', is: ['legitimate_interests'] },
        },
        {
          name: 'legalObligation',
          control: 'text',
          lines: true,
          when: { field: 'legalBasis', is: ['legal_obligation'] },
        },
        { name: 'askedAt', control: 'many', words: 'askedAt' },
        { name: 'signal', control: 'one', words: 'signal' },
        { name: 'channel', control: 'one', words: 'channel' },
      ],
    },
    {
      section: 'uses',
      fields: [
        { name: 'dataCategories', control: 'pick', words: 'data_category' },
        { name: 'recipients', control: 'pick', words: 'recipient' },
        { name: 'retentionRules', control: 'pick', words: 'retention_rule' },
      ],
    },
    {
      section: 'person',
      fields: [
        { name: 'provision', control: 'one', words: 'provision' },
        { name: 'withoutIt', control: 'text', lines: true },
        { name: 'profiling', control: 'switch' },
        {
          name: 'automatedDecision',
          control: 'group',
          blank: { logic: {}, consequences: {} },
          fields: [
            { name: 'logic', control: 'text', lines: true },
            { name: 'consequences', control: 'text', lines: true },
          ],
        },
      ],
    },
  ],
  tracker: [
    {
      section: 'what',
      fields: [
        { name: 'pattern', control: 'line', max: MAX_TRACKER_NAME },
        { name: 'provider', control: 'line' },
        { name: 'purpose', control: 'one', words: 'purpose', nullable: true },
        { name: 'exemption', control: 'one', words: 'trackerExemption' },
        { name: 'description', control: 'text', lines: true },
        { name: 'audience', control: 'many', words: 'audience' },
      ],
    },
    {
      section: 'technical',
      fields: [
        {
          name: 'lifetime',
          control: 'variant',
          by: 'unit',
          words: 'lifetimeUnit',
          fields: Object.fromEntries(
            LIFETIME_UNITS.map((unit) => [
              unit,
              [{ name: 'value', control: 'number', min: 1, max: MAX_LIFETIME } as const],
            ]),
          ),
          blanks: Object.fromEntries(LIFETIME_UNITS.map((unit) => [unit, { value: 1 }])),
        },
        { name: 'storage', control: 'one', words: 'trackerStorage' },
        { name: 'party', control: 'one', words: 'party' },
        { name: 'recipient', control: 'one', words: 'recipient', nullable: true },
      ],
    },
  ],
  cookies: [
    {
      section: 'cookies',
      fields: [
        { name: 'askAgainMonths', control: 'number', min: 1, max: MAX_ASK_AGAIN_MONTHS },
        { name: 'browserHelpUrl', control: 'line', format: 'url', nullable: true, max: MAX_WEB_ADDRESS },
        { name: 'usVisitors', control: 'switch' },
      ],
    },
  ],
}
