-- Why:   candidates from one's own holdings are kept under the dossier they were found for, with what a person decided of each; and
--        which incoming messages the node has checked against its holdings. Whom they name, how well and what was decided is sealed.
-- Locks: message, while the index is built.
-- Undo:  drop table match; drop table match_check; drop index message_at;
create table match (
  id text primary key, dossier_id text not null references dossier(id), record_tag text not null, sealed {{bytes}} not null, decision_sealed {{bytes}},
  found_at text not null, unique (dossier_id, record_tag)
);
create table match_check (message_id text primary key references message(id), dossier_id text not null, at text not null);
create index match_check_dossier on match_check (dossier_id);
create index message_at on message (at);
