import { describeSeveral } from './kit/several.ts'

describeSeveral('on one PostgreSQL', async ({ appUrl }) => ({ url: appUrl, close: async () => undefined }))
