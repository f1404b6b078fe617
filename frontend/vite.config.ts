import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Vite's own way to load what was split off forgets a style that failed once.
const helper = '\0vite/preload-helper.js';
const preloadAgain: Plugin = {
  name: 'preload-again',
  apply: 'build',
  enforce: 'pre',
  // Nothing of the trainer's phone is split off.
  applyToEnvironment: ({ name }) => name !== 'remote',
  load: (id) => (id === helper ? `export { preload as __vitePreload } from ${JSON.stringify(at('./src/shared/chunks/preload.ts'))}` : undefined),
  generateBundle(_, bundle) {
    const used = Object.values(bundle).some((file) => file.type === 'chunk' && file.moduleIds.includes(at('./src/shared/chunks/preload.ts')));
    if (!used) this.error('nothing is loaded by src/shared/chunks/preload.ts: Vite names its helper differently');
  },
};

// Without it the address without a slash would open the console.
const gallerySlash: Plugin = {
  name: 'gallery-slash',
  apply: 'serve',
  configureServer(server) {
    server.middlewares.use((request, response, next) => {
      if (request.url !== '/gallery') next();
      else response.writeHead(302, { Location: '/gallery/' }).end();
    });
  },
};

export default defineConfig({
  // The desktop window, the console listener and the room listener all serve
  // the assets at the root, whatever the path of the page.
  base: '/',
  plugins: [preloadAgain, gallerySlash, svelte(), svelteTesting({ autoCleanup: false })],
  resolve: { alias: { $shared: at('./src/shared') } },
  // The tests compare the server's error keys with the dictionaries.
  server: { fs: { allow: [at('.'), at('../app')] } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Participants bring phones up to six years old, kept up to date in their
    // first year: Chrome 94, Firefox 93, Safari 15. check-dist.mjs refuses what
    // came later.
    target: 'es2022',
    cssTarget: ['chrome87', 'firefox78', 'safari14'],
    // Nothing inline: the pages are served under a policy without unsafe-inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // The participants' page is built by itself: what all share would otherwise be
  // cut into files by who needs them, which weigh more together. So is the
  // trainer's phone's, which carries a library that no other page needs.
  builder: {
    buildApp: async (builder) => {
      for (const name of ['client', 'join', 'remote']) {
        const environment = builder.environments[name];
        if (!environment) throw new Error(`no ${name} to build`);
        await builder.build(environment);
      }
    },
  },
  environments: {
    client: { build: { rolldownOptions: { input: { console: at('./index.html'), stage: at('./stage.html') } } } },
    remote: { consumer: 'client', build: { emptyOutDir: false, rolldownOptions: { input: { remote: at('./remote.html') } } } },
    join: { consumer: 'client', build: { emptyOutDir: false, rolldownOptions: { input: { join: at('./join.html') }, output: { codeSplitting: { groups: [{ name: 'page', tags: ['$initial'] }] } } } } },
  },
  test: {
    // A window takes ten times what most tests take: a test that needs one says
    // so in its first line, @vitest-environment jsdom.
    environment: 'node',
    pool: 'threads',
    setupFiles: ['./vitest.setup.ts'],
    include: ['src/**/*.test.ts'],
    restoreMocks: true,
    // As long as a busy machine needs.
    testTimeout: 30_000,
  },
});
