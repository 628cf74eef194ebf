// Which way imports may run (see ARCHITECTURE.md). Checked by `npm run lint`.
const CAPABILITIES = [
  'subjects',
  'flow',
  'register',
  'mail',
  'outgoing',
  'recipients',
  'policy',
  'banner',
  'consent',
  'requests',
  'centre',
  'retention',
  'promises',
  'drift',
  'shop-api',
  'inbox',
]

/** What each capability may import, besides itself, shopify/ and platform/. */
const MAY_IMPORT = {
  subjects: [],
  flow: ['subjects'],
  register: [],
  mail: ['subjects', 'register'],
  outgoing: ['subjects'],
  recipients: ['mail', 'subjects', 'register'],
  policy: ['register'],
  banner: ['policy', 'register'],
  centre: ['outgoing', 'requests', 'recipients', 'mail', 'subjects', 'consent', 'banner', 'policy', 'register'],
  consent: ['flow', 'outgoing', 'subjects', 'banner', 'policy', 'register'],
  requests: ['flow', 'outgoing', 'recipients', 'mail', 'subjects', 'consent', 'banner', 'policy', 'register'],
  retention: ['subjects', 'requests', 'consent', 'banner', 'policy', 'register'],
  promises: ['subjects', 'retention', 'requests', 'consent', 'banner', 'policy', 'register'],
  drift: ['consent', 'banner', 'policy', 'register'],
  'shop-api': ['subjects', 'requests', 'consent', 'register'],
  inbox: ['subjects', 'retention', 'requests', 'consent', 'banner', 'policy', 'register'],
}

/** What a page may take a value from: rules, closed lists and limits, without I/O (decision 31). */
const MODELS = '^app/(?!ui/).*/(model|words|limits)[.]ts$'

/** What such a file may take a value from, besides others of its kind. These are as pure as it is. */
const PURE_FILES = [
  '^app/register/(asked-purposes|calendar|earlier|fields|text)[.]ts$',
  '^app/policy/(languages|render/normalise)[.]ts$',
  '^app/platform/(endpoint|json|mail-address)[.]ts$',
  '^app/requests/clock/regimes[.]ts$',
]
const PURE_PACKAGES = '^node_modules/(zod|date-fns|@date-fns/utc|uuid|diff|parse5)/'

/** The verifier is a package of its own: it needs nothing of the rest, and no database. */
const VERIFIER = '^app/consent/verification/index[.]ts$'

const BROWSER = '^app/(ui|banner/storefront)/'

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
      comment:
        'Other capabilities, doors and pages see only the index of a capability; pages and models also see its models.',
      severity: 'error',
      from: { path: '^app/([^/]+)/', pathNot: [BROWSER, MODELS, ...PURE_FILES] },
      to: { path: oneOf(CAPABILITIES), pathNot: ['^app/$1/', '^app/[^/]+/index[.]ts$', VERIFIER] },
    },
    {
      name: 'through-the-index-or-a-model',
      comment: 'Models and what runs in a browser see the models of other capabilities too, and types in their index.',
      severity: 'error',
      from: { path: '^app/([^/]+)/' },
      to: {
        path: oneOf(CAPABILITIES),
        pathNot: ['^app/$1/', '^app/[^/]+/index[.]ts$', VERIFIER, MODELS, ...PURE_FILES],
      },
    },
    {
      name: 'pages-import-models',
      comment:
        'What runs in a browser takes only types from the server, and values from its model.ts, words.ts and limits.ts.',
      severity: 'error',
      from: { path: BROWSER },
      to: { path: '^app/', pathNot: ['^app/$1/', MODELS], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'routes-draw-nothing',
      comment: 'A route authenticates, parses and calls one capability; its page stands in app/ui/.',
      severity: 'error',
      from: { path: '^app/routes/' },
      to: { path: '^node_modules/@shopify/polaris(-icons)?/', pathNot: '[.]css$' },
    },
    {
      name: 'models-are-pure',
      comment: 'Rules, lists and limits reach no store, no configuration and nothing of Node: a page may run them.',
      severity: 'error',
      from: { path: [MODELS, ...PURE_FILES] },
      to: { pathNot: [MODELS, ...PURE_FILES, PURE_PACKAGES], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'lists-without-libraries',
      comment: 'A page that needs a list does not make its readers load a library.',
      severity: 'error',
      from: { path: '^app/(?!ui/).*/(words|limits)[.]ts$' },
      to: { path: '^node_modules/', dependencyTypesNot: ['type-only'] },
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
