import { buildOnce } from '../../scripts/local/build.ts'

/** The built app, for tests that start processes of it. */
export default () => buildOnce()
