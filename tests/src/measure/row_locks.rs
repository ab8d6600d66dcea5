//! How a shop is usually written for PostgreSQL: one stored procedure places an order, another one takes its payment, each
//! in a transaction of its own that locks the rows that it changes. The same row changes as an order of the engine, without
//! its authorisation, its prices by rules and its checks; driven by the server's own `pgbench`, so that no client of ours
//! stands in its way.

use std::fs;
use std::time::Duration;

use linli_postgres::testing::Cluster;

use super::Result;

/// Plain tables with the keys and indexes that such a shop needs.
const TABLES: &str = "
CREATE SCHEMA rows;
CREATE TABLE rows.sku (id int PRIMARY KEY, merchant int NOT NULL, price bigint NOT NULL);
CREATE TABLE rows.stock (sku int PRIMARY KEY, available bigint NOT NULL CHECK (available >= 0),
    reserved bigint NOT NULL, sold bigint NOT NULL);
CREATE TABLE rows.station_day (station int, day date, orders int NOT NULL, PRIMARY KEY (station, day));
CREATE TABLE rows.log (id uuid PRIMARY KEY, at timestamptz NOT NULL, actor int NOT NULL, name text NOT NULL, answer bigint,
    events json NOT NULL);
CREATE TABLE rows.trade (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, member int NOT NULL, total bigint NOT NULL,
    state text NOT NULL, due_at timestamptz NOT NULL);
CREATE INDEX ON rows.trade (due_at) WHERE state = 'pending';
CREATE TABLE rows.orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, trade bigint NOT NULL, member int NOT NULL,
    merchant int NOT NULL, station int NOT NULL, day date, pickup int, state text NOT NULL, total bigint NOT NULL,
    placed_at timestamptz NOT NULL, body json NOT NULL);
CREATE INDEX ON rows.orders (trade);
CREATE INDEX ON rows.orders (member, placed_at);
CREATE INDEX ON rows.orders (merchant, placed_at);
CREATE INDEX ON rows.orders (station, day, pickup);
CREATE TABLE rows.line (orders bigint, place int, sku int NOT NULL, quantity int NOT NULL, price bigint NOT NULL,
    cash bigint NOT NULL, PRIMARY KEY (orders, place));
CREATE TABLE rows.payment (number text PRIMARY KEY, trade bigint NOT NULL, amount bigint NOT NULL, at timestamptz NOT NULL,
    evidence text NOT NULL);
CREATE TABLE rows.posting (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, orders bigint NOT NULL,
    at timestamptz NOT NULL);
CREATE TABLE rows.entry (posting bigint, place int, account text NOT NULL, amount bigint NOT NULL,
    PRIMARY KEY (posting, place));
INSERT INTO rows.sku SELECT n, n % 5, 490 + 10 * n FROM generate_series(0, 199) n;
INSERT INTO rows.stock SELECT n, 1000000000, 0, 0 FROM generate_series(0, 199) n;
INSERT INTO rows.station_day SELECT n, current_date + 1, 0 FROM generate_series(0, 15) n;

CREATE FUNCTION rows.place(command uuid, buyer int, wanted int, units int, at_station int) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    s rows.sku; t bigint; o bigint; total bigint;
BEGIN
    SELECT * INTO STRICT s FROM rows.sku WHERE id = wanted;
    total := s.price * units;
    UPDATE rows.stock SET available = available - units, reserved = reserved + units
        WHERE sku = wanted AND available >= units;
    IF NOT FOUND THEN RAISE 'out of stock'; END IF;
    INSERT INTO rows.trade (member, total, state, due_at)
        VALUES (buyer, total, 'pending', now() + interval '30 minutes') RETURNING id INTO t;
    INSERT INTO rows.orders (trade, member, merchant, station, state, total, placed_at, body)
        VALUES (t, buyer, s.merchant, at_station, 'pending', total, now(),
            json_build_object('address', repeat('x', 200), 'name', 'order of a resident')) RETURNING id INTO o;
    INSERT INTO rows.line VALUES (o, 0, wanted, units, s.price, total);
    INSERT INTO rows.log VALUES (command, now(), buyer, 'place_order', t,
        json_build_array(json_build_object('event', 'order_placed', 'order', o, 'total', total)));
    RETURN t;
