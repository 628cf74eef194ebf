import { MAX_MAIL_ADDRESS, MAX_WEB_ADDRESS } from '../limits.ts'
import type { FormSpecs } from './spec-types.ts'

export const COMPANY_FORMS: Pick<FormSpecs, 'controller' | 'rights_channel' | 'languages' | 'clause' | 'sentence'> = {
  controller: [
    {
      section: 'company',
      fields: [
        { name: 'name', control: 'line' },
        { name: 'legalForm', control: 'line' },
        { name: 'registrationNumber', control: 'line' },
        { name: 'address', control: 'block' },
        { name: 'country', control: 'one', words: 'country', nullable: true },
      ],
    },
    {
      section: 'reach',
      fields: [
        { name: 'siteUrl', control: 'line', format: 'url', nullable: true, max: MAX_WEB_ADDRESS },
        { name: 'contactPageUrl', control: 'line', format: 'url', nullable: true, max: MAX_WEB_ADDRESS },
        { name: 'email', control: 'line', format: 'email', nullable: true, max: MAX_MAIL_ADDRESS },
        { name: 'dpoEmail', control: 'line', format: 'email', nullable: true, max: MAX_MAIL_ADDRESS },
      ],
    },
    {
      section: 'authority',
      fields: [
        {
          name: 'supervisoryAuthority',
          control: 'group',
          blank: { name: '', url: '' },
          fields: [
            { name: 'name', control: 'line' },
            { name: 'url', control: 'line', format: 'url', max: MAX_WEB_ADDRESS },
          ],
        },
        {
          name: 'representative',
          control: 'group',
          blank: { name: '', address: '', email: '' },
          fields: [
            { name: 'name', control: 'line' },
            { name: 'address', control: 'block' },
            { name: 'email', control: 'line', format: 'email', max: MAX_MAIL_ADDRESS },
          ],
        },
      ],
    },
  ],
  rights_channel: [
    {
      section: 'ways',
      fields: [
        { name: 'account', control: 'switch' },
        { name: 'contactPage', control: 'switch' },
        { name: 'dpoEmail', control: 'switch' },
        { name: 'post', control: 'switch' },
        { name: 'transfer', control: 'switch' },
      ],
    },
    {
      section: 'identity',
      fields: [
        { name: 'identityMethods', control: 'many', words: 'identityMethod' },
        { name: 'identityNote', control: 'text', lines: true },
      ],
    },
  ],
  languages: [
    {
      section: 'languages',
      fields: [
        { name: 'default', control: 'one', words: 'language' },
        { name: 'offered', control: 'pick', words: 'language' },
      ],
    },
  ],
  clause: [
    {
      section: 'clause',
      fields: [
        { name: 'section', control: 'one', words: 'policySection' },
        { name: 'title', control: 'text' },
        { name: 'text', control: 'text', lines: true },
        { name: 'audience', control: 'many', words: 'audience' },
      ],
    },
  ],
  sentence: [
    {
      section: 'sentence',
      fields: [
        { name: 'printed', control: 'switch' },
        { name: 'text', control: 'text', lines: true, when: { field: 'printed', is: ['true'] } },
      ],
    },
  ],
}
