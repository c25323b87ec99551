CREATE TABLE people (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    town TEXT NOT NULL
);
CREATE TABLE photos (
    id      INTEGER PRIMARY KEY, -- the higher, the newer
    title   TEXT NOT NULL,
    subject TEXT NOT NULL,       -- mountains, sea, city, forest, desert, night
    shape   TEXT NOT NULL,       -- wide, square, tall
    person  INTEGER NOT NULL REFERENCES people,
    place   TEXT NOT NULL,
    taken   TEXT NOT NULL,       -- May 2025
    seen    TEXT NOT NULL,       -- what can be seen, for those who cannot see it
    likes   INTEGER NOT NULL
);
CREATE INDEX photos_by_subject ON photos (subject);
CREATE INDEX photos_by_person ON photos (person);
