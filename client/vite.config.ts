import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const shared = fileURLToPath(new URL('../shared/src', import.meta.url));
const server = 'http://127.0.0.1:3000';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [vue(), tailwindcss()],
  resolve: { alias: [{ find: /^#shared\/(.*)\.js$/, replacement: `${shared}/$1.ts` }] },
  build: { outDir: '../dist/client', emptyOutDir: true, manifest: true },
  server: { proxy: { '/api': server, '/socket.io': { target: server, ws: true } } },
});
