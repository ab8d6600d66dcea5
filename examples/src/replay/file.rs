//! Reading the file: one line at a time, each a sale, a return, or refused with a reason.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use csv::StringRecord;
use flate2::read::MultiGzDecoder;
use linli::kernel::{Currency, Day, Money, TimeOfDay, Timestamp, Zone};

use super::Outcome;

/// Pounds with three decimals: four lines of the file have three.
pub fn pounds() -> Outcome<Currency> {
    Ok(Currency::new("GBP", 3)?)
}

/// The columns, in this order.
const COLUMNS: [&str; 8] = [
    "InvoiceNo",
    "StockCode",
    "Description",
    "Quantity",
    "InvoiceDate",
    "UnitPrice",
    "CustomerID",
    "Country",
];

/// What a line is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// The invoice has no letter, quantity and price are above zero.
    Sale,
    /// The invoice begins with C, the quantity is below zero and the price above.
    Return,
    /// Neither.
    Refused(Reason),
}

/// Why a line is not taken.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Reason {
    /// A field cannot be read.
    Unreadable,
    /// The invoice begins with A.
    BadDebt,
    /// Nothing was charged.
    NoPrice,
    /// A negative quantity on an invoice that is no return.
    StockCorrection,
    /// Some other letter, sign or price.
    Unknown,
    /// The engine did not take the invoice.
    RefusedByEngine,
    /// A return without customer: whose sale it was cannot be told.
    NobodysReturn,
    /// A return of something that this customer did not buy before.
    NotBought,
    /// A return of more units than this customer bought before and has not returned.
    MoreThanBought,
}

impl Reason {
    /// For people.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Unreadable => "a field cannot be read",
            Self::BadDebt => "bad debt adjusted (invoice begins with A)",
            Self::NoPrice => "no price: nothing was sold",
            Self::StockCorrection => "negative quantity, but no return: stock corrected",
            Self::Unknown => "neither a sale nor a return",
            Self::RefusedByEngine => "the engine refused the invoice",
            Self::NobodysReturn => "return without customer",
            Self::NotBought => "return of what the customer did not buy before",
            Self::MoreThanBought => "return of more than the customer bought and still had",
        }
    }
}

/// A line as it stands in the file.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its number; the header is line 1, and no field holds a line break.
    pub number: u64,
    /// What it is.
    pub kind: Kind,
    /// Its invoice.
    pub invoice: String,
    /// What.
    pub code: String,
    /// In words.
    pub description: String,
    /// How many; below zero for returns.
    pub quantity: i64,
    /// Local time as it is written.
    pub at: String,
    /// What one costs.
    pub price: Money,
    /// Who bought; empty: nobody knows.
    pub customer: String,
    /// Where they live.
    pub country: String,
}

impl Line {
    /// Quantity × price.
    pub fn amount(&self) -> Outcome<i64> {
        Ok(self.price.times(self.quantity)?.units())
    }

    /// The moment at which it was written.
    pub fn time(&self, zone: Zone) -> Outcome<Timestamp> {
        let (day, time) = self.at.split_once('T').unwrap_or((&self.at, ""));
        let day: Day = day.parse()?;
        let minute = time.get(..5).unwrap_or(time);
        Ok(zone.at(day, minute.parse::<TimeOfDay>()?))
    }
}

/// The lines of a file, gzip or plain, read as they are needed.
pub struct Lines {
    reader: csv::Reader<Box<dyn Read>>,
    record: StringRecord,
    currency: Currency,
    number: u64,
    /// Lines to read at most.
    limit: u64,
}

impl Lines {
    /// Opens a file. Errors: it is not there, or has other columns.
    pub fn open(path: &Path, limit: u64) -> Outcome<Self> {
        let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let file = BufReader::with_capacity(1 << 16, file);
        let bytes: Box<dyn Read> = if path.extension().is_some_and(|ending| ending == "gz") {
            Box::new(MultiGzDecoder::new(file))
        } else {
            Box::new(file)
        };
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
        let heading = reader.headers()?;
        if !heading.iter().eq(COLUMNS) {
            return Err(format!("the columns {} are expected", COLUMNS.join(", ")).into());
        }
        Ok(Self {
            reader,
            record: StringRecord::new(),
            currency: pounds()?,
            number: 1,
            limit,
        })
    }

    fn parse(&self) -> Line {
        let field = |at: usize| self.record.get(at).unwrap_or_default().to_owned();
        let mut line = Line {
            number: self.number,
            kind: Kind::Refused(Reason::Unreadable),
            invoice: field(0),
            code: field(1),
            description: field(2),
            quantity: 0,
            at: field(4),
            price: Money::ZERO,
            customer: field(6),
            country: field(7),
        };
        let quantity = self.record.get(3).and_then(|text| text.parse().ok());
        let price = self.record.get(5).unwrap_or_default();
        let price = self.currency.parse("UnitPrice", price);
        if let (Some(quantity), Ok(price), 8) = (quantity, price, self.record.len()) {
            line.quantity = quantity;
            line.price = price;
            line.kind = kind(&line);
        }
        line
    }
}

impl Iterator for Lines {
    type Item = Outcome<Line>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.number > self.limit {
            return None;
        }
        self.number += 1;
        match self.reader.read_record(&mut self.record) {
            Ok(true) => Some(Ok(self.parse())),
            Ok(false) => None,
            Err(error) => Some(Err(error.into())),
        }
    }
}

fn kind(line: &Line) -> Kind {
    let letter = line
        .invoice
        .chars()
        .next()
        .filter(char::is_ascii_alphabetic);
    let (quantity, price) = (line.quantity.signum(), line.price.units().signum());
    match (letter, quantity, price) {
        (None, 1, 1) => Kind::Sale,
        (Some('C'), -1, 1) => Kind::Return,
        (Some('A'), _, _) => Kind::Refused(Reason::BadDebt),
        (None, -1, _) => Kind::Refused(Reason::StockCorrection),
        (_, _, 0) => Kind::Refused(Reason::NoPrice),
        _ => Kind::Refused(Reason::Unknown),
    }
}
