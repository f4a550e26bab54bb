import { lingui } from '@lingui/vite-plugin'
import babel from '@rolldown/plugin-babel'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { screensBeside } from './build/screens.ts'
import { vocabularyByLanguage } from './build/vocabulary.ts'
import { wordsInParts } from './build/words-in-parts.ts'

/** The node a developer's pages talk to: `ENTRAIDE_NODE=http://127.0.0.1:8443 npm run dev -w packages/web`. */
const node = process.env.ENTRAIDE_NODE ?? 'http://127.0.0.1:8443'

/**
 * The page is served by the node under `default-src 'self'` without any `unsafe-inline`: nothing is inlined, neither
 * scripts nor styles nor fonts. A string missing in one language fails the build.
 */
export default defineConfig({
  plugins: [
    react(),
    babel({ plugins: ['@lingui/babel-plugin-lingui-macro'] }),
    lingui({ failOnMissing: true, failOnCompileError: true }),
    wordsInParts(),
    vocabularyByLanguage(),
    screensBeside(),
  ],
  build: { target: 'es2024', assetsInlineLimit: 0, modulePreload: { polyfill: false }, reportCompressedSize: true },
  server: { proxy: { '/v1': node } },
})
