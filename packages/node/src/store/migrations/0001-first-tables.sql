-- Why:   the first shape of a node: people, partners, agreements, dossiers, drafts, messages, outbox, logs.
--        Clear columns hold ids, codes, instants, sizes, digests and node ids only; all that a person wrote is sealed
--        (column names ending in _sealed) under the dossier's key or, where there is no dossier, under the node's.
-- Locks: none, the tables are new.
-- Undo:  drop the tables.

create table node_fact (name text primary key, value text not null);

create table kek (id text primary key, wrapped {{bytes}} not null, made_at text not null);
create table dossier_key (dossier_id text primary key, kek_id text not null, wrapped {{bytes}} not null);

-- People. Roles hold only once granted; the four strong ones take two.
create table account (
  id text primary key, service_number text not null unique, office text not null, state text not null, language text not null,
  password_hash text, totp_sealed {{bytes}}, totp_last_step bigint, enrolment_hash text, enrolment_until text,
  failures integer not null, locked_until text, created_at text not null, created_by text
);
create table account_role (account_id text not null references account(id), role text not null, granted_at text not null, granted_by text, primary key (account_id, role));
create table role_grant (
  id text primary key, account_id text not null references account(id), role text not null, asked_by text not null, asked_at text not null,
  state text not null, decided_by text, decided_at text
);
create table session (
  id_hash text primary key, account_id text not null references account(id), csrf text not null, made_at text not null,
  expires_at text not null, seen_at text not null, fingerprint text not null
);

-- Partners and keys.
create table partner (
  node text primary key, card text not null, card_digest text not null, pairing text not null, confirmed_by text, frozen_at text, frozen_there_at text, frozen_by text,
  line text not null, line_since text, last_contact_at text, clock_skew_ms bigint,
  seen_size bigint, seen_head text, seen_at text, our_size_there bigint, our_head_there text, our_seen_there_at text
);
create table partner_key (node text not null references partner(node), key_id text not null, kind text not null, public text not null, from_at text not null, until_at text, primary key (node, key_id, kind));
create table recipient_key (key_id text primary key, seed_sealed {{bytes}}, public text not null, from_at text not null, until_at text not null, erased_at text);

-- Agreements: the text both hold, who signed it, whether it is switched on between here and a partner.
create table agreement (hash text primary key, agreement_id text not null, version integer not null, text text not null, received_at text not null);
create table agreement_signature (hash text not null references agreement(hash), node text not null, partner text not null, key_id text not null, signature text not null, signed_at text not null, primary key (hash, node, partner));
-- What happened to a text between here and a partner: activated, suspended, resumed, by which side. Never rewritten.
create table agreement_event (id text primary key, hash text not null references agreement(hash), partner text not null, node text not null, kind text not null, at text not null, by_account text);
create index agreement_event_hash on agreement_event (hash, partner);

-- Dossiers. `id` never travels; `thread_id` is the first message's id and does.
create table dossier (
  id text primary key, thread_id text unique, partner text, side text not null, opening_type text not null, last_type text, state text not null,
  our_reference text not null unique, your_reference text, agreement_hash text, clause text, purpose text, crime_area text, urgency text not null,
  office text not null, assigned_to text, unread integer not null,
  clock text, due_at text, accept_by text,
  hold_until text, created_at text not null, updated_at text not null
);
create index dossier_updated on dossier (updated_at, id);
create index dossier_due on dossier (state, due_at);
create index dossier_partner on dossier (partner, updated_at);
create table opening (dossier_id text not null references dossier(id), account_id text not null, on_day text not null, reason_sealed {{bytes}} not null, at text not null, primary key (dossier_id, account_id, on_day));

create table draft (
  id text primary key, dossier_id text not null references dossier(id), version integer not null, state text not null, author text not null,
  message_type text not null, partner text, in_reply_to text, fields_sealed {{bytes}} not null,
  returned_sealed {{bytes}}, returned_code text, submitted_at text, created_at text not null, updated_at text not null
);
create index draft_state on draft (state, updated_at);
create index draft_dossier on draft (dossier_id);

-- Messages that crossed, or are about to. The body is sealed again at rest, under the dossier's key.
create table message (
  id text primary key, dossier_id text references dossier(id), direction text not null, partner text not null, kind text not null, message_type text,
  agreement_hash text, clause text, in_reply_to text, body_digest text not null, body_sealed {{bytes}}, at text not null, created_at text not null, expires_at text not null,
  verdict text, code text, inner_code text, receipt text, receipt_at text, hold_until text
);
create index message_dossier on message (dossier_id, at);
create index message_agreement on message (agreement_hash, at);

create table outbox (
  message_id text primary key references message(id), partner text not null, draft_id text, state text not null, not_before text not null, next_try_at text not null,
  tries integer not null, reason text, envelope {{bytes}} not null, recipient_key text not null, released_at text not null, delivered_at text, claimed_until text, before text not null
);
create index outbox_due on outbox (state, next_try_at);

create table attachment (
  id text primary key, dossier_id text not null references dossier(id), draft_id text, message_id text, name_sealed {{bytes}} not null, media_type text not null,
  bytes bigint not null, sealed_bytes bigint not null, digest text not null, key_sealed {{bytes}} not null, chunks integer not null, state text not null, made_at text not null
);
create table attachment_chunk (attachment_id text not null, position integer not null, sealed {{bytes}} not null, primary key (attachment_id, position));
-- Chunks a partner pushed before its envelope names them; dropped after 24 h unclaimed.
create table incoming_attachment (id text primary key, partner text not null, sealed_bytes bigint not null, chunks integer not null, got integer not null, first_at text not null, claimed_by text);
create table incoming_chunk (attachment_id text not null, position integer not null, sealed {{bytes}} not null, primary key (attachment_id, position));

-- The acts of this node: one line an act, done or refused. Written by act() alone.
create table act (
  id text primary key, at text not null, name text not null, actor text, dossier_id text, subject text, outcome text not null, code text, reason_sealed {{bytes}}, log text, position bigint
);
create index act_at on act (at, id);
create index act_dossier on act (dossier_id, at);

-- The logs. A leaf waits (position null) until the sequencer gives it a place and a signed checkpoint covers it.
create table leaf (
  id text primary key, log text not null, position bigint, leaf {{bytes}} not null, facts text not null, salt_a {{bytes}} not null,
  subject_sealed {{bytes}}, salt_b_sealed {{bytes}}, dossier_id text, message_id text, made_at text not null
);
create unique index leaf_place on leaf (log, position);
create index leaf_message on leaf (message_id);
create table checkpoint (log text not null, size bigint not null, head text not null, note text not null, at text not null, primary key (log, size));

-- Things to be done at a time.
create table due (id text primary key, kind text not null, subject text not null, at text not null, claimed_until text);
create index due_at on due (at);

create table tombstone (dossier_id text primary key, at text not null, commitment text not null);
