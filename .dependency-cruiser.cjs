// Which way imports may run (see ARCHITECTURE.md). Checked by `npm run lint`.
const CAPABILITIES = [
  'subjects',
  'register',
  'policy',
  'banner',
  'consent',
  'requests',
  'retention',
  'promises',
  'inbox',
]

/** What each capability may import, besides itself, shopify/ and platform/. */
const MAY_IMPORT = {
  subjects: [],
  register: [],
  policy: ['register'],
  banner: ['policy', 'register'],
  consent: ['subjects', 'banner', 'policy', 'register'],
  requests: ['subjects', 'consent', 'banner', 'policy', 'register'],
  retention: ['subjects', 'requests', 'consent', 'banner', 'policy', 'register'],
  promises: ['subjects', 'retention', 'requests', 'consent', 'banner', 'policy', 'register'],
  inbox: ['subjects', 'retention', 'requests', 'consent', 'banner', 'policy', 'register'],
}

const oneOf = (names) => `^app/(${names.join('|')})/`

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    {
      name: 'platform-knows-nobody',
      comment: 'platform/ is what any app needs: it knows no capability, no Shopify and no page.',
      severity: 'error',
      from: { path: '^app/platform/' },
      to: { path: '^app/', pathNot: '^app/platform/' },
    },
    {
      name: 'shopify-knows-platform-only',
      severity: 'error',
      from: { path: '^app/shopify/' },
      to: { path: '^app/', pathNot: '^app/(shopify|platform)/' },
    },
    {
      name: 'capabilities-know-no-doors',
      severity: 'error',
      from: { path: oneOf(CAPABILITIES) },
      to: { path: '^app/(doors|routes|ui)/' },
    },
    ...CAPABILITIES.map((name) => ({
      name: `imports-of-${name}`,
      severity: 'error',
      from: { path: `^app/${name}/` },
      to: { path: oneOf(CAPABILITIES.filter((other) => other !== name && !MAY_IMPORT[name].includes(other))) },
    })),
    {
      name: 'through-the-index',
      comment: 'Other capabilities, doors and pages see only the index of a capability.',
      severity: 'error',
      from: { path: '^app/([^/]+)/' },
      to: { path: oneOf(CAPABILITIES), pathNot: ['^app/$1/', '^app/[^/]+/index[.]ts$'] },
    },
    {
      name: 'only-stores-write-queries',
      severity: 'error',
      from: { path: '^app/', pathNot: ['^app/platform/', '[-/]store[.]ts$', '^app/shopify/installation[.]ts$'] },
      to: { path: 'node_modules/@prisma/client' },
    },
    { name: 'declared-packages-only', severity: 'error', from: {}, to: { dependencyTypes: ['npm-no-pkg', 'npm-dev'] } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^app/shopify/generated/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
