import { fileURLToPath } from 'node:url';
import boundaries from 'eslint-plugin-boundaries';
import tseslint from 'typescript-eslint';

/** The domains of core, lowest first: each may import those before it. */
const domains = [
  'platform',
  'identity',
  'registry',
  'cycles',
  'indicators',
  'surveys',
  'distribution',
  'responses',
  'fieldwork',
  'aggregation',
  'reports',
  'evaluation',
  'upgrade',
];

/** Which package may import which of ours. What is not here imports none. */
const packages = {
  respond: ['contract', 'questionnaire', 'credential'],
  console: ['contract', 'questionnaire', 'figures', 'credential'],
  api: ['core', 'contract'],
  worker: ['core', 'contract'],
  cli: ['core', 'contract', 'statistics', 'credential'],
  core: ['contract', 'statistics', 'questionnaire', 'figures', 'credential'],
  contract: [],
  statistics: [],
  questionnaire: [],
  credential: [],
  figures: [],
};

/** The pure packages and the only foreign packages that they may import. */
const foreign = {
  contract: ['zod'],
  statistics: ['simple-statistics'],
  questionnaire: ['survey-core'],
  credential: ['@stablelib/sha256', '@stablelib/sha384', 'jsbi'],
  figures: [],
};

const apps = ['api', 'worker', 'console', 'respond', 'cli'];
const coreTypes = [...domains, 'documents'].map((domain) => `core-${domain}`);

/** @param {string} name of a package @returns {string[]} its element types */
const typesOf = (name) => (name === 'core' ? coreTypes : [name]);

/** @param {string} domain @returns {string[]} the element types that it may import */
function below(domain) {
  if (domain === 'documents') return ['core-platform'];
  const lower = domains.slice(0, domains.indexOf(domain)).map((name) => `core-${name}`);
  // Documents, blocks and their renderers, serve the domains that put something on paper.
  return ['fieldwork', 'reports', 'evaluation'].includes(domain) ? [...lower, 'core-documents'] : lower;
}

const elements = [
  ...[...domains, 'documents'].map((domain) => ({
    type: `core-${domain}`,
    pattern: `libs/core/src/${domain}`,
  })),
  ...Object.keys(packages)
    .filter((name) => name !== 'core')
    .map((name) => ({ type: name, pattern: `${apps.includes(name) ? 'apps' : 'libs'}/${name}` })),
  { type: 'test', pattern: 'test' },
  { type: 'tools', pattern: 'tools' },
].map((element) => ({ ...element, partialMatch: false }));

/** @param {string[]} types @returns {object} a selector of what lies in one of these elements */
const within = (types) => ({ element: { types: { anyOf: types } } });
const anyForeign = { module: { origin: ['external', 'core'] } };

const policies = [
  ...[...domains, 'documents'].map((domain) => ({
    from: within([`core-${domain}`]),
    allow: { to: within([...below(domain), ...packages.core.flatMap(typesOf)]) },
  })),
  ...Object.entries(packages)
    .filter(([name, allowed]) => name !== 'core' && allowed.length > 0)
    .map(([name, allowed]) => ({ from: within([name]), allow: { to: within(allowed.flatMap(typesOf)) } })),
  {
    from: within([
      ...coreTypes,
      ...Object.keys(packages).filter((name) => name !== 'core' && !(name in foreign)),
    ]),
    allow: { to: anyForeign },
  },
  ...Object.entries(foreign).map(([name, sources]) => ({
    from: within([name]),
    allow: { to: { module: { origin: 'external', source: sources } } },
  })),
  // Tests beside the code use what proves it; those of the whole system use all of it.
  { from: { file: { categories: 'test' } }, allow: { to: [within(['credential']), anyForeign] } },
  {
    from: within(['test']),
    allow: { to: [within([...Object.keys(packages).flatMap(typesOf), 'tools']), anyForeign] },
  },
  { from: within(['tools']), allow: { to: anyForeign } },
];

export default tseslint.config(
  { ignores: ['**/node_modules', 'dist', 'out', 'coverage', '.data', 'test/oracle/cases', 'test/fixtures'] },
  {
    files: ['**/*.{ts,tsx,mjs,cjs,js}'],
    extends: [tseslint.configs.recommended],
    plugins: { boundaries },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    settings: {
      'import/resolver': { [fileURLToPath(new URL('tools/import-resolver.cjs', import.meta.url))]: {} },
      'boundaries/root-path': fileURLToPath(new URL('.', import.meta.url)),
      'boundaries/elements': elements,
      'boundaries/files': [{ category: 'test', pattern: '**/*.{test,int,e2e,fixture}.{ts,tsx}' }],
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Identifier[name="forwardRef"]',
          message: 'forwardRef hides a cycle: let one of the two sides depend on what both need.',
        },
      ],
      'boundaries/dependencies': [
        'error',
        { default: 'disallow', checkAllOrigins: true, checkUnknownLocals: false, policies },
      ],
    },
  },
  {
    // Rule files decide and compute; they know neither the framework nor the database. Platform is the technical folder,
    // and an upgrade is about what lies in the database.
    files: ['libs/core/src/*/*.ts'],
    ignores: [
      'libs/core/src/{platform,upgrade}/**',
      'libs/core/src/*/*.{schema,service,module,controller,guard,decorator,test,int,fixture}.ts',
      'libs/core/src/*/index.ts',
    ],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['@nestjs/*', 'mongoose', 'mongoose/*'],
              message:
                'A rule file imports neither Nest nor Mongoose: move this to x.service.ts or x.schema.ts.',
            },
          ],
        },
      ],
    },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