END $$;

CREATE FUNCTION rows.pay(command uuid, paid bigint, number text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    t rows.trade; o rows.orders; l rows.line; p bigint; n int; d date := current_date + 1;
BEGIN
    SELECT * INTO STRICT t FROM rows.trade WHERE id = paid FOR UPDATE;
    IF t.state <> 'pending' THEN RAISE 'wrong state'; END IF;
    INSERT INTO rows.payment VALUES (number, paid, t.total, now(), repeat('e', 64));
    UPDATE rows.trade SET state = 'paid' WHERE id = paid;
    FOR o IN SELECT * FROM rows.orders WHERE trade = paid ORDER BY id LOOP
        UPDATE rows.station_day SET orders = orders + 1 WHERE station = o.station AND day = d RETURNING orders INTO n;
        UPDATE rows.orders SET state = 'paid', day = d, pickup = n WHERE id = o.id;
        FOR l IN SELECT * FROM rows.line WHERE line.orders = o.id ORDER BY sku LOOP
            UPDATE rows.stock SET reserved = reserved - l.quantity, sold = sold + l.quantity WHERE sku = l.sku;
        END LOOP;
        INSERT INTO rows.posting (orders, at) VALUES (o.id, now()) RETURNING id INTO p;
        INSERT INTO rows.entry VALUES (p, 0, 'channel', t.total), (p, 1, 'merchant', -t.total * 85 / 100),
            (p, 2, 'leader', -t.total * 10 / 100), (p, 3, 'platform', 0);
    END LOOP;
    INSERT INTO rows.log VALUES (command, now(), 0, 'report_payment', paid,
        json_build_array(json_build_object('event', 'trade_paid', 'trade', paid)));
    RETURN paid;
END $$;";

/// Makes tables and procedures.
pub(super) fn build(cluster: &Cluster) -> Result<()> {
    cluster.sql(TABLES)?;
    Ok(())
}

/// Orders placed and paid per second by so many callers, all of the same SKU or of all.
pub(super) fn orders(
    cluster: &Cluster,
    callers: usize,
    skus: usize,
    time: Duration,
) -> Result<f64> {
    let script = format!(
        "\\set member random(0, 2047)\n\
         \\set sku random(0, {})\n\
         \\set station random(0, 15)\n\
         SELECT rows.place(gen_random_uuid(), :member, :sku, 1, :station) AS trade \\gset\n\
         SELECT rows.pay(gen_random_uuid(), :trade, '4200' || :trade);\n",
        skus - 1
    );
    bench(cluster, &script, callers, time)
}

/// Single rows inserted per second, each in a transaction of its own.
pub(super) fn inserts(cluster: &Cluster, callers: usize, time: Duration) -> Result<f64> {
    cluster
        .sql("CREATE TABLE IF NOT EXISTS plain (id uuid PRIMARY KEY, at timestamptz, body text)")?;
    let script = "INSERT INTO plain VALUES (gen_random_uuid(), now(), repeat('x', 200));\n";
    bench(cluster, script, callers, time)
}

/// Runs a script of `pgbench`; how often per second.
fn bench(cluster: &Cluster, script: &str, callers: usize, time: Duration) -> Result<f64> {
    let file = cluster.directory().join("script.sql");
    fs::write(&file, script)?;
    let (file, callers) = (file.to_string_lossy().into_owned(), callers.to_string());
    let seconds = time.as_secs().max(1).to_string();
    let url = cluster.url();
    let made = cluster.run(
        "pgbench",
        &[
            "-n", "-M", "prepared", "-j", "2", "-c", &callers, "-T", &seconds, "-f", &file, &url,
        ],
    )?;
    let text = String::from_utf8_lossy(&made.stdout);
    let rate = text.lines().find_map(|line| {
        let rest = line.strip_prefix("tps = ")?;
        rest.split(' ').next()?.parse().ok()
    });
    rate.ok_or_else(|| format!("pgbench: {text}{}", String::from_utf8_lossy(&made.stderr)).into())
}
