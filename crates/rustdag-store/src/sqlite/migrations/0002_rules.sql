-- What a gym installed, the sets its rules ever formed, and what was changed when. Sets and installed files never change.

CREATE TABLE installed_rules (
  gym_id TEXT NOT NULL REFERENCES gyms (gym_id),
  digest TEXT NOT NULL,
  file_name TEXT NOT NULL,        -- its ending says how the rule runs
  body BLOB NOT NULL,
  installed_us INTEGER NOT NULL,
  PRIMARY KEY (gym_id, digest)
) STRICT;

CREATE TABLE rule_sets (
  gym_id TEXT NOT NULL REFERENCES gyms (gym_id),
  set_id TEXT NOT NULL,
  body BLOB NOT NULL,
  created_us INTEGER NOT NULL,
  PRIMARY KEY (gym_id, set_id)
) STRICT;

CREATE TABLE rule_changes (
  gym_id TEXT NOT NULL,
  number INTEGER NOT NULL,        -- from 1, without gaps
  set_id TEXT NOT NULL,
  returns_to INTEGER,             -- the change that going back leads to
  action INTEGER NOT NULL,
  requested_by TEXT NOT NULL,
  changed_us INTEGER NOT NULL,
  PRIMARY KEY (gym_id, number),
  FOREIGN KEY (gym_id, set_id) REFERENCES rule_sets (gym_id, set_id)
) STRICT, WITHOUT ROWID;
