import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyNames, outbuildings, rooms, sideDoors, typesOnly } from './house.ts'
import { filesUnder, importsOf, root, textOf, withoutComments } from './source.ts'

const files = filesUnder()
const code = files.filter(path => /\.(?:ts|tsx|js|mjs)$/.test(path) && !path.endsWith('.d.ts'))
const roomOf = (path: string) => /^packages\/([^/]+)\//.exec(path)?.[1]
/** Source that ships, as opposed to tests and configuration. */
const ships = (path: string) => /^packages\/[^/]+\/(?:src|bin)\//.test(path)
const packageJson = (room: string) =>
  JSON.parse(readFileSync(join(root, 'packages', room, 'package.json'), 'utf8')) as { dependencies?: Record<string, string> }
const rootJson = JSON.parse(textOf('package.json')) as { devDependencies: Record<string, string> }

const floorOf = (room: string) => rooms[room]?.floor ?? Number.NaN
const packageNameOf = (from: string) =>
  from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')
const networkBuiltins = ['node:net', 'node:http', 'node:https', 'node:http2', 'node:tls', 'node:dgram', 'node:dns', 'node:sqlite']

/** What is wrong with one import of one file, or undefined. */
function objection(path: string, from: string, typeOnly: boolean): string | undefined {
  const name = roomOf(path)
  if (name === undefined) return undefined
  const room = rooms[name]
  if (room === undefined) return `the room ${name} has no line in test/house.ts`
  if (from.startsWith('.')) return relativeObjection(path, name, from)
  if (from.startsWith('@entraide/') || from === 'entraide') return doorObjection(path, name, from, typeOnly)
  if (from.startsWith('node:')) {
    if (!ships(path)) return room.floor <= 2 && networkBuiltins.includes(from) ? `tests of floors 0 to 2 use no network and no database: ${from}` : undefined
    return room.builtins === 'all' || room.builtins.includes(from) ? undefined : `${name} may not touch ${from}`
  }
  if (from.startsWith('virtual:')) return undefined
  const outside = packageNameOf(from)
  if (!ships(path)) {
    const declared = { ...packageJson(name).dependencies, ...rootJson.devDependencies }
    return Object.hasOwn(declared, outside) ? undefined : `${outside} is declared neither by ${name} nor by the root`
  }
  const known = { ...packageJson(name).dependencies, ...(name === 'web' || name === 'bench' ? rootJson.devDependencies : {}) }
  if (!Object.hasOwn(known, outside)) return `${outside} is not declared in packages/${name}/package.json`
  if (room.outside.includes(outside) || room.outside.includes('*') || (name === 'web' && outside.startsWith('@lingui/'))) return undefined
  return `${name} may not import ${outside}: see its line in test/house.ts`
}

