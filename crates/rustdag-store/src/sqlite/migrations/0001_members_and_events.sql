-- The gym leads every key, so that one gym's data lies together and can move to a shard of its own.

CREATE TABLE gyms (
  gym_id TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

INSERT INTO gyms (gym_id) VALUES ('default');

CREATE TABLE members (
  gym_id TEXT NOT NULL REFERENCES gyms (gym_id),
  member_id TEXT NOT NULL,
  profile BLOB NOT NULL,
  revision INTEGER NOT NULL,      -- rises with every change of the profile
  log_revision INTEGER NOT NULL,  -- rises with every change of the log
  created_us INTEGER NOT NULL,
  updated_us INTEGER NOT NULL,
  PRIMARY KEY (gym_id, member_id)
) STRICT, WITHOUT ROWID;

-- The primary key is the order in which a history is read; the identity of an event is the index below.
CREATE TABLE events (
  gym_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  source TEXT NOT NULL,
  event_id TEXT NOT NULL,
  body BLOB NOT NULL,             -- empty once retracted
  retracted INTEGER NOT NULL DEFAULT 0 CHECK (retracted IN (0, 1)),
  recorded_us INTEGER NOT NULL,
  PRIMARY KEY (gym_id, member_id, at_us, source, event_id),
  FOREIGN KEY (gym_id, member_id) REFERENCES members (gym_id, member_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX events_identity ON events (gym_id, source, event_id);
