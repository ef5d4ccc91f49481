// The directions in which imports may point. `npm run boundaries` checks them in every test run.
const test = '(\\.(spec|int-spec)\\.ts$|/testing/)';

/** What a feature shows to the others, beside its services: what is asked of it, and what it tells. */
const face = '(\\.(service|handler|module|library|ended)\\.ts$|/accounts/signed-in\\.ts$)';

/** Inside shared/: a layer may import itself and those before it, never back. */
const sharedLayers = [['interview'], ['flow', 'room', 'rating', 'matching'], ['contract']];

const sharedRules = sharedLayers.slice(0, -1).map((folders, layer) => ({
  name: `shared-${folders.join('-')}`,
  comment: 'Inside shared/: contract → room, flow, rating, matching → interview, never back.',
  severity: 'error',
  from: { path: `^shared/src/(${folders.join('|')})/`, pathNot: test },
  // The codes of refusal are words and not a contract: the rules refuse with them.
  to: {
    path: `^shared/src/(${sharedLayers
      .slice(layer + 1)
      .flat()
      .join('|')})/`,
    pathNot: '^shared/src/contract/errors\\.ts$',
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Two files that import each other are one file.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that resolves to nothing fails at run time.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'listed-dependency',
      comment: 'What is imported is listed in package.json.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'production-dependency',
      comment: 'The server runs without devDependencies.',
      severity: 'error',
      from: { path: '^(server|shared)/src/', pathNot: test },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '^node_modules/@types/' },
    },
    {
      name: 'source-not-build',
      comment: 'Sources import sources.',
      severity: 'error',
      from: {},
      to: { path: '^dist/' },
    },
    {
      name: 'client-sees-shared-only',
      comment: 'client → shared ← server.',
      severity: 'error',
      from: { path: '^client/', pathNot: '^client/scripts/' },
      to: { path: '^(server|e2e)/' },
    },
    {
      name: 'server-sees-shared-only',
      comment: 'client → shared ← server.',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^(client|e2e)/' },
    },
    {
      name: 'e2e-sees-the-contract-only',
      comment: 'What runs against the system knows its public protocol and nothing of its inside.',
      severity: 'error',
      from: { path: '^e2e/' },
      to: { path: '^(client/|server/|shared/)', pathNot: '^shared/src/contract/' },
    },
    {
      name: 'shared-is-pure',
      comment: 'shared/src imports zod and nothing else: no Node, no framework.',
      severity: 'error',
      from: { path: '^shared/src/', pathNot: test },
      to: { pathNot: ['^shared/src/', '(^|/)node_modules/zod/'] },
    },
    {
      name: 'testing-is-for-tests',
      comment: 'What stands in a testing/ folder is not shipped.',
      severity: 'error',
      from: { pathNot: test },
      to: { path: '^(server|shared|client)/.*/testing/' },
    },
    ...sharedRules,
    {
      name: 'typeorm-in-its-place',
      comment: 'TypeORM appears in stores, entities, database/ and in modules (TypeOrmModule.forFeature).',
      severity: 'error',
      from: {
        path: '^server/src/',
        pathNot: ['\\.(store|entity|module)\\.ts$', '^server/src/database/', test],
      },
      to: { path: '(^|/)node_modules/(typeorm|@nestjs/typeorm)/' },
    },
    {
      name: 'bullmq-in-its-place',
      comment: 'BullMQ appears in jobs/, in workers and in modules.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: ['^server/src/jobs/', '\\.(worker|module)\\.ts$', test] },
      to: { path: '(^|/)node_modules/(bullmq|@nestjs/bullmq)/' },
    },
    {
      name: 'store-imports-no-service',
      comment: 'A store stands at the end of the line.',
      severity: 'error',
      from: { path: '\\.store\\.ts$' },
      to: { path: '\\.(service|handler|controller|gateway|worker|publisher)\\.ts$' },
    },
    {
      name: 'door-holds-no-rule',
      comment: 'A gateway, controller or worker calls a service or handler, never a store.',
      severity: 'error',
      from: { path: '\\.(gateway|controller|worker)\\.ts$' },
      to: { path: '\\.(store|entity)\\.ts$' },
    },
    {
      name: 'nobody-imports-a-door',
      comment: 'Only the module that declares it imports a gateway, controller or worker.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: ['\\.module\\.ts$', test] },
      to: { path: '^server/src/.*\\.(gateway|controller|worker)\\.ts$' },
    },
    {
      name: 'features-meet-at-services',
      comment: "A feature imports another feature's service, handler or module only; the reverse need is an event.",
      severity: 'error',
      from: {
        path: '^server/src/(rooms|matchmaking|ratings|progress|calibration|flows|library|documents|scheduling|accounts|moderation|studio|owndata)/',
        pathNot: test,
      },
      to: {
        path: '^server/src/(rooms|matchmaking|ratings|progress|calibration|flows|library|documents|scheduling|accounts|moderation|studio|owndata)/',
        pathNot: ['^server/src/$1/', face],
      },
    },
    {
      name: 'ui-knows-no-feature',
      comment: 'The design system takes props and gives events.',
      severity: 'error',
      from: { path: '^client/src/ui/' },
      to: { path: '^client/src/(api|features)/' },
    },
    {
      name: 'presenter-is-pure',
      comment: 'A presenter turns state into what is shown: no Vue, no network.',
      severity: 'error',
      from: { path: '\\.presenter\\.ts$' },
      to: { path: ['^client/src/api/', '(^|/)node_modules/(vue|vue-router|pinia|socket\\.io-client)/'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    webpackConfig: { fileName: '.config/dependency-cruiser.resolve.cjs' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.vue', '.json', '.d.ts'],
    },
    cache: { folder: 'node_modules/.cache/dependency-cruiser', strategy: 'content' },
  },
};
