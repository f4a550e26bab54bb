import type { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { programOf } from '../src/program.ts'
import { runCli } from './fake-terminal.ts'

const program = programOf(command => command)
const paths: string[][] = []
const visit = (command: Command, path: string[]) => {
  if (path.length > 0) paths.push(path)
  for (const each of command.commands) visit(each as Command, [...path, each.name()])
}
visit(program, [])

describe('every verb explains itself', () => {
  for (const path of paths)
    test(path.join(' '), async () => {
      const { code, out, err } = await runCli([...path, '--help'])
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(out).toMatch(/Usage: entraide/)
      expect(out.split('\n')[2]?.length).toBeGreaterThan(10)
    })
})

test('the first help names every exit code', async () => {
  const { out } = await runCli(['--help'])
  for (const code of ['0', '1', '2', '3', '4', '5', '70']) expect(out).toMatch(new RegExp(`(?:^|\\s)${code}  \\S`))
})

test('what is not understood is told with the nearest verb, and ends with 2', async () => {
  const { code, err } = await runCli(['agrement'])
  expect(code).toBe(2)
  expect(err).toContain('Did you mean agreement?')
})

test('a verb without its argument ends with 2', async () => {
  expect((await runCli(['agreement', 'decide'])).code).toBe(2)
  expect((await runCli(['agreement', 'decide', 'X'])).code).toBe(2)
  expect((await runCli(['inbox', '--language', 'de'])).code).toBe(2)
})
