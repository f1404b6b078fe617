import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const surfaces = ['console', 'stage', 'join', 'remote'];

/** A surface never imports another one, nor another one's words. */
const fence = (surface) => {
  const others = surfaces.filter((name) => name !== surface).join('|');
  const reach = `^(?:\\.\\.?/)+(?:.*/)?(?:${others})/|/i18n/(?:fr|en)/(?:${others})(?:Errors)?(?:\\.|$)`;
  return {
    files: [`src/${surface}/**/*.{ts,svelte}`],
    // The console's development page shows what the stage's pictures show.
    ignores: ['src/console/fixtures/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: reach, message: `${surface}/ does not import another surface.` }] }],
      'no-restricted-syntax': [
        'error',
        ...inlineStyle,
        { selector: `ImportExpression[source.value=/${reach.replaceAll('/', '\\u002F')}/]`, message: `${surface}/ does not import another surface.` },
      ],
    },
  };
};

// A style attribute in a template is blocked by the content policy; a style: directive is not.
const inlineStyle = [
  { selector: 'SvelteAttribute[key.name="style"]', message: 'Use a class or a style: directive: style attributes are blocked by the content policy.' },
  { selector: 'SvelteAttribute[key.name=/^--/]', message: 'Set the property on an element (class or style:--name): the wrapper of a component property is blocked by the content policy.' },
];

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'test-results/', 'wailsjs/'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...ts.configs.stylistic,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', ...inlineStyle],
      // What people write is text, on every page.
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTMLUnsafe', 'createContextualFragment', 'srcdoc'].map((property) => ({ property, message: 'Set textContent: nothing is rendered as HTML.' })),
        { object: 'document', property: 'write', message: 'Nothing is rendered as HTML.' },
      ],
      'no-eval': 'error',
      'no-new-func': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      'svelte/block-lang': ['error', { script: 'ts' }],
      'svelte/no-at-html-tags': 'error',
      'svelte/no-target-blank': 'error',
      'svelte/button-has-type': 'error',
    },
  },
  // Tests write the page they try something on.
  { files: ['**/*.test.ts'], rules: { 'no-restricted-properties': 'off' } },
  ...surfaces.map(fence),
  {
    files: ['src/shared/**/*.{ts,svelte}'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: `^(?:\\.\\./)+(?:${surfaces.join('|')})/`, message: 'shared/ does not import a surface.' }] },
      ],
    },
  },
  {
    // Generated from the Go types.
    files: ['src/shared/model/wire.ts'],
    rules: { '@typescript-eslint/consistent-indexed-object-style': 'off', '@typescript-eslint/no-explicit-any': 'off' },
  },
  {
    // The whole workshop by keys: nothing is pressed or filled in another way.
    files: ['e2e/92-keyboard.spec.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'CallExpression[callee.property.name=/^(?:click|dblclick|tap|fill|clear|check|uncheck|setChecked|selectOption|setInputFiles|hover|dragTo|dispatchEvent|focus)$/]', message: 'With keys alone: see Keyboard.' },
        { selector: 'MemberExpression[property.name=/^(?:mouse|touchscreen)$/]', message: 'With keys alone: see Keyboard.' },
      ],
    },
  },
  {
    files: ['*.{js,ts}', 'scripts/**/*.mjs', 'e2e/**/*.ts'],
    languageOptions: { globals: { ...globals.node } },
    rules: { 'no-console': 'off' },
  },
);
