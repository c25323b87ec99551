CREATE TABLE products (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    category TEXT NOT NULL,
    price    INTEGER NOT NULL, -- cents
    stock    INTEGER NOT NULL
);
CREATE TABLE customers (
    id     INTEGER PRIMARY KEY,
    name   TEXT NOT NULL,
    city   TEXT NOT NULL,
    region TEXT NOT NULL,
    since  TEXT NOT NULL -- 2026-03-07
);
CREATE TABLE orders (
    id          INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers,
    day         TEXT NOT NULL, -- 2026-03-07
    time        TEXT NOT NULL, -- 14:05
    status      TEXT NOT NULL, -- placed, packed, shipped, refunded
    total       INTEGER NOT NULL -- cents
);
CREATE TABLE order_lines (
    order_id   INTEGER NOT NULL REFERENCES orders,
    product_id INTEGER NOT NULL REFERENCES products,
    quantity   INTEGER NOT NULL,
    price      INTEGER NOT NULL -- cents, of one, on the day of the order
);
CREATE TABLE events (
    day      TEXT NOT NULL,
    time     TEXT NOT NULL,
    kind     TEXT NOT NULL, -- placed, shipped, refunded
    order_id INTEGER NOT NULL REFERENCES orders
);
CREATE INDEX orders_by_day ON orders (day, status, total);
CREATE INDEX orders_by_customer ON orders (customer_id, day);
CREATE INDEX lines_by_order ON order_lines (order_id);
CREATE INDEX lines_by_product ON order_lines (product_id);
CREATE INDEX events_by_time ON events (day, time);
CREATE INDEX events_by_order ON events (order_id);
