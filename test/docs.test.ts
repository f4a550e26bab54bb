import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { programOf } from '../packages/cli/src/program.ts'
import { codeBlocks, commandLines, relativeLinks } from './markdown.ts'
import { filesUnder, root, textOf } from './source.ts'

const pages = filesUnder().filter(path => path.endsWith('.md'))

test('every TypeScript block in every page compiles', () => {
  mkdirSync(join(root, '.entraide'), { recursive: true })
  const folder = mkdtempSync(join(root, '.entraide', 'docs-'))
  try {
    const places = new Map<string, { readonly page: string; readonly line: number }>()
    for (const page of pages)
      codeBlocks(textOf(page))
        .filter(block => block.language === 'ts' || block.language === 'typescript')
        .forEach((block, at) => {
          const name = `${page.replace(/[^\w]+/g, '-')}-${at}.ts`
          places.set(name, { page, line: block.line })
          writeFileSync(join(folder, name), `${block.text}\nexport {}\n`)
        })
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../../tsconfig.json', include: ['*.ts'], exclude: [] }))
    if (places.size === 0) return
    const tsc = spawnSync(process.execPath, [join(root, 'node_modules/typescript/lib/tsc.js'), '-p', folder, '--pretty', 'false'], { encoding: 'utf8' })
    const said = tsc.stdout.replace(/^(?:.*[\\/])?([\w-]+\.ts)\((\d+),/gm, (all, name: string, line: string) => {
      const place = places.get(name)
      return place === undefined ? all : `${place.page}:${place.line + Number(line) - 1} (`
    })
    expect(said.trim()).toBe('')
    expect(tsc.status).toBe(0)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('every link inside the repository leads somewhere', () => {
  const broken = pages.flatMap(page =>
    relativeLinks(textOf(page))
      .filter(target => !existsSync(join(root, normalize(join(dirname(page), decodeURI(target))))))
      .map(target => `${page}: ${target}`),
  )
  expect(broken).toEqual([])
})

describe('every entraide command in the pages exists, with its options', () => {
  const program = programOf(command => command)
  const lines = pages.flatMap(page =>
    commandLines(textOf(page))
      .map(line => line.replace(/^(?:\w+=\S+ )*(?:npx )?/, ''))
      .filter(line => line.startsWith('entraide '))
      .map(line => ({ page, line })),
  )
  for (const { page, line } of lines)
    test(`${page}: ${line}`, () => {
      const words = (line.split(/ (?:\||>|&&|<) ?/)[0] as string).split(/\s+/).slice(1)
      let command = program
      for (const word of words) {
        const next = command.commands.find(each => each.name() === word)
        if (next === undefined) break
        command = next as typeof program
      }
      expect(command !== program || words.includes('--help'), `no verb in: ${line}`).toBe(true)
      expect(
        command.commands.length === 0 || words.at(-1) === '--help' || command.commands.some(each => each.name() === 'list'),
        `an unfinished verb in: ${line}`,
      ).toBe(true)
      const known = [...command.options, ...program.options].flatMap(option => [option.long, option.short])
      for (const word of words.filter(each => /^--?[a-z]/.test(each)).map(each => each.split('=')[0])) if (word !== '--help') expect(known).toContain(word)
    })
})

test('every npm script in the pages exists', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }
  const named = pages.flatMap(page => [...textOf(page).matchAll(/\bnpm run ([\w:-]+)/g)].map(found => found[1] as string))
  expect([...new Set(named)].filter(name => !Object.hasOwn(scripts, name) && !['dev', 'extract', 'build', 'check'].includes(name))).toEqual([])
})
