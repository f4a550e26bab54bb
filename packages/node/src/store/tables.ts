import type { Generated } from 'kysely'

/** The tables of migrations/, as the query builder sees them. Clear columns hold ids, codes, instants, sizes, digests and node ids only. */
export type Tables = {
  node_fact: { name: string; value: string }
  kek: { id: string; wrapped: Uint8Array; made_at: string }
  dossier_key: { dossier_id: string; kek_id: string; wrapped: Uint8Array }
  account: {
    id: string
    service_number: string
    office: string
    state: 'enrolling' | 'active' | 'closed'
    language: string
    password_hash: string | null
    totp_sealed: Uint8Array | null
    totp_last_step: number | null
    enrolment_hash: string | null
    enrolment_until: string | null
    failures: number
    locked_until: string | null
    created_at: string
    created_by: string | null
  }
  account_role: { account_id: string; role: string; granted_at: string; granted_by: string | null }
  role_grant: {
    id: string
    account_id: string
    role: string
    asked_by: string
    asked_at: string
    state: 'waiting' | 'granted' | 'refused'
    decided_by: string | null
    decided_at: string | null
  }
  session: { id_hash: string; account_id: string; csrf: string; made_at: string; expires_at: string; seen_at: string; fingerprint: string }
  partner: {
    node: string
    card: string
    card_digest: string
    pairing: 'card-received' | 'confirmed'
    confirmed_by: string | null
    frozen_at: string | null
    frozen_there_at: string | null
    frozen_by: string | null
    line: 'up' | 'down' | 'unknown'
    line_since: string | null
    last_contact_at: string | null
    clock_skew_ms: number | null
    seen_size: number | null
    seen_head: string | null
    seen_at: string | null
    our_size_there: number | null
    our_head_there: string | null
    our_seen_there_at: string | null
    frozen_there_said_at: string | null
    stopped_at: string | null
  }
  seen_checkpoint: { node: string; size: number; head: string; note: string; acts: string; said_at: string; seen_at: string }
  partner_key: { node: string; key_id: string; kind: string; public: string; from_at: string; until_at: string | null }
  recipient_key: { key_id: string; seed_sealed: Uint8Array | null; public: string; from_at: string; until_at: string; erased_at: string | null }
  agreement: { hash: string; agreement_id: string; version: number; text: string; received_at: string }
  agreement_signature: { hash: string; node: string; partner: string; key_id: string; signature: string; signed_at: string }
  agreement_event: {
    id: string
    hash: string
    partner: string
    node: string
    kind: 'activated' | 'suspended' | 'resumed'
    at: string
    by_account: string | null
  }
  dossier: {
    id: string
    thread_id: string | null
    partner: string | null
    side: 'asker' | 'holder'
    opening_type: string
    last_type: string | null
    state: string
    our_reference: string
    your_reference: string | null
    agreement_hash: string | null
    clause: string | null
    purpose: string | null
    crime_area: string | null
    urgency: string
    office: string
    assigned_to: string | null
    unread: number
    clock: string | null
    due_at: string | null
    accept_by: string | null
    hold_until: string | null
    created_at: string
    updated_at: string
    suspended_from: string | null
    need_to_know: string | null
    counted: Generated<number>
  }
  guard_finding: {
    id: string
    dossier_id: string
    guard: string
    state: 'green' | 'red' | 'open'
    found_at: string
    by_account: string
    second_account: string | null
    second_at: string | null
    note_sealed: Uint8Array | null
  }
  identification_file: { draft_id: string; dossier_id: string; sealed: Uint8Array }
  verification: { id: string; dossier_id: string; outcome: string; match_id: string | null; by_account: string; at: string; sealed: Uint8Array }
  protected_person: { id: string; made_by: string; made_at: string; sealed: Uint8Array }
  protected_key: { tag: string; person_id: string }
  protection_judgement: { dossier_id: string; person_id: string; by_account: string; at: string; sealed: Uint8Array }
  obligation: {
    id: string
    dossier_id: string
    partner: string
    kind: string
    item_message: string
    concerned: string | null
    owner: string
    holder: string
    state: string
    ordered_at: string
    due_at: string
    changed_at: string
    ack: string | null
    proof: string | null
    course: string
    effect: 'corrected' | 'erased' | 'restricted' | null
    effect_at: string | null
    commitment: string | null
    evidence_ended_at: string | null
    escalation: string | null
    is_settled: number
  }
  obligation_onward: { obligation_id: string; message_id: string; node: string; told_at: string | null; done_at: string | null; notice: string | null }
  draft_source: { draft_id: string; message_id: string }
  remnant: { message_id: string; dossier_id: string; version: number; is_bare: number; sealed: Uint8Array }
  message_tombstone: {
    id: string
    message_id: string
    dossier_id: string
    at: string
    cause: string
    concerned: string | null
    commitment: string
    is_pending: number
  }
  origin_notice: {
    id: string
    dossier_id: string
    message_id: string
    state: string
    places: string
    since: string
    authority_sealed: Uint8Array
    told_at: string | null
    told_by: string | null
    note_sealed: Uint8Array | null
  }
  hold: { message_id: string; dossier_id: string; hold_until: string; review_on: string }
  item_hold: { message_id: string; dossier_id: string; next_on: string }
  hold_review: {
    id: string
    dossier_id: string
    decides: 'keep' | 'shorten' | 'erase'
    until_on: string | null
    state: 'waiting' | 'decided' | 'withdrawn'
    by_account: string
    at: string
    second_account: string | null
    second_at: string | null
    reason_sealed: Uint8Array
  }
  shared_text: {
    dossier_id: string
    kind: string
    version: number
    digest: string
    message_id: string | null
    by_node: string
    sealed: Uint8Array
    at: string
  }
  plan: {
    dossier_id: string
    partner: string
    name: string
    chain: string
    follows: string | null
    from_on: string
    until_on: string
    evaluation_on: string
    digest: string
    sealed: Uint8Array
  }
  plan_step: { message_id: string; dossier_id: string; place: number; by_node: string; step: string; at: string; sealed: Uint8Array }
  plan_item: {
    dossier_id: string
    item: string
    owner: string
    due_on: string
    status: string
    carries_plan: string | null
    carries_item: string | null
  }
  plan_count: {
    dossier_id: string
    by_node: string
    from_on: string
    until_on: string
    name: string
    counted: number
    said_at: string
    message_id: string | null
  }
  follow_up_cell: {
    id: Generated<number>
    name: string
    partner: string
    side: 'asker' | 'holder'
    opening_type: string
    agreement: string
    clause: string
    urgency: string
    crime_area: string | null
    outcome: string
    ground: string | null
    timing: string | null
    judicial: number
  }
  follow_up: { dossier_id: string; cell: number; asked_on: string; asked_at: string; settled_at: string; due_at: string | null }
  substitution: {
    id: string
    account_id: string
    substitute_id: string
    from_at: string
    until_at: string
    made_by: string
    made_at: string
    ended_at: string | null
  }
  draft_template: { id: string; office: string; message_type: string; made_by: string; made_at: string; removed_at: string | null; sealed: Uint8Array }
  saved_filter: { id: string; account_id: string; place: string; made_at: string; removed_at: string | null; sealed: Uint8Array }
  reversible: {
    id: string
    account_id: string
    dossier_id: string
    name: string
    before: string
    after: string
    at: string
    undone_at: string | null
  }
  opening: { dossier_id: string; account_id: string; on_day: string; reason_sealed: Uint8Array; at: string }
  draft: {
    id: string
    dossier_id: string
    version: number
    state: 'editing' | 'waiting-release' | 'returned' | 'released' | 'discarded'
    author: string
    message_type: string
    partner: string | null
    in_reply_to: string | null
    fields_sealed: Uint8Array
    returned_sealed: Uint8Array | null
    returned_code: string | null
    submitted_at: string | null
    created_at: string
    updated_at: string
    hands: string | null
  }
  message: {
    id: string
    dossier_id: string | null
    direction: 'in' | 'out'
    partner: string
    kind: string
    message_type: string | null
    agreement_hash: string | null
    clause: string | null
    in_reply_to: string | null
    body_digest: string
    body_sealed: Uint8Array | null
    at: string
    created_at: string
    expires_at: string
    verdict: 'admitted' | 'refused' | 'held' | null
    code: string | null
    inner_code: string | null
    receipt: string | null
    receipt_at: string | null
    hold_until: string | null
    said: Generated<string | null>
    said_at: Generated<string | null>
    transfer: Generated<string | null>
  }
  outbox: {
    message_id: string
    partner: string
    draft_id: string | null
    state: 'waiting' | 'stuck' | 'held-by-partner' | 'delivered' | 'refused' | 'stopped' | 'expired'
    not_before: string
    next_try_at: string
    tries: number
    reason: string | null
    envelope: Uint8Array
    recipient_key: string
    released_at: string
    delivered_at: string | null
    claimed_until: string | null
    /** Where the thread stood before this message, to put it back if it never leaves. */
    before: string
  }
  attachment: {
    id: string
    dossier_id: string
    draft_id: string | null
    message_id: string | null
    name_sealed: Uint8Array
    media_type: string
    bytes: number
    sealed_bytes: number
    digest: string
    key_sealed: Uint8Array
    content_sealed: Uint8Array | null
    chunks: number
    state: 'writing' | 'ready' | 'pushed'
    made_at: string
  }
  attachment_chunk: { attachment_id: string; position: number; sealed: Uint8Array }
  incoming_attachment: { id: string; partner: string; sealed_bytes: number; chunks: number; got: number; first_at: string; claimed_by: string | null }
  incoming_chunk: { attachment_id: string; position: number; sealed: Uint8Array }
  act: {
    id: string
    at: string
    name: string
    actor: string | null
    dossier_id: string | null
    subject: string | null
    outcome: 'done' | 'refused'
    code: string | null
    reason_sealed: Uint8Array | null
    log: string | null
    position: number | null
  }
  leaf: {
    id: string
    log: string
    position: number | null
    leaf: Uint8Array
    facts: string
    salt_a: Uint8Array
    subject_sealed: Uint8Array | null
    salt_b_sealed: Uint8Array | null
    dossier_id: string | null
    message_id: string | null
    made_at: string
  }
  checkpoint: { log: string; size: number; head: string; note: string; at: string }
  due: { id: string; kind: string; subject: string; at: string; claimed_until: string | null }
  tombstone: { dossier_id: string; at: string; commitment: string }
  match: {
    id: string
    dossier_id: string
    /** A keyed hash of dossier and record: the same record found again is the same candidate; across dossiers it tells nothing. */
    record_tag: string
    sealed: Uint8Array
    decision_sealed: Uint8Array | null
    found_at: string
  }
  match_check: { message_id: string; dossier_id: string; at: string }
}
