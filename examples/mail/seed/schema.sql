CREATE TABLE users (
    login   TEXT PRIMARY KEY,
    name    TEXT NOT NULL,
    address TEXT NOT NULL UNIQUE
);
CREATE TABLE messages (
    id      INTEGER PRIMARY KEY,
    owner   TEXT NOT NULL REFERENCES users,
    folder  TEXT NOT NULL, -- inbox, sent, drafts, archive, trash
    unread  INTEGER NOT NULL,
    name    TEXT NOT NULL, -- of whom it is from
    address TEXT NOT NULL,
    to_all  TEXT NOT NULL,
    subject TEXT NOT NULL,
    body    TEXT NOT NULL,
    at      TEXT NOT NULL  -- 2026-05-12 09:14
);
CREATE INDEX messages_by_folder ON messages (owner, folder, at);
