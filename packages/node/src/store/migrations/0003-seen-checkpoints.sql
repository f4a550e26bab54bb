-- Why:   a partner's log that was set back, or that tells two stories, is shown by what it signed before: every signed head is kept,
--        with the hidden checkpoint of its acts log that came beside it. Two heads of one size are proof by themselves.
--        A freeze and its end may arrive in the wrong order: the later one counts, by the instant its sender gave it.
-- Locks: partner, for a moment; the table is new.
-- Undo:  drop table seen_checkpoint; alter table partner drop column frozen_there_said_at;
create table seen_checkpoint (
  node text not null references partner(node), size bigint not null, head text not null, note text not null, acts text not null,
  said_at text not null, seen_at text not null, primary key (node, size, head)
);
alter table partner add column frozen_there_said_at text;
