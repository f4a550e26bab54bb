-- Why:   when the node last stopped traffic with a partner whose log told two stories: what was seen before that was looked into by whoever
--        ended it, and contradicts nothing any more. Looked for among all acts it cost more, with each message, than the message.
-- Locks: partner, for a moment.
-- Undo:  alter table partner drop column stopped_at;
alter table partner add column stopped_at text;
update partner set stopped_at = (select max(act.at) from act where act.name = 'freeze-partner' and act.code = 'log-forked' and act.subject = partner.node);
