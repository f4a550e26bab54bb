import type { Command } from 'commander'
import type { Acts } from '../cli.ts'

export function nodeVerbs(program: Command, _acts: Acts): void {
  program.command('node').description('Run a node of one’s own.')
}
