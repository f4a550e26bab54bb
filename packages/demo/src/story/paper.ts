import assert from 'node:assert/strict'
import { readPdf, seenLines } from '@entraide/paper/read'
import { languages } from '@entraide/vocabulary'
import type { Officer } from '../officer.ts'

/** Prints one thing in each language, and reads it back: it is a PDF, and its reference and its reader stand on every page. */
export async function printed(officer: Officer, path: string, reference: string): Promise<void> {
  for (const language of languages) {
    const bytes = await officer.download(`${path}?language=${language}`)
    assert.equal(Buffer.from(bytes.subarray(0, 5)).toString('latin1'), '%PDF-', `${path} in ${language} is a PDF`)
    const { pages, runs } = readPdf(bytes)
    assert.ok(pages > 0, `${path} in ${language} has pages`)
    for (let page = 1; page <= pages; page++) {
      const lines = seenLines(runs, page)
      for (const text of [reference, officer.serviceNumber])
        assert.ok(
          lines.some(line => line.includes(text)),
          `${text} stands on page ${page} of ${path} in ${language}`,
        )
    }
  }
}
