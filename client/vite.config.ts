import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig, type Plugin } from 'vite';

const shared = fileURLToPath(new URL('../shared/src', import.meta.url));
const server = 'http://127.0.0.1:3000';

/** Lets the browser fetch the face of the first paint before it has read the styles. */
function preloadSans(): Plugin {
  return {
    name: 'preload-sans',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) =>
        Object.keys(bundle)
          .filter((file) => /inter-latin-wght-normal.*\.woff2$/.test(file))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'preload', href: `/${file}`, as: 'font', type: 'font/woff2', crossorigin: '' },
            injectTo: 'head-prepend',
          })),
    },
  };
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [vue(), tailwindcss(), preloadSans()],
  resolve: { alias: [{ find: /^#shared\/(.*)\.js$/, replacement: `${shared}/$1.ts` }] },
  // Nothing is inlined: the content policy allows no data: addresses.
  build: { outDir: '../dist/client', emptyOutDir: true, manifest: true, assetsInlineLimit: 0 },
  server: { proxy: { '/api': server, '/socket.io': { target: server, ws: true } } },
});
