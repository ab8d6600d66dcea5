//! The CSV layout of product imports: from bytes to checked lines. Pure. RULES §3.
//!
//! One line is one SKU. No field holds a line break, so a quote that is not closed spoils its own line and no other, and
//! line numbers are those that an editor shows.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use csv::StringRecord;
use serde::{Deserialize, Serialize};

use super::details::{check_barcode, check_prices};
use super::records::{Fulfilment, Product, ProductFlags, ProductKind, Sku, Stock};
use crate::kernel::{Currency, Error, LevelId, Money, Points, Result, Text};
use crate::merchant::rules::check_code;

/// The columns, in this order; the file's first line names them.
pub const COLUMNS: [&str; 17] = [
    "merchant",
    "product_code",
    "product_name",
    "category",
    "kind",
    "spec",
    "sku_code",
    "price",
    "list_price",
    "supply_price",
    "weight_grams",
    "barcode",
    "stock",
    "fulfilment",
    "supplier",
    "flags",
    "parts",
];

/// A further column that a file may have behind the others: `level=price;…`. A file without it leaves member prices as they are.
pub const MEMBER_PRICES: &str = "member_prices";

/// A further column that a file may have behind the others: how many points one costs besides its price, for points goods, whose
/// kind is `points_goods`; empty for everything else. A file without it brings no new points goods and leaves their points as they are.
pub const POINTS_PRICE: &str = "points_price";

/// A CSV file as text: UTF-8, at most 16 MiB, a byte order mark at its start is dropped.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CsvFile(String);

impl CsvFile {
    /// Longest file.
    pub const MAX_BYTES: usize = 16 * 1024 * 1024;
    /// Most lines behind the header.
    pub const MAX_LINES: usize = 20_000;

    /// Takes text. Errors: `limit_exceeded`.
    pub fn new(text: impl Into<String>) -> Result<Self> {
        let mut text = text.into();
        if text.len() > Self::MAX_BYTES {
            return Err(Error::Limit {
                field: "csv.bytes".into(),
                limit: Self::MAX_BYTES as u64,
            });
        }
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Ok(Self(text))
    }

    /// Takes the bytes of a file. Errors: `limit_exceeded`, `invalid_field` naming the line where it is not UTF-8.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        if bytes.len() > Self::MAX_BYTES {
            return Err(Error::Limit {
                field: "csv.bytes".into(),
                limit: Self::MAX_BYTES as u64,
            });
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = before.split(|byte| *byte == b'\n').count();
            Error::invalid("csv", format!("line {line} is not UTF-8"))
        })?;
        Self::new(text)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for CsvFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CsvFile({} bytes)", self.0.len())
    }
}

impl TryFrom<String> for CsvFile {
    type Error = Error;
    fn try_from(text: String) -> Result<Self> {
        Self::new(text)
    }
}

impl From<CsvFile> for String {
    fn from(file: CsvFile) -> Self {
        file.0
    }
}

/// What is wrong with a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Fault {
    /// The column; `None`: the line as a whole.
    pub(super) column: Option<&'static str>,
    pub(super) reason: String,
}

impl Fault {
    pub(super) fn at(column: &'static str, reason: impl Into<String>) -> Self {
        Self {
            column: Some(column),
            reason: reason.into(),
        }
    }

    /// A fault of a column from an error about a field; only the reason is of interest.
    pub(super) fn from_error(column: &'static str, error: Error) -> Self {
        let reason = match error {
            Error::Invalid { reason, .. } => reason.into_owned(),
            Error::Overflow { .. } => "the amount is too large".to_owned(),
            Error::Limit { limit, .. } => format!("at most {limit} are allowed"),
            other => other.to_string(),
        };
        Self::at(column, reason)
    }
}

