-- What happened to the orders, as far as it has happened by the last day.
INSERT INTO events SELECT day, time, 'placed', id FROM orders;
INSERT INTO events
    SELECT date(day, '+1 day'), printf('%02d:%02d', 8 + id % 9, id * 7 % 60), 'shipped', id
    FROM orders
    WHERE status IN ('shipped', 'refunded') AND day < (SELECT max(day) FROM orders);
INSERT INTO events
    SELECT date(day, '+3 days'), printf('%02d:%02d', 9 + id % 8, id * 11 % 60), 'refunded', id
    FROM orders
    WHERE status = 'refunded' AND day <= (SELECT date(max(day), '-3 days') FROM orders);
ANALYZE;
