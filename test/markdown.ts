/** A fenced block of code in a Markdown page: its language, its text, the line of its first line of code. */
export type CodeBlock = { readonly language: string; readonly text: string; readonly line: number }

/** The fenced blocks of a page, in order. A fence is three back-ticks at the start of a line. */
export function codeBlocks(markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = []
  let open: { language: string; line: number; lines: string[] } | undefined
  markdown.split('\n').forEach((line, at) => {
    const fence = /^```(\S*)/.exec(line)
    if (fence === null) open?.lines.push(line)
    else if (open === undefined) open = { language: fence[1] ?? '', line: at + 2, lines: [] }
    else {
      blocks.push({ language: open.language, text: open.lines.join('\n'), line: open.line })
      open = undefined
    }
  })
  return blocks
}

/** Relative targets of links and pictures outside code, without their `#fragment`. */
export function relativeLinks(markdown: string): string[] {
  const prose = markdown.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(found => (found[1] as string).replace(/#.*$/, ''))
    .filter(target => target !== '' && !/^[a-z]+:/.test(target))
}

/** The command lines of shell blocks: without prompt, continued lines joined, comments dropped. */
export function commandLines(markdown: string): string[] {
  return codeBlocks(markdown)
    .filter(block => ['sh', 'bash', 'console'].includes(block.language))
    .flatMap(block => block.text.replace(/\\\n\s*/g, ' ').split('\n'))
    .map(line =>
      line
        .replace(/^\$ /, '')
        .replace(/\s+#.*$/, '')
        .trim(),
    )
    .filter(line => line !== '' && !line.startsWith('#'))
}