/// A line whose fields are what they must be. Whether the codes are known is another question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Line {
    pub(super) number: u32,
    pub(super) merchant: String,
    pub(super) product_code: Text<40>,
    pub(super) name: Text<120>,
    pub(super) category: String,
    pub(super) kind: ProductKind,
    /// Axis and option.
    pub(super) spec: Vec<(Text<20>, Text<40>)>,
    pub(super) sku_code: Text<40>,
    pub(super) price: Money,
    pub(super) list_price: Option<Money>,
    pub(super) supply_price: Option<Money>,
    pub(super) weight_grams: Option<u32>,
    pub(super) barcode: Option<Text<40>>,
    pub(super) stock: Option<i64>,
    pub(super) fulfilment: BTreeSet<Fulfilment>,
    pub(super) supplier: Option<String>,
    pub(super) flags: ProductFlags,
    /// SKU code and quantity.
    pub(super) parts: Vec<(Text<40>, u32)>,
    /// Per level; `None`: the file does not say.
    pub(super) member_prices: Option<BTreeMap<LevelId, Money>>,
    /// `None`: the file does not say.
    pub(super) points_price: Option<Points>,
}

/// Every line behind the header with its number: checked, or what is wrong with it. Blank lines do not count. Errors:
/// `invalid_field` for another header, `limit_exceeded` for too many lines.
pub(super) fn read(file: &CsvFile, currency: Currency) -> Result<Vec<(u32, Result<Line, Fault>)>> {
    let mut lines = (1_u32..)
        .zip(file.as_str().split('\n'))
        .map(|(number, line)| (number, line.strip_suffix('\r').unwrap_or(line)));
    let header = lines.next().map_or("", |(_, line)| line);
    let named: Vec<&str> = header
        .split(',')
        .map(|name| name.trim().trim_matches('"'))
        .collect();
    let further = further(&named).ok_or_else(|| {
        Error::invalid(
            "csv.header",
            format!(
                "the first line must be {}, optionally with {MEMBER_PRICES} and {POINTS_PRICE} behind",
                COLUMNS.join(",")
            ),
        )
    })?;
    let lines: Vec<(u32, &str)> = lines.filter(|(_, line)| !line.trim().is_empty()).collect();
    if lines.len() > CsvFile::MAX_LINES {
        return Err(Error::Limit {
            field: "csv.lines".into(),
            limit: CsvFile::MAX_LINES as u64,
        });
    }
    let mut records = records(&lines)?.into_iter();
    let mut read = Vec::with_capacity(lines.len());
    for (number, line) in lines {
        let outcome = if let Some(fault) = malformed(line) {
            Err(fault)
        } else {
            let record = records
                .next()
                .ok_or_else(|| Error::internal("a line of CSV that is well-formed was not read"))?;
            check(number, &record, &further, currency)
        };
        read.push((number, outcome));
    }
    Ok(read)
}

/// The columns behind those that every file has; `None`: it is no header of a product file.
fn further(named: &[&str]) -> Option<Vec<&'static str>> {
    let behind = named.strip_prefix(&COLUMNS)?;
    let further: Vec<&'static str> = behind
        .iter()
        .map(|name| {
            [MEMBER_PRICES, POINTS_PRICE]
                .into_iter()
                .find(|known| known == name)
        })
        .collect::<Option<_>>()?;
    let distinct: BTreeSet<&str> = further.iter().copied().collect();
    (distinct.len() == further.len()).then_some(further)
}

/// The fields of the well-formed lines.
fn records(lines: &[(u32, &str)]) -> Result<Vec<StringRecord>> {
    let mut text = String::with_capacity(lines.iter().map(|(_, line)| line.len()).sum());
    for (_, line) in lines.iter().filter(|(_, line)| malformed(line).is_none()) {
        text.push_str(line);
        text.push('\n');
    }
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
        .into_records()
        .map(|record| {
            record.map_err(|error| Error::internal(format!("CSV could not be read: {error}")))
        })
        .collect()
}

/// What is wrong with a line before its fields are looked at.
fn malformed(line: &str) -> Option<Fault> {
    #[derive(Clone, Copy, PartialEq)]
    enum At {
        Start,
        Plain,
        Quoted,
        Closing,
    }
    let whole = |reason: &str| {
        Some(Fault {
            column: None,
            reason: reason.to_owned(),
        })
    };
    let mut at = At::Start;
    for byte in line.bytes() {
        at = match (at, byte) {
            (_, b'\r') => return whole("a line break stands inside the line"),
            (At::Start | At::Closing, b'"') => At::Quoted,
            (At::Start | At::Plain | At::Closing, b',') => At::Start,
            (At::Start | At::Plain, _) => At::Plain,
            (At::Quoted, b'"') => At::Closing,
            (At::Quoted, _) => At::Quoted,
            (At::Closing, _) => {
                return whole("text follows a closing quote; a quote inside quotes is doubled");
            }
        };
    }
    if at == At::Quoted {
        return whole("a quote is opened and not closed on the line");
    }
    None
}

