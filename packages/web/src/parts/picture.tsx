import { Trans } from '@lingui/react/macro'
import { useEffect, useRef, useState } from 'react'

const maxSide = 2_048

/**
 * A picture of an attachment, redrawn on a canvas: only its points reach the page, never its bytes, metadata or links.
 * The node has already said that its type is one of the safe ones.
 */
export function Picture({ address, mediaType, name }: { address: string; mediaType: string; name: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    const stop = new AbortController()
    draw(address, mediaType, canvas, stop.signal).catch(() => {
      if (!stop.signal.aborted) setFailed(true)
    })
    return () => stop.abort()
  }, [address, mediaType])
  if (failed)
    return (
      <span className="quiet small">
        <Trans>This picture cannot be drawn here. Save the file to look at it.</Trans>
      </span>
    )
  return <canvas ref={canvas} className="picture" role="img" aria-label={name} />
}

async function draw(address: string, mediaType: string, canvas: { current: HTMLCanvasElement | null }, signal: AbortSignal): Promise<void> {
  const response = await fetch(address, { signal, credentials: 'same-origin' })
  if (!response.ok) throw new Error('no picture')
  const bitmap = await createImageBitmap(new Blob([await response.arrayBuffer()], { type: mediaType }))
  const scale = Math.min(1, maxSide / Math.max(bitmap.width, bitmap.height))
  const target = canvas.current
  if (target === null || signal.aborted) return
  target.width = Math.round(bitmap.width * scale)
  target.height = Math.round(bitmap.height * scale)
  target.getContext('2d')?.drawImage(bitmap, 0, 0, target.width, target.height)
  bitmap.close()
}
