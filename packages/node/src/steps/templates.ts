import { type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Selectable } from 'kysely'
import type { Node } from '../capabilities.ts'
import type { DraftFields, Template } from '../http/api.ts'
import { accountsOf } from '../store/account-views.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { type Actor, may, officesOf } from './access.ts'
import { act } from './act.ts'
import type { ActName } from './act-names.ts'

type Person = Extract<Actor, { kind: 'person' }>
type Row = Selectable<Tables['draft_template']>
type Kept = { readonly name: string; readonly fields: DraftFields }
/** More than anybody reads through. */
const mostPerOffice = 200

/** The templates of this person's office, by name. */
export async function listTemplates(node: Node, actor: Person): Promise<readonly Template[]> {
  return await node.store.read(async tx => {
    const rows = await tx.db
      .selectFrom('draft_template')
      .selectAll()
      .where('office', 'in', officesOf(actor))
      .where('removed_at', 'is', null)
      .limit(mostPerOffice)
      .execute()
    return (await views(tx, rows)).toSorted((a, b) => a.name.localeCompare(b.name))
  })
}

/** Keeps a form as a template of the office. Persons, cases and what it answered stay out of it. */
export async function makeTemplate(node: Node, actor: Person, input: Kept): Promise<Template | Refusal> {
  return await act<Template>(node, actor, 'template-make', {}, async tx => {
    const held = await tx.db
      .selectFrom('draft_template')
      .select(tx.db.fn.countAll<number>().as('n'))
      .where('office', '=', actor.office)
      .where('removed_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (Number(held.n) >= mostPerOffice) return refuse('too-many-templates', { most: mostPerOffice })
    const id = tx.newId()
    const kept: Kept = { name: input.name, fields: emptied(input.fields) }
    const row: Row = {
      id,
      office: actor.office,
      message_type: input.fields.messageType,
      made_by: actor.account,
      made_at: tx.at,
      removed_at: null,
      sealed: await tx.seal('node', `template/${id}`, JSON.stringify(kept)),
    }
    await tx.db.insertInto('draft_template').values(row).execute()
    return (await views(tx, [row]))[0] as Template
  })
}

/** Takes a template out of sight; it can be brought back. */
export async function removeTemplate(node: Node, actor: Person, id: Uuid): Promise<Template | Refusal> {
  return await set(node, actor, 'template-remove', id, true)
}

/** Undoes a removal. */
export async function restoreTemplate(node: Node, actor: Person, id: Uuid): Promise<Template | Refusal> {
  return await set(node, actor, 'template-restore', id, false)
}

async function set(node: Node, actor: Person, name: ActName, id: Uuid, isRemoved: boolean): Promise<Template | Refusal> {
  return await act<Template>(node, actor, name, { subject: id }, async tx => {
    const row = await tx.db.selectFrom('draft_template').selectAll().where('id', '=', id).executeTakeFirst()
    if (row === undefined || !may(actor, 'templates-write', { office: row.office })) return refuse('not-found', {})
    await tx.db
      .updateTable('draft_template')
      .set({ removed_at: isRemoved ? tx.at : null })
      .where('id', '=', id)
      .execute()
    return (await views(tx, [row]))[0] as Template
  })
}

/** What a form says of persons, cases and messages is of one case: a template holds none of it. */
function emptied({ review: _, event: __, ...fields }: DraftFields): DraftFields {
  return {
    ...fields,
    inReplyTo: null,
    caseReference: '',
    judicialAuthorisation: '',
    judicialFile: false,
    items: [],
    holdUntil: null,
    ground: null,
    matter: null,
  }
}

async function views(tx: Tx, rows: readonly Row[]): Promise<readonly Template[]> {
  const accounts = await accountsOf(
    tx,
    rows.map(row => row.made_by),
  )
  const found: Template[] = []
  for (const row of rows) {
    const text = await tx.unseal('node', `template/${row.id}`, row.sealed)
    const madeBy = accounts.get(row.made_by)
    if (text === null || madeBy === undefined) continue
    const { name, fields } = JSON.parse(text) as Kept
    found.push({ id: row.id as Uuid, office: row.office, name, messageType: fields.messageType, to: fields.to, fields, madeBy, madeAt: row.made_at })
  }
  return found
}
