import { ambientRules, dependencyRules, readLayerTable } from './tools/boundaries/src/index.ts';
import tseslint from 'typescript-eslint';

const root = import.meta.dirname;
const table = readLayerTable(root);

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.nx/**', '**/.esta/**', '**/generated/**', '**/assembly/**'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  ...dependencyRules(root, table),
  ...ambientRules(root, table),
);