fn check(
    number: u32,
    record: &StringRecord,
    further: &[&'static str],
    currency: Currency,
) -> Result<Line, Fault> {
    let columns = COLUMNS.len().saturating_add(further.len());
    if record.len() != columns {
        return Err(Fault {
            column: None,
            reason: format!(
                "{} columns are expected, there are {}",
                columns,
                record.len()
            ),
        });
    }
    let mut fields = record.iter().map(str::trim);
    let mut next = || fields.next().unwrap_or_default();
    let merchant = next().to_owned();
    let product_code = code("product_code", next())?;
    let name = text("product_name", next())?;
    let category = required("category", next())?.to_owned();
    let kind = kind(next())?;
    let spec = spec(next())?;
    let sku_code = code("sku_code", next())?;
    let price = price("price", required("price", next())?, currency)?;
    let list_price = optional(next(), |value| self::price("list_price", value, currency))?;
    let supply_price = optional(next(), |value| self::price("supply_price", value, currency))?;
    check_prices(price, list_price, supply_price).map_err(|error| {
        let column = match error.field() {
            Some("list_price") => "list_price",
            Some("supply_price") => "supply_price",
            _ => "price",
        };
        Fault::from_error(column, error)
    })?;
    let weight_grams = optional(next(), |value| {
        count("weight_grams", value, i64::from(Sku::MAX_GRAMS))
    })?
    .and_then(|grams| u32::try_from(grams).ok());
    let barcode = optional(next(), |value| {
        let barcode = text("barcode", value)?;
        check_barcode(&barcode).map_err(|error| Fault::from_error("barcode", error))?;
        Ok(barcode)
    })?;
    let stock = optional(next(), |value| count("stock", value, Stock::MAX_UNITS))?;
    let fulfilment = fulfilment(next())?;
    let supplier = optional(next(), |value| Ok(value.to_owned()))?;
    let flags = flags(next(), kind)?;
    let parts = parts(next(), kind)?;
    let mut member_prices = None;
    let mut points_price = None;
    for column in further {
        match *column {
            MEMBER_PRICES => member_prices = Some(self::member_prices(next(), currency)?),
            _ => points_price = Some(self::points_price(next())?),
        }
    }
    if kind == ProductKind::Combo && stock.is_some() {
        return Err(Fault::at(
            "stock",
            "a combo has no stock of its own, leave it empty",
        ));
    }
    Ok(Line {
        number,
        merchant,
        product_code,
        name,
        category,
        kind,
        spec,
        sku_code,
        price,
        list_price,
        supply_price,
        weight_grams,
        barcode,
        stock,
        fulfilment,
        supplier,
        flags,
        parts,
        member_prices,
        points_price,
    })
}

fn required<'a>(column: &'static str, value: &'a str) -> Result<&'a str, Fault> {
    if value.is_empty() {
        return Err(Fault::at(column, "it must not be empty"));
    }
    Ok(value)
}

fn optional<T>(
    value: &str,
    read: impl FnOnce(&str) -> Result<T, Fault>,
) -> Result<Option<T>, Fault> {
    if value.is_empty() {
        return Ok(None);
    }
    read(value).map(Some)
}

/// Text that people will see, perhaps in a spreadsheet, which would run it as a formula if it began like one.
fn text<const MAX: usize>(column: &'static str, value: &str) -> Result<Text<MAX>, Fault> {
    let value = required(column, value)?;
    if value.starts_with(['=', '+', '-', '@']) {
        return Err(Fault::at(
            column,
            "it must not begin with =, +, - or @, which a spreadsheet takes for a formula",
        ));
    }
    // The length first: a text of megabytes is not copied to be refused.
    if value.len() > MAX.saturating_mul(4) {
        return Err(Fault::at(
            column,
            format!("at most {MAX} characters are allowed"),
        ));
    }
    Text::new(value).map_err(|error| Fault::from_error(column, error))
}

fn code(column: &'static str, value: &str) -> Result<Text<40>, Fault> {
    let code = text(column, value)?;
    check_code(column, &code).map_err(|error| Fault::from_error(column, error))?;
    Ok(code)
}

fn kind(value: &str) -> Result<ProductKind, Fault> {
    [
        ProductKind::Goods,
        ProductKind::Combo,
        ProductKind::PointsGoods,
    ]
    .into_iter()
    .find(|kind| kind.name() == value)
    .ok_or_else(|| Fault::at("kind", "goods, combo or points_goods is expected"))
}

fn price(column: &'static str, value: &str, currency: Currency) -> Result<Money, Fault> {
    currency
        .parse(column, value)
        .map_err(|error| Fault::from_error(column, error))
}

/// A whole number from 0 to `most`.
fn count(column: &'static str, value: &str, most: i64) -> Result<i64, Fault> {
    let plain = value.len() <= 18 && value.bytes().all(|byte| byte.is_ascii_digit());
    value
        .parse()
        .ok()
        .filter(|number| plain && (0..=most).contains(number))
        .ok_or_else(|| {
            Fault::at(
                column,
                format!("a whole number from 0 to {most} is expected"),
            )
        })
}

fn spec(value: &str) -> Result<Vec<(Text<20>, Text<40>)>, Fault> {
    let mut spec: Vec<(Text<20>, Text<40>)> = Vec::new();
    if value.is_empty() {
        return Ok(spec);
    }
    for choice in value.split(';') {
        if spec.len() == Product::MAX_AXES {
            return Err(Fault::at(
                "spec",
                format!("at most {} axes are allowed", Product::MAX_AXES),
            ));
        }
        let (axis, option) = choice
            .split_once('=')
            .ok_or_else(|| Fault::at("spec", "axis=option is expected, divided by ;"))?;
        let axis = text("spec", axis.trim())?;
        if spec.iter().any(|(other, _)| *other == axis) {
            return Err(Fault::at("spec", "the same axis stands here twice"));
        }
        spec.push((axis, text("spec", option.trim())?));
    }
    Ok(spec)
}

/// `level=price;…`, each level once.
fn member_prices(value: &str, currency: Currency) -> Result<BTreeMap<LevelId, Money>, Fault> {
    let mut prices = BTreeMap::new();
    for entry in value.split(';').filter(|_| !value.is_empty()) {
        let (level, amount) = entry
            .split_once('=')
            .ok_or_else(|| Fault::at(MEMBER_PRICES, "level=price is expected, divided by ;"))?;
        let level = LevelId::of_code(&code(MEMBER_PRICES, level.trim())?);
        let amount = price(MEMBER_PRICES, amount.trim(), currency)?;
        if prices.insert(level, amount).is_some() {
            return Err(Fault::at(MEMBER_PRICES, "the same level stands here twice"));
        }
    }
    Ok(prices)
}

/// Nothing stands there for what costs no points.
fn points_price(value: &str) -> Result<Points, Fault> {
    let units = optional(value, |value| {
        count(POINTS_PRICE, value, Sku::MAX_POINTS_PRICE)
    })?;
    Points::new(units.unwrap_or(0)).map_err(|error| Fault::from_error(POINTS_PRICE, error))
}

fn fulfilment(value: &str) -> Result<BTreeSet<Fulfilment>, Fault> {
    required("fulfilment", value)?
        .split(';')
        .map(|name| {
            Fulfilment::by_name(name.trim()).ok_or_else(|| {
                Fault::at(
                    "fulfilment",
                    "pickup, express or instant is expected, divided by ;",
                )
            })
        })
        .collect()
}

fn flags(value: &str, kind: ProductKind) -> Result<ProductFlags, Fault> {
    let mut flags = ProductFlags {
        earns_points: kind != ProductKind::Combo,
        ..ProductFlags::default()
    };
    for flag in value
        .split(';')
        .map(str::trim)
        .filter(|flag| !flag.is_empty())
    {
        match flag {
            "no_reason_return" => flags.no_reason_return = true,
            "no_points" => flags.earns_points = false,
            "no_distribution" => flags.distribution = false,
            "perishable" => flags.perishable = true,
            _ => {
                return Err(Fault::at(
                    "flags",
                    "no_reason_return, no_points, no_distribution or perishable is expected, divided by ;",
                ));
            }
        }
    }
    Ok(flags)
}

fn parts(value: &str, kind: ProductKind) -> Result<Vec<(Text<40>, u32)>, Fault> {
    match (kind, value.is_empty()) {
        (ProductKind::Goods | ProductKind::PointsGoods, true) => return Ok(Vec::new()),
        (ProductKind::Goods | ProductKind::PointsGoods, false) => {
            return Err(Fault::at("parts", "only a combo has parts"));
        }
        (ProductKind::Combo, true) => {
            return Err(Fault::at("parts", "a combo has at least one part"));
        }
        (ProductKind::Combo, false) => {}
    }
    let mut parts: Vec<(Text<40>, u32)> = Vec::new();
    for part in value.split(';') {
        if parts.len() == Sku::MAX_PARTS {
            return Err(Fault::at(
                "parts",
                format!("at most {} parts are allowed", Sku::MAX_PARTS),
            ));
        }
        let (sku, quantity) = part
            .split_once('*')
            .ok_or_else(|| Fault::at("parts", "sku*quantity is expected, divided by ;"))?;
        let sku = code("parts", sku.trim())?;
        let quantity = count("parts", quantity.trim(), i64::from(Sku::MAX_QUANTITY))?;
        let quantity = u32::try_from(quantity).unwrap_or(0);
        if quantity == 0 {
            return Err(Fault::at("parts", "at least 1 of each part is expected"));
        }
        if parts.iter().any(|(other, _)| *other == sku) {
            return Err(Fault::at("parts", "the same SKU stands here twice"));
        }
        parts.push((sku, quantity));
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "m,P1,大米,rice,goods,规格=5斤,P1-1,39.90,,,2500,6999123479807,60,pickup;express,s,no_points,";

    fn lines(body: &str) -> Vec<(u32, Result<Line, Fault>)> {
        let file = CsvFile::new(format!("{}\n{body}", COLUMNS.join(","))).unwrap();
        read(&file, Currency::CNY).unwrap()
    }

    fn fault(line: &str) -> Option<&'static str> {
        let mut lines = lines(line);
        assert_eq!(lines.len(), 1, "{line}");
        lines.remove(0).1.expect_err(line).column
    }

    #[test]
    fn a_line_is_read_whole() {
        let read = lines(GOOD).remove(0);
        let line = read.1.unwrap();
        assert_eq!(
            (read.0, line.price.units(), line.stock),
            (2, 3990, Some(60))
        );
        assert_eq!(line.spec[0].1.as_str(), "5斤");
        assert_eq!(line.fulfilment.len(), 2);
        assert!(!line.flags.earns_points && line.flags.distribution);
    }

    #[test]
    fn each_wrong_field_is_named() {
        let wrong = |column: &str, value: &str| {
            let at = COLUMNS.iter().position(|name| *name == column).unwrap();
            let mut fields: Vec<&str> = GOOD.split(',').collect();
            fields[at] = value;
            fields.join(",")
        };
        let long = "长".repeat(200);
        let huge = "x".repeat(10_000_000);
        for (column, value) in [
            ("product_code", ""),
            ("product_code", "a b"),
            ("product_name", ""),
            ("product_name", "=HYPERLINK(1)"),
            ("product_name", "@SUM(1)"),
            ("product_name", long.as_str()),
            ("product_name", huge.as_str()),
            ("product_name", "a\u{0}b"),
            ("category", ""),
            ("kind", "thing"),
            ("spec", "5斤"),
            ("spec", "规格="),
            ("spec", "a=1;a=2"),
            ("spec", "a=1;b=1;c=1;d=1;e=1;f=1"),
            ("sku_code", ""),
            ("price", ""),
            ("price", "-1.00"),
            ("price", "1.005"),
            ("price", "一元"),
            ("price", "1e3"),
            ("price", "99999999999999999"),
            ("price", "99999999999.00"),
            ("list_price", "x"),
            ("supply_price", "39.91"),
            ("weight_grams", "1.5"),
            ("weight_grams", "1000001"),
            ("barcode", "69 99"),
            ("barcode", "条码"),
            ("stock", "-5"),
            ("stock", "many"),
            ("stock", "99999999999999999999"),
            ("fulfilment", ""),
            ("fulfilment", "drone"),
            ("flags", "shiny"),
            ("parts", "P2-1*1"),
        ] {
            assert_eq!(fault(&wrong(column, value)), Some(column));
        }
    }

    #[test]
    fn a_combo_names_its_parts_and_has_no_stock() {
        let combo = |stock: &str, parts: &str| {
            format!("m,P1,套餐,rice,combo,规格=1套,P1-1,39.90,,,,,{stock},pickup,,,{parts}")
        };
        let line = lines(&combo("", "A-1*2;B-1*1")).remove(0).1.unwrap();
        assert_eq!(line.parts.len(), 2);
        assert!(!line.flags.earns_points);
        assert_eq!(fault(&combo("5", "A-1*2")), Some("stock"));
        for parts in [
            "",
            "A-1",
            "A-1*0",
            "A-1*x",
            "A-1*1;A-1*1",
            "*1",
            "A-1*10000",
        ] {
            assert_eq!(fault(&combo("", parts)), Some("parts"), "{parts}");
        }
        let many: Vec<String> = (0..21).map(|number| format!("A-{number}*1")).collect();
        assert_eq!(fault(&combo("", &many.join(";"))), Some("parts"));
    }

    #[test]
    fn an_open_quote_spoils_its_own_line_only() {
        let open = GOOD.replace("大米", "\"大米");
        let quoted = GOOD.replace("大米", "\"大米, \"\"香\"\"\"");
        let behind = GOOD.replace("大米", "\"大米\"香");
        let read = lines(&format!(
            "{GOOD}\n{open}\n{quoted}\r\n\n{behind}\n{GOOD},x\nab\rc"
        ));
        let outcome: Vec<(u32, bool)> = read
            .iter()
            .map(|(number, line)| (*number, line.is_ok()))
            .collect();
        assert_eq!(
            outcome,
            [
                (2, true),
                (3, false),
                (4, true),
                (6, false),
                (7, false),
                (8, false)
            ]
        );
        assert_eq!(read[2].1.as_ref().unwrap().name.as_str(), "大米, \"香\"");
    }

    #[test]
    fn a_wrong_file_is_refused_as_a_whole() {
        let code = |text: &str| {
            let file = CsvFile::new(text).unwrap();
            read(&file, Currency::CNY).unwrap_err().code()
        };
        assert_eq!(code(""), "invalid_field");
        assert_eq!(code("a,b,c\n1,2,3"), "invalid_field");
        let header = COLUMNS.join(",");
        assert_eq!(
            code(&format!("{header}{}", "\nx".repeat(CsvFile::MAX_LINES + 1))),
            "limit_exceeded"
        );
        let error = CsvFile::from_bytes(b"a\nb\n\xff\xfe").unwrap_err();
        assert!(error.to_string().contains("line 3"), "{error}");
        assert_eq!(
            CsvFile::from_bytes(&vec![b'x'; CsvFile::MAX_BYTES + 1])
                .unwrap_err()
                .code(),
            "limit_exceeded"
        );
        let marked = CsvFile::from_bytes(format!("\u{feff}{header}\r\n{GOOD}").as_bytes()).unwrap();
        assert_eq!(read(&marked, Currency::CNY).unwrap().len(), 1);
    }

    proptest::proptest! {
        #[test]
        fn whatever_the_lines_are_they_are_read_or_refused(body in "(?s)[,\"\r\n;=*a1-]{0,200}|\\PC{0,100}") {
            let read = lines(&body);
            let count = body.split('\n').filter(|line| !line.trim().is_empty()).count();
            proptest::prop_assert_eq!(read.len(), count);
        }
    }
}
