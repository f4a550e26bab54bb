-- Why:   identification, notices, plans, visits and the desk: what was found by each guard, what one node owes another, the
--        shared text of a plan or a visit, who needs to know of a discreet visit, who stands in for whom. Clear columns hold ids,
--        codes, days, instants, sizes, digests and node ids only.
-- Locks: dossier, for a moment; the tables are new.
-- Undo:  drop the indexes; drop table guard_finding; drop table identification_file; drop table verification; drop table protection_judgement; drop table protected_key; drop table protected_person; drop table obligation_onward; drop table obligation; drop table draft_source; drop table remnant; drop table message_tombstone; drop table hold; drop table item_hold; drop table hold_review; alter table draft drop column hands; drop table reversible; drop table shared_text; drop table plan; drop table plan_step; drop table plan_item;
--        drop table plan_count; drop table follow_up; drop table follow_up_cell; alter table message drop column said; alter table message drop column said_at; alter table dossier drop column counted; drop table need; drop table substitution; drop table draft_template; drop table saved_filter;
--        alter table dossier drop column suspended_from; alter table dossier drop column need_to_know;
--        alter table attachment drop column content_sealed;
alter table dossier add column suspended_from text;
-- The accounts that may know of it, as a JSON list of ids; null: whoever may see dossiers at all (R57).
alter table dossier add column need_to_know text;
-- SHA-256 of a file as it was handed in: a paper that a visit hands over is named by it.
alter table attachment add column content_sealed {{bytes}};

-- The last part of a reference, which is what people say to each other; the few dossiers of a side that are open among the many that are
-- over; and messages a clock that is off holds back.
create index dossier_our_code on dossier (substr(our_reference, length(our_reference) - 4));
create index dossier_your_code on dossier (substr(your_reference, length(your_reference) - 4));
create index dossier_open on dossier (side, state, updated_at);
create index dossier_unread on dossier (unread, side);
create index message_held on message (verdict) where verdict = 'held';

-- What a home check found about a guard (R29 to R36), newest last. A finding of ART3 holds once two have signed it.
create table guard_finding (
  id text primary key, dossier_id text not null references dossier(id), guard text not null, state text not null, found_at text not null,
  by_account text not null, second_account text, second_at text, note_sealed {{bytes}}
);
create index guard_finding_dossier on guard_finding (dossier_id, guard, found_at);
-- The identification file as it is being filled in, whatever of it no message can hold yet.
create table identification_file (draft_id text primary key references draft(id), dossier_id text not null references dossier(id), sealed {{bytes}} not null);
-- What an officer of the holder found out about the person of a file, with her reason; the outcome that leaves repeats it (R25).
create table verification (
  id text primary key, dossier_id text not null references dossier(id), outcome text not null, match_id text, by_account text not null, at text not null, sealed {{bytes}} not null
);
create index verification_dossier on verification (dossier_id, at);
-- Persons under this node's own protection (R28, R32, R35), under keyed hashes of their blocking keys. Who, why and on whose word is sealed
-- under the node's key, for protection outlives the dossier it was found in.
create table protected_person (id text primary key, made_by text not null, made_at text not null, sealed {{bytes}} not null);
create table protected_key (tag text not null, person_id text not null references protected_person(id), primary key (tag, person_id));
create index protected_key_person on protected_key (person_id);
-- That the person of a file is not the one protected, in a legal adviser's word.
create table protection_judgement (
  dossier_id text not null references dossier(id), person_id text not null, by_account text not null, at text not null, sealed {{bytes}} not null, primary key (dossier_id, person_id)
);

-- Corrections, erasures and restrictions that one node owes another (machine (k)). The id is that of the notice. `course`: all that happened,
-- as JSON of codes, ids, nodes, instants and digests; the columns beside it are worked out of it. `concerned`: places and digests, null for
-- the whole message. `effect`: corrected, erased or restricted, here. `escalation`: the statement to the supervisors, signed.
create table obligation (
  id text primary key, dossier_id text not null references dossier(id), partner text not null, kind text not null, item_message text not null, concerned text,
  owner text not null, holder text not null, state text not null, ordered_at text not null, due_at text not null, changed_at text not null,
  ack text, proof text, course text not null, effect text, effect_at text, commitment text, evidence_ended_at text, escalation text, is_settled integer not null
);
create index obligation_dossier on obligation (dossier_id);
create index obligation_due on obligation (is_settled, due_at);
create index obligation_item on obligation (item_message);
create index obligation_changed on obligation (changed_at, id);
-- What was made of it and given on: the message given, to whom, and the notice about it that followed.
create table obligation_onward (
  obligation_id text not null references obligation(id), message_id text not null, node text not null, told_at text, done_at text, notice text, primary key (obligation_id, message_id)
);
create index obligation_onward_notice on obligation_onward (notice);
-- That a draft, and the message it becomes, was made of another message. Corrections follow it.
create table draft_source (draft_id text not null references draft(id), message_id text not null, primary key (draft_id, message_id));
create index draft_source_message on draft_source (message_id);
create index outbox_draft on outbox (draft_id);
-- What stays readable of a message of which something was erased: its frame, and what was not concerned. `is_bare`: the frame alone.
create table remnant (message_id text primary key references message(id), dossier_id text not null, version integer not null, is_bare integer not null, sealed {{bytes}} not null);
-- What was erased within a dossier that goes on. `is_pending`: after a restore, until the node is opened and has erased it again.
create table message_tombstone (
  id text primary key, message_id text not null, dossier_id text not null, at text not null, cause text not null, concerned text, commitment text not null, is_pending integer not null,
  unique (message_id, commitment)
);
create index message_tombstone_pending on message_tombstone (is_pending);

