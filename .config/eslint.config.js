import { fileURLToPath } from 'node:url';
import prettier from 'eslint-config-prettier';
import vue from 'eslint-plugin-vue';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import vueParser from 'vue-eslint-parser';

const root = fileURLToPath(new URL('..', import.meta.url));
const tests = ['**/*.spec.ts', '**/*.int-spec.ts', '**/testing/**/*.ts'];

const emitOnlyInPublisher = {
  selector: "CallExpression[callee.type='MemberExpression'][callee.property.name=/^emit(WithAck)?$/]",
  message: 'Only *.publisher.ts under server/src/realtime and client/src/api/socket.ts emit.',
};
const noForwardRef = {
  selector: "Identifier[name='forwardRef'], Identifier[name='ModuleRef']",
  message: 'A circle of injected classes is two things in one: split it, or turn one direction into an event.',
};
const noEnvironment = {
  selector:
    "MemberExpression[object.name='process'][property.name='env'], VariableDeclarator[init.name='process'][id.type='ObjectPattern']",
  message: 'server/src/config/env.ts is the only reader of the environment.',
};
const pureShared = [
  ['Date.now()', "MemberExpression[object.name='Date'][property.name='now']"],
  ['new Date()', "NewExpression[callee.name='Date'][arguments.length=0]"],
  ['Date()', "CallExpression[callee.name='Date']"],
  ['Math.random', "MemberExpression[object.name='Math'][property.name='random']"],
  ['performance', "MemberExpression[object.name='performance']"],
  ['crypto', "MemberExpression[object.name='crypto']"],
  ['timers', 'CallExpression[callee.name=/^(setTimeout|setInterval|setImmediate|queueMicrotask)$/]'],
  ['fetch', "CallExpression[callee.name='fetch']"],
].map(([what, selector]) => ({ selector, message: `shared/ is pure: ${what} comes in as a parameter.` }));

const restricted = (...rules) => ({ 'no-restricted-syntax': ['error', ...rules] });

export default tseslint.config(
  {
    ignores: ['dist/', 'node_modules/', '.data/', '.cache/', 'coverage/', 'test-results/', 'playwright-report/'],
  },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: globals.node },
    rules: { 'no-undef': 'error', 'no-unused-vars': 'error', 'prefer-const': 'error', eqeqeq: 'error' },
  },
  {
    files: ['**/*.{ts,vue}'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: false } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      eqeqeq: 'error',
      'no-console': ['error', { allow: ['warn', 'error'] }],
      'prefer-const': 'error',
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['**/dist/**'], message: 'Import the source (#shared/…), never what was built.' }] },
      ],
    },
  },
  {
    // What the types alone can tell, where a forgotten await would lose an acknowledged command.
    files: ['server/src/**/*.ts', 'shared/src/**/*.ts', 'e2e/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: true }],
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false, attributes: false } },
      ],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['**/*.vue'],
    extends: [vue.configs['flat/recommended']],
    languageOptions: {
      parser: vueParser,
      parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.vue'], sourceType: 'module' },
    },
    rules: {
      'vue/multi-word-component-names': 'off',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-emits-declaration': ['error', 'type-based'],
      'vue/define-props-declaration': ['error', 'type-based'],
      'vue/no-ref-object-reactivity-loss': 'error',
      'vue/no-unused-refs': 'error',
      'vue/no-v-html': 'error',
      'vue/require-default-prop': 'off',
    },
  },
  {
    files: ['client/**/*.{ts,vue}'],
    languageOptions: { globals: globals.browser },
    rules: restricted(emitOnlyInPublisher),
  },
  { files: ['server/src/**/*.ts'], rules: restricted(emitOnlyInPublisher, noForwardRef, noEnvironment) },
  { files: ['server/src/realtime/**/*.publisher.ts'], rules: restricted(noForwardRef, noEnvironment) },
  { files: ['server/src/config/env.ts'], rules: restricted(emitOnlyInPublisher, noForwardRef) },
  { files: ['shared/src/**/*.ts'], rules: restricted(emitOnlyInPublisher, noEnvironment, ...pureShared) },
  { files: ['client/src/api/socket.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: tests, rules: { 'no-restricted-syntax': 'off', '@typescript-eslint/no-non-null-assertion': 'off' } },
  {
    // The scripts and the bots talk to whoever runs them.
    files: ['e2e/**/*.ts', 'server/src/main.ts', 'server/src/worker.ts'],
    rules: { 'no-console': 'off' },
  },
  prettier,
);
