import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

/** Workspace libraries are read as TypeScript sources, so the page can be bundled before anything else is built. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  resolve: { conditions: ['@esta-logic/source', ...defaultClientConditions] },
  // Nothing is inlined: a strict Content-Security-Policy refuses data: URLs and inline scripts.
  worker: { format: 'es' },
  build: {
    rolldownOptions: { input: { index: 'index.html', verify: 'verify.html' } },
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
  },
  server: { proxy: { '/api': process.env['ESTA_API'] ?? 'http://127.0.0.1:4280' } },
});
