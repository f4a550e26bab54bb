-- Why:   the sequencer asks, many times a second, which leaves of any log wait for a place; without this it reads every leaf ever written.
-- Locks: leaf, while the index is built.
-- Undo:  drop index leaf_waiting;
create index leaf_waiting on leaf (id) where position is null;
