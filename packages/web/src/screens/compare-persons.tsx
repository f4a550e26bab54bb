import type { HeldPerson } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Columns2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { acts } from '../api/answers.ts'
import { useAct } from '../api/hooks.ts'
import { draftingRoles } from '../frame/roles.ts'
import { useMay } from '../frame/session.tsx'
import { Button } from '../parts/button.tsx'
import { ErrorSummary, type FieldError } from '../parts/error-summary.tsx'
import { SelectField } from '../parts/field.tsx'
import { Forbidden, Page, Section } from '../parts/page.tsx'
import { PersonFields, type PersonParts } from '../parts/person-fields.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { isBeyondNames, NamesakeWarning, SideBySide, WeighingOutcome } from '../parts/weighing.tsx'
import { personOf } from '../persons/person-of.ts'
import { PersonsTabs } from '../persons/tabs.tsx'

const nobody: PersonParts = { names: [''] }

/** Among how many persons the second one was come upon: the more, the more namesakes. A country's register unless said otherwise. */
const populations = ['2', '10000', '1000000', '10000000'] as const

/** Two persons one has before one, compared. Looks nothing up and keeps nothing. */
export default function ComparePersons() {
  const { t } = useLingui()
  return useMay(...draftingRoles) ? <Desk /> : <Forbidden title={t`Compare two persons`} />
}

function Desk() {
  const { t } = useLingui()
  const [first, setFirst] = useState(nobody)
  const [second, setSecond] = useState(nobody)
  const [population, setPopulation] = useState<string>(populations[3])
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const [compared, setCompared] = useState<readonly [HeldPerson, HeldPerson] | null>(null)
  const compare = useAct(acts.comparePersons)
  const [answer, setAnswer] = useState<Awaited<ReturnType<typeof compare.run>>>()
  const submit = async () => {
    const [a, b] = [personOf(first), personOf(second)]
    const found: FieldError[] = []
    if (a.names.length === 0) found.push({ field: 'first-person', says: t`Type a name of the first person` })
    if (b.names.length === 0) found.push({ field: 'second-person', says: t`Type a name of the second person` })
    setErrors(found)
    if (found.length > 0) return
    setAnswer(await compare.run({ a, b, population: Number(population) }))
    setCompared([a, b])
  }
  return (
    <Page
      title={t`Compare two persons`}
      lead={<Trans>What speaks for and against two persons being the same. Nothing is looked up, and nothing is kept.</Trans>}
    >
      <PersonsTabs />
      <form
        className="stack"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          void submit()
        }}
      >
        <ErrorSummary errors={errors} />
        <div className="columns wide">
          <Side title={<Trans>First person</Trans>} id="first-person" person={first} onChange={setFirst} />
          <Side title={<Trans>Second person</Trans>} id="second-person" person={second} onChange={setSecond} />
        </div>
        <SelectField
          label={<Trans>Where the second person was come upon</Trans>}
          hint={<Trans>Among many people there are many namesakes.</Trans>}
          width="half"
          value={population}
          onChange={setPopulation}
          choices={[
            { value: populations[3], text: t`In the register of a whole country` },
            { value: populations[2], text: t`In a register of a million` },
            { value: populations[1], text: t`In a list of ten thousand` },
            { value: populations[0], text: t`Put forward with the first one, out of nobody else` },
          ]}
        />
        <Refusal of={compare.refused} />
        <div>
          <Button type="submit" look="main" busy={compare.busy}>
            <Columns2 aria-hidden size={16} />
            <Trans>Compare</Trans>
          </Button>
        </div>
      </form>
      {compared === null || answer === undefined ? null : (
        <Section title={<Trans>Side by side</Trans>}>
          <div className="stack" role="status">
            {isBeyondNames(answer) ? null : <NamesakeWarning of={answer.warning} />}
            <SideBySide ours={compared[0]} theirs={compared[1]} heads={[t`First person`, t`Second person`]} comparison={answer} />
            <WeighingOutcome of={answer} />
          </div>
        </Section>
      )}
    </Page>
  )
}

function Side({ title, id, person, onChange }: { title: ReactNode; id: string; person: PersonParts; onChange: (person: PersonParts) => void }) {
  return (
    <Section title={title}>
      <div className="stack">
        <PersonFields id={id} person={person} onChange={onChange} />
      </div>
    </Section>
  )
}
