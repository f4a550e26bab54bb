/**
 * The house: which room stands on which floor, and what each may reach for. This table is the rule;
 * `house.test.ts` holds every source file to it. A new arrow is a decision, made here.
 */
export type Room = {
  readonly floor: 0 | 1 | 2 | 3 | 4 | 5
  /** Rooms it may import by their door. `below` = every room of a lower floor. */
  readonly rooms: 'below' | readonly string[]
  /** Whether it may touch the world through Node's own modules; a list names the only ones. */
  readonly builtins: 'all' | readonly string[]
  /** Outside packages its source may import. Test code may also use what the root declares. */
  readonly outside: readonly string[]
}

const pure = ['agreement', 'identity', 'blindmatch', 'envelope', 'ledger', 'custody']
const ground = ['ground', 'vocabulary']

export const rooms: { readonly [room: string]: Room } = {
  ground: { floor: 0, rooms: [], builtins: [], outside: [] },
  vocabulary: { floor: 0, rooms: [], builtins: [], outside: [] },

  agreement: { floor: 1, rooms: ground, builtins: [], outside: [] },
  identity: { floor: 1, rooms: ground, builtins: [], outside: [] },
  blindmatch: { floor: 1, rooms: ground, builtins: [], outside: ['libsodium-wrappers-sumo'] },
  // The platform's own primitives: measured six times faster than portable ones, and read by more eyes.
  envelope: { floor: 1, rooms: ground, builtins: ['node:crypto'], outside: ['hpke'] },
  ledger: { floor: 1, rooms: ground, builtins: ['node:crypto'], outside: [] },
  custody: { floor: 1, rooms: ground, builtins: [], outside: [] },

  // Hashes of agreement texts and the spoken words of a pairing.
  exchange: { floor: 2, rooms: 'below', builtins: ['node:crypto'], outside: ['zod'] },
  // Sets papers; its outside packages reach for files by themselves, it only tells where its fonts lie (docs/decisions/0015). Read back, their streams are inflated.
  paper: {
    floor: 2,
    rooms: ground,
    builtins: ['node:url', 'node:zlib'],
    outside: ['@expo-google-fonts/noto-sans', '@expo-google-fonts/noto-sans-arabic', '@react-pdf/renderer', 'react'],
  },

  node: {
    floor: 3,
    rooms: 'below',
    builtins: 'all',
    outside: [
      '@fastify/cookie',
      '@fastify/rate-limit',
      '@fastify/static',
      '@fastify/swagger',
      'fastify',
      'fastify-type-provider-zod',
      'kysely',
      'otpauth',
      'pg',
      'pino',
      'prom-client',
      'structured-headers',
      'zod',
    ],
  },
  inspect: { floor: 3, rooms: 'below', builtins: 'all', outside: [] },

  web: {
    floor: 4,
    // Floor 0, and the shapes of the HTTP API as types: screens never see the store.
    rooms: [...ground, 'node/api'],
    builtins: [],
    outside: [
      '@fontsource-variable/noto-sans',
      '@fontsource-variable/noto-sans-arabic',
      '@lingui/core',
      '@lingui/react',
      '@tanstack/react-query',
      'lucide-react',
      'react',
      'react-aria-components',
      'react-dom',
      'vite',
    ],
  },
  cli: { floor: 4, rooms: [...ground, ...pure, 'inspect', 'node', 'node/api'], builtins: 'all', outside: ['commander'] },

  demo: { floor: 5, rooms: 'below', builtins: 'all', outside: [] },
  bench: { floor: 5, rooms: 'below', builtins: 'all', outside: ['*'] },
}

/** Doors beside the main one (`@entraide/NAME`), by room. */
export const sideDoors: { readonly [room: string]: readonly string[] } = { node: ['api'], paper: ['read'] }

/** Doors whose contents vanish before run time: only `import type` may go through them from the room named. */
export const typesOnly: readonly { readonly from: string; readonly door: string }[] = [{ from: 'web', door: '@entraide/node/api' }]

/** Names that say nothing of what a file holds. */
export const emptyNames = ['utils', 'util', 'common', 'shared', 'types', 'misc', 'helpers']

/** Folders beside the packages: nothing may be imported from them by a package. */
export const outbuildings = ['spec', 'vectors', 'agreements', 'stories', 'tools', 'test', 'docs', '.ci']
