-- Why:   the record of transfers out of the Union (LED 37(3), 38(3); rule R20) outlives the content it tells of: basis, purpose, kinds of
--        data, assurances and the releasing officer's service number stand beside the message, as JSON of codes; `none`: no such basis was
--        needed. Null: sent before this, and written when its dossier is erased. Nothing of whose data they were.
-- Locks: message, for a moment; what is stored stays as it is.
-- Undo:  alter table message drop column transfer;
alter table message add column transfer text;
