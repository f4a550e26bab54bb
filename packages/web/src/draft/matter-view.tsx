import type { DraftFields } from '@entraide/node/api'
import { lazy, Suspense } from 'react'
import { Loading } from '../parts/empty.tsx'

type Matter = NonNullable<DraftFields['matter']>

const PlanMatterView = lazy(() => import('../plan/matter.tsx'))

/** What a message says besides its words, whole. A matter without a view of its own shows nothing here. */
export function MatterView({ of }: { of: Matter }) {
  if (of.matter !== 'plan') return null
  return (
    <Suspense fallback={<Loading />}>
      <PlanMatterView of={of} />
    </Suspense>
  )
}
