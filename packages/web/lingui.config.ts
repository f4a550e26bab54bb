import { defineConfig } from '@lingui/cli'
import { formatter } from '@lingui/format-po'

/**
 * Catalogues in the four languages. English is written in the source; the other three are complete and in step with the
 * source, or the build fails (`lingui check`).
 */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'fr', 'nl', 'ar'],
  catalogs: [{ path: '<rootDir>/locales/{locale}', include: ['src'] }],
  format: formatter({ lineNumbers: false, printLinguiId: false }),
  orderBy: 'message',
})
