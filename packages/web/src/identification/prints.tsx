import type { PrintsView } from '@entraide/node/api'
import { Plural, Trans } from '@lingui/react/macro'
import { Fingerprint, TriangleAlert } from 'lucide-react'
import { useSaid } from '../parts/said.ts'
import { Mark } from '../parts/text.tsx'
import { size } from '../words/time.ts'

/** The frame of the file of prints in a line: how many images of which positions, or what is wrong with it. Never an image. */
export function Prints({ of }: { of: PrintsView }) {
  const said = useSaid(of.state === 'broken' ? 'fingerprint-file-shape' : null)
  if (of.state === 'none')
    return (
      <p className="quiet small">
        <Trans>No file of fingerprints.</Trans>
      </p>
    )
  if (of.state === 'broken')
    return (
      <div className="notice late">
        <TriangleAlert aria-hidden size={20} />
        <div>
          <p className="notice-what">{said.what}</p>
          {of.problem === null ? null : (
            <p className="small">
              <Mark className="code">{of.problem}</Mark>
            </p>
          )}
          <p className="notice-next">{said.next}</p>
        </div>
      </div>
    )
  const images = of.records.filter(record => record.type !== 1)
  const positions = images.flatMap(record => record.positions)
  return (
    <p className="prints">
      <Fingerprint aria-hidden size={18} />
      <span>
        <Plural value={images.length} one="# image of prints" other="# images of prints" />
        {' · '}
        <Trans>
          positions <Mark>{positions.join(' ')}</Mark>
        </Trans>
        {' · '}
        {size(of.records.reduce((sum, record) => sum + record.bytes, 0))}{' '}
        <span className="quiet small">
          <Mark>{`ANSI/NIST-ITL ${of.version ?? ''}`}</Mark>
        </span>
      </span>
    </p>
  )
}