-- Holding periods that differ from what the sender set: shortened, reviewed. And the words of those who decided.
create table hold (message_id text primary key references message(id), dossier_id text not null, hold_until text not null, review_on text not null);
create index hold_due on hold (hold_until);
create index message_hold on message (hold_until) where body_sealed is not null;
create index message_kept on message (at) where body_sealed is not null;
-- The first day on which a statement of a message ends before the message does.
create table item_hold (message_id text primary key references message(id), dossier_id text not null, next_on text not null);
create index item_hold_due on item_hold (next_on);
create table hold_review (
  id text primary key, dossier_id text not null references dossier(id), decides text not null, until_on text, state text not null, by_account text not null, at text not null,
  second_account text, second_at text, reason_sealed {{bytes}} not null
);
create index hold_review_dossier on hold_review (dossier_id, at);
create index hold_review_state on hold_review (state, at);

-- The text both sides hold of a visit, version by version, sealed under its dossier.
create table shared_text (
  dossier_id text not null references dossier(id), kind text not null, version integer not null, digest text not null, message_id text,
  by_node text not null, sealed {{bytes}} not null, at text not null, primary key (dossier_id, kind, version)
);
-- A plan, as its steps so far have made it: names, days and digest in the clear, its words sealed. Each step, in the order in which this side
-- has them, so that one that comes back can be taken out again. Items and how they stand, for lists of what is due.
create table plan (
  dossier_id text primary key references dossier(id), partner text not null, name text not null, chain text not null, follows text,
  from_on text not null, until_on text not null, evaluation_on text not null, digest text not null, sealed {{bytes}} not null
);
create index plan_name on plan (partner, name);
create table plan_step (
  message_id text primary key, dossier_id text not null references dossier(id), place integer not null, by_node text not null, step text not null, at text not null,
  sealed {{bytes}} not null
);
create index plan_step_dossier on plan_step (dossier_id, place);
create table plan_item (
  dossier_id text not null references dossier(id), item text not null, owner text not null, due_on text not null, status text not null,
  carries_plan text, carries_item text, primary key (dossier_id, item)
);
create index plan_item_due on plan_item (status, due_on);
-- What each side counted. Counts only. Ours have no message until they leave.
create table plan_count (
  dossier_id text not null references dossier(id), by_node text not null, from_on text not null, until_on text not null, name text not null,
  counted bigint not null, said_at text not null, message_id text, primary key (dossier_id, by_node, from_on, until_on, name)
);

-- What a message says in one code: the extent of an answer, the ground of a refusal as it travels, the step of a matter.
alter table message add column said text;
-- When it was released, as it says itself: the one instant of a message that both sides hold.
alter table message add column said_at text;
-- What became of each thing asked or told, for figures: one row an exchange, of codes and instants; they outlive its content. A cell is
-- a combination of codes, so that counting adds up integers. A dossier that changed waits to be looked at again.
alter table dossier add column counted integer not null default 0;
create index dossier_uncounted on dossier (id) where counted = 0;
create table follow_up_cell (
  id {{counter}}, name text not null unique, partner text not null, side text not null, opening_type text not null, agreement text not null, clause text not null,
  urgency text not null, crime_area text, outcome text not null, ground text, timing text, judicial integer not null
);
create table follow_up (
  dossier_id text primary key references dossier(id), cell bigint not null, asked_on text not null, asked_at text not null, settled_at text not null, due_at text
);
-- Counting reads indexes alone.
create index follow_up_day on follow_up (cell, asked_on);
create index follow_up_settled on follow_up (settled_at, asked_on, cell, asked_at, due_at);
create index follow_up_cell_due on follow_up (cell, due_at);

-- The desk: who stands in for whom, templates of an office, filters a person keeps, whose hands a draft went through, what may be undone.
create table substitution (id text primary key, account_id text not null, substitute_id text not null, from_at text not null, until_at text not null, made_by text not null, made_at text not null, ended_at text);
create index substitution_now on substitution (substitute_id, from_at, until_at);
create index substitution_of on substitution (account_id, from_at, until_at);
create table draft_template (id text primary key, office text not null, message_type text not null, made_by text not null, made_at text not null, removed_at text, sealed {{bytes}} not null);
create index draft_template_office on draft_template (office);
create table saved_filter (id text primary key, account_id text not null, place text not null, made_at text not null, removed_at text, sealed {{bytes}} not null);
create index saved_filter_account on saved_filter (account_id, place);
-- Accounts that wrote in a draft beside its author, as a JSON list: none of them releases it.
alter table draft add column hands text;
-- An act that can be taken back: how its dossier's line stood before and after, as JSON of codes, ids and instants.
create table reversible (id text primary key, account_id text not null, dossier_id text not null references dossier(id), name text not null, before text not null, after text not null, at text not null, undone_at text);
create index reversible_dossier on reversible (dossier_id, at);