function relativeObjection(path: string, name: string, from: string): string | undefined {
  const target = posix.normalize(posix.join(dirname(path), from))
  if (!target.startsWith(`packages/${name}/`)) {
    if (!ships(path) && /^(?:vectors|agreements|spec|test)\//.test(target)) return undefined
    return `leaves the package: ${from}; go through the door of the other room`
  }
  if (ships(path) && !/^packages\/[^/]+\/(?:src|bin|data|locales|package\.json)(?:\/|$)/.test(target))
    return `shipped source imports test or build files: ${from}`
  if (!existsSync(join(root, target))) return /\?/.test(from) ? undefined : `names no file: ${from} (the ending belongs to the name)`
  return undefined
}

function doorObjection(path: string, name: string, from: string, typeOnly: boolean): string | undefined {
  const [, other = '', side] = from.split('/')
  if (!Object.hasOwn(rooms, other)) return `names no room: ${from}`
  if (side !== undefined && !(sideDoors[other] ?? []).includes(from.split('/').slice(2).join('/'))) return `goes around the door of ${other}: ${from}`
  if (other === name) return `a room does not enter by its own door: import the file itself`
  if (!ships(path))
    return floorOf(other) < floorOf(name) || name === 'bench'
      ? undefined
      : `goes up or sideways: ${name} (floor ${floorOf(name)}) to ${other} (floor ${floorOf(other)})`
  const allowed = rooms[name]?.rooms ?? []
  const permitted = allowed === 'below' ? floorOf(other) < floorOf(name) : allowed.includes(side === undefined ? other : `${other}/${side}`)
  if (!permitted) return `${name} (floor ${floorOf(name)}) may not import ${from} (floor ${floorOf(other)})`
  if (!typeOnly && typesOnly.some(rule => rule.from === name && rule.door === from)) return `only types come through ${from} here: write import type`
  return undefined
}

describe('the house', () => {
  test('every package has its line in the table of floors', () => {
    const packages = [...new Set(files.map(roomOf).filter(name => name !== undefined))].filter(name => existsSync(join(root, 'packages', name, 'package.json')))
    expect(packages.filter(name => !Object.hasOwn(rooms, name))).toEqual([])
  })

  test('the table itself only points down', () => {
    const up = Object.entries(rooms).flatMap(([name, room]) =>
      (room.rooms === 'below' ? [] : room.rooms)
        .filter(other => Object.hasOwn(rooms, other) && floorOf(other) >= room.floor)
        .map(other => `${name} to ${other}`),
    )
    expect(up).toEqual([])
  })

  test('imports go down only, through the doors, to what the table allows', () => {
    const objections = code.flatMap(path =>
      importsOf(textOf(path)).flatMap(({ from, typeOnly, line }) => {
        const why = objection(path, from, typeOnly)
        return why === undefined ? [] : [`${path}:${line} ${why}`]
      }),
    )
    expect(objections).toEqual([])
  })

  test('nothing in a package comes from the folders beside the packages', () => {
    const found = code.filter(ships).flatMap(path =>
      importsOf(textOf(path))
        .filter(({ from }) => from.startsWith('.') && outbuildings.some(folder => posix.normalize(posix.join(dirname(path), from)).startsWith(`${folder}/`)))
        .map(({ from }) => `${path} ${from}`),
    )
    expect(found).toEqual([])
  })

  test('a manifest asks for no outside package that its room may not import', () => {
    const extra = Object.entries(rooms)
      .filter(([name]) => existsSync(join(root, 'packages', name, 'package.json')))
      .flatMap(([name, room]) =>
        Object.keys(packageJson(name).dependencies ?? {})
          .filter(dependency => !dependency.startsWith('@entraide/') && !room.outside.includes(dependency) && !room.outside.includes('*'))
          .map(dependency => `${name}: ${dependency}`),
      )
    expect(extra).toEqual([])
  })

  test('every version in a manifest is exact', () => {
    const loose = files
      .filter(path => path.endsWith('package.json'))
      .flatMap(path => {
        const manifest = JSON.parse(textOf(path)) as Record<string, Record<string, string> | undefined>
        return ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap(kind =>
          Object.entries(manifest[kind] ?? {})
            .filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
            .map(([name, version]) => `${path} ${name} ${version}`),
        )
      })
    expect(loose).toEqual([])
  })

  test('no package has a circle of imports', () => {
    expect(circles()).toEqual([])
  })

  test('a door names what it hands out, one by one', () => {
    const doors = code.filter(path => /^packages\/[^/]+\/src\/index\.ts$/.test(path))
    const loose = doors.flatMap(path =>
      withoutComments(textOf(path))
        .replace(/export\s+(?:type\s+)?\{[^}]*\}\s*(?:from\s*'[^']+')?/g, '')
        .split('\n')
        .filter(line => line.trim() !== '')
        .map(line => `${path}: ${line.trim()}`),
    )
    expect(loose).toEqual([])
  })

  test('no file has a name that says nothing', () => {
    const empty = files.filter(path => path.split('/').some((part, at, all) => emptyNames.includes(at === all.length - 1 ? part.replace(/\..*$/, '') : part)))
    expect(empty).toEqual([])
  })

  test('source files are named in kebab-case', () => {
    const odd = code.filter(path => !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:test|config|browser|story))*\.(?:ts|tsx|js|mjs)$/.test(posix.basename(path)))
    expect(odd).toEqual([])
  })
})

describe('what is written', () => {
  const texts = files.filter(
    path =>
      /\.(?:ts|tsx|js|mjs|json|jsonl|md|css|html|sql|txt|yml|yaml|po|tsv|svg|go)$/.test(path) || ['.ci/run', 'LICENSE', '.gitignore', '.npmrc'].includes(path),
  )
  const own = ['test/house.test.ts']
  /** Lines of the given files that match, as `path:line text`. */
  const linesWith = (pattern: RegExp, among = texts) =>
    among
      .filter(path => !own.includes(path))
      .flatMap(path => {
        const text = textOf(path)
        return pattern.test(text) ? text.split('\n').flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1} ${line.trim().slice(0, 120)}`] : [])) : []
      })

  test('names no machine, no workplace and no registry', () => {
    expect(
      linesWith(
        /(?<![\w.])\/(?:work|farm|root|home\/\w+)\/|\bshared\/(?:design|style|anchors|reference|ui|domain)|registry\.(?:npmjs|yarnpkg)\.|"resolved": "https?:/,
      ),
    ).toEqual([])
  })

  test('leaves nothing for later', () => {
    expect(
      linesWith(
        /\b(?:TODO|FIXME|HACK)\b|\bXXX\b(?!')/,
        texts.filter(path => !path.endsWith('.tsv') && path !== 'package-lock.json'),
      ),
    ).toEqual([])
  })

  test('no test is switched off or singled out by hand', () => {
    expect(linesWith(/\b(?:test|it|describe|suite)\.(?:skip|todo|only|fails)\(/, code)).toEqual([])
  })

  test('hides no direction mark or invisible character in source', () => {
    expect(linesWith(/[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/u, code)).toEqual([])
  })
})

/** Circles among the files of one package as they load: `import type` leaves nothing behind, `import()` waits, neither counts. */
function circles(): string[] {
  const edges = new Map(
    code.filter(ships).map(path => [
      path,
      importsOf(textOf(path))
        .filter(({ from, typeOnly, dynamic }) => from.startsWith('.') && !typeOnly && !dynamic)
        .map(({ from }) => posix.normalize(posix.join(dirname(path), from))),
    ]),
  )
  const done = new Set<string>()
  const found: string[] = []
  const walk = (path: string, trail: readonly string[]) => {
    const at = trail.indexOf(path)
    if (at !== -1) found.push([...trail.slice(at), path].join(' -> '))
    if (at !== -1 || done.has(path)) return
    for (const next of edges.get(path) ?? []) walk(next, [...trail, path])
    done.add(path)
  }
  for (const path of edges.keys()) walk(path, [])
  return found
}
