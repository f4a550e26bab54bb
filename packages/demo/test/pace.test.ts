import { day, hour, instant, later } from '@entraide/ground'
import { expect, test } from 'vitest'
import { chanceOf } from '../src/year/chance.ts'
import { type Episode, playAll, storyClock } from '../src/year/pace.ts'
import { somebody } from '../src/year/persons.ts'

const start = instant('2026-01-05T08:00:00.000Z')
const end = later(start, 10 * day)

/** Plays, and tells who acted when, in the order it happened. */
async function told(episodes: (say: (who: string) => void) => readonly Episode[]): Promise<readonly string[]> {
  const clock = storyClock(start)
  const lines: string[] = []
  await playAll(
    clock,
    episodes(who => lines.push(`${clock.now().slice(5, 13)} ${who}`)),
    end,
    async () => {},
    () => {},
  )
  return lines
}

test('episodes go side by side, each act at its moment', async () => {
  expect(
    await told(say => [
      {
        at: start,
        play: async pace => {
          say('a')
          await pace.pass(2 * hour)
          say('a again')
        },
      },
      { at: later(start, hour), play: async () => say('b') },
    ]),
  ).toEqual(['01-05T08 a', '01-05T09 b', '01-05T10 a again'])
})

test('what would come after the end of the year never comes: the episode stays open', async () => {
  expect(
    await told(say => [
      {
        at: start,
        play: async pace => {
          say('asked')
          await pace.pass(11 * day)
          say('answered')
        },
      },
    ]),
  ).toEqual(['01-05T08 asked'])
})

test('an act that fails ends the year', async () => {
  const failing: Episode = {
    at: start,
    play: async pace => {
      await pace.pass(hour)
      throw new Error('refused')
    },
  }
  await expect(told(() => [failing])).rejects.toThrow('refused')
})

test('between two acts the nodes have their turn, before and after each moment', async () => {
  const clock = storyClock(start)
  let turns = 0
  await playAll(
    clock,
    [{ at: start, play: async pace => pace.pass(day) }],
    end,
    async () => {
      turns++
    },
    () => {},
  )
  expect(turns).toBe(5)
  expect(clock.now()).toBe(end)
})

test('the same seed invents the same people, and another seed others', () => {
  const people = (seed: number) => {
    const chance = chanceOf(seed)
    return Array.from({ length: 20 }, () => somebody(chance))
  }
  expect(people(1)).toEqual(people(1))
  expect(people(1)).not.toEqual(people(2))
})
