-- Why:   what is sealed or signed does not shrink, and PostgreSQL tried to squeeze it at each write: measured, two thirds of what writing
--        an envelope cost. SQLite squeezes nothing.
-- Locks: the tables, for a moment; what is stored stays as it is.
-- Undo:  alter table ... alter column ... set storage extended;
{{on-postgres}}
alter table outbox alter column envelope set storage external;
alter table message alter column body_sealed set storage external;
alter table message alter column receipt set storage external;
alter table draft alter column fields_sealed set storage external;
alter table attachment_chunk alter column sealed set storage external;
alter table incoming_chunk alter column sealed set storage external;
{{on-both}}
