-- Why:   what another state of the Union gave left without its consent, for an immediate and serious threat: that state is told at once, and
--        until an officer says it was done it is owed (LED 35(2); rule R21). One row a message and authority. The clear columns hold ids,
--        instants and the code of the state; which authority, and how it was told, is sealed under the dossier.
-- Locks: nothing; the table is new.
-- Undo:  drop table origin_notice;
create table origin_notice (
  id text primary key, dossier_id text not null references dossier(id), message_id text not null references message(id), state text not null, places text not null,
  since text not null, authority_sealed {{bytes}} not null, told_at text, told_by text, note_sealed {{bytes}}
);
create index origin_notice_dossier on origin_notice (dossier_id);
create index origin_notice_open on origin_notice (since) where told_at is null;
