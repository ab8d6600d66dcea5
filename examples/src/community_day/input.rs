//! The input files in `examples/data/community_day`, as they are written there; see their README.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::Outcome;

/// A place of the organisation tree.
#[derive(Clone, Debug, Deserialize)]
pub struct NodeLine {
    /// How the other files call it.
    pub code: String,
    /// The place above; empty for the root.
    pub parent: Option<String>,
    /// 集团, 城市公司 or 项目.
    pub kind: String,
    /// Its name.
    pub name: String,
}

/// A merchant.
#[derive(Clone, Debug, Deserialize)]
pub struct MerchantLine {
    /// How the other files call it.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whom to call.
    pub contact: String,
    /// The business's phone.
    pub phone: String,
    /// The node that looks after it.
    pub node: String,
    /// The communities that it serves, divided by `;`.
    pub serves: String,
    /// `amount:0.05` or `difference`.
    pub split_rule: String,
}

/// A supplier.
#[derive(Clone, Debug, Deserialize)]
pub struct SupplierLine {
    /// How the other files call it.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// A category.
#[derive(Clone, Debug, Deserialize)]
pub struct CategoryLine {
    /// How the other files call it.
    pub code: String,
    /// The category above; empty for a top category.
    pub parent: Option<String>,
    /// Its name.
    pub name: String,
}

/// A pickup station.
#[derive(Clone, Debug, Deserialize)]
pub struct StationLine {
    /// How the other files call it.
    pub code: String,
    /// The community that it belongs to.
    pub community: String,
    /// Its name.
    pub name: String,
    /// Who runs it.
    pub leader_name: String,
    /// The leader's phone.
    pub leader_phone: String,
    /// 省.
    pub province: String,
    /// 市.
    pub city: String,
    /// 区.
    pub district: String,
    /// Street and house.
    pub detail: String,
    /// Degrees north, as a decimal.
    pub latitude: String,
    /// Degrees east, as a decimal.
    pub longitude: String,
    /// 物流路线.
    pub route: String,
    /// Its region.
    pub region: String,
    /// Opening hours.
    pub hours: String,
}

/// A resident.
#[derive(Clone, Debug, Deserialize)]
pub struct ResidentLine {
    /// How the other files call them.
    pub code: String,
    /// Where they live.
    pub community: String,
    /// Their name.
    pub name: String,
    /// Their phone.
    pub phone: String,
    /// Building …
    pub building: String,
    /// … entrance …
    pub unit: String,
    /// … and door.
    pub room: String,
    /// Where they like to collect.
    pub station: String,
    /// Degrees north, as a decimal.
    pub latitude: String,
    /// Degrees east, as a decimal.
    pub longitude: String,
    /// Points that the property company has given them before.
    pub opening_points: i64,
}

#[derive(Clone, Debug, Deserialize)]
struct OrderFileLine {
    order: String,
    resident: String,
    sku_code: String,
    quantity: u32,
    fulfilment: String,
    station: Option<String>,
    use_points: i64,
    remark: Option<String>,
    at: String,
}

/// One line of a cart.
#[derive(Clone, Debug)]
pub struct BasketLine {
    /// What.
    pub sku: String,
    /// How many.
    pub quantity: u32,
    /// `pickup` or `express`.
    pub fulfilment: String,
}

/// What a resident buys at one time.
#[derive(Clone, Debug)]
pub struct Basket {
    /// How the other files call the trade.
    pub code: String,
    /// Who buys.
    pub resident: String,
    /// Where it is collected, if anything is.
    pub station: Option<String>,
    /// Points that the resident wants to use.
    pub points: i64,
    /// Remark.
    pub remark: Option<String>,
    /// Local time, `HH:MM`.
    pub at: String,
    /// What.
    pub lines: Vec<BasketLine>,
}

/// What happens to a trade other than being paid at once.
#[derive(Clone, Debug, Deserialize)]
pub struct EventLine {
    /// The trade.
    pub order: String,
    /// What happens; see the README of the files.
    pub event: String,
    /// More of it.
    pub detail: Option<String>,
}

/// Something that did not arrive as it was sent.
#[derive(Clone, Debug, Deserialize)]
pub struct DeliveryLine {
    /// Where.
    pub station: String,
    /// What.
    pub sku_code: String,
    /// How many arrived.
    pub arrived: u32,
}

/// All input files.
#[derive(Clone, Debug)]
pub struct Input {
    /// `nodes.csv`.
    pub nodes: Vec<NodeLine>,
    /// `merchants.csv`.
    pub merchants: Vec<MerchantLine>,
    /// `suppliers.csv`.
    pub suppliers: Vec<SupplierLine>,
    /// `categories.csv`.
    pub categories: Vec<CategoryLine>,
    /// `products.csv`, as the engine imports it.
    pub products: String,
    /// `bad_products.csv`, likewise.
    pub bad_products: String,
    /// `stations.csv`.
    pub stations: Vec<StationLine>,
    /// `residents.csv`.
    pub residents: Vec<ResidentLine>,
    /// `orders_day1.csv` and `orders_day2.csv`.
    pub baskets: [Vec<Basket>; 2],
    /// `events_day1.csv` by trade.
    pub events: BTreeMap<String, EventLine>,
    /// `deliveries_day2.csv`.
    pub deliveries: Vec<DeliveryLine>,
}

impl Input {
    /// The folder in the repository.
    pub fn folder() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("data/community_day")
    }

    /// Reads every file of a folder.
    pub fn read(folder: &Path) -> Outcome<Self> {
        let text = |name: &str| {
            let path = folder.join(name);
            std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
        };
        let events: Vec<EventLine> = lines(&text("events_day1.csv")?)?;
        Ok(Self {
            nodes: lines(&text("nodes.csv")?)?,
            merchants: lines(&text("merchants.csv")?)?,
            suppliers: lines(&text("suppliers.csv")?)?,
            categories: lines(&text("categories.csv")?)?,
            products: text("products.csv")?,
            bad_products: text("bad_products.csv")?,
            stations: lines(&text("stations.csv")?)?,
            residents: lines(&text("residents.csv")?)?,
            baskets: [
                baskets(lines(&text("orders_day1.csv")?)?),
                baskets(lines(&text("orders_day2.csv")?)?),
            ],
            events: events
                .into_iter()
                .map(|line| (line.order.clone(), line))
                .collect(),
            deliveries: lines(&text("deliveries_day2.csv")?)?,
        })
    }
}

impl Input {
    /// The merchant of every SKU code of `products.csv`: a host would keep ids with its own catalogue.
    pub fn merchants_of_skus(&self) -> Outcome<BTreeMap<String, String>> {
        #[derive(Deserialize)]
        struct Line {
            merchant: String,
            sku_code: String,
        }
        let lines: Vec<Line> = lines(&self.products)?;
        Ok(lines
            .into_iter()
            .map(|line| (line.sku_code, line.merchant))
            .collect())
    }
}

fn lines<T: DeserializeOwned>(text: &str) -> Outcome<Vec<T>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    Ok(reader.deserialize().collect::<Result<Vec<T>, _>>()?)
}

/// Lines of one trade follow each other.
fn baskets(lines: Vec<OrderFileLine>) -> Vec<Basket> {
    let mut baskets: Vec<Basket> = Vec::new();
    for line in lines {
        if baskets.last().is_none_or(|last| last.code != line.order) {
            baskets.push(Basket {
                code: line.order,
                resident: line.resident,
                station: None,
                points: line.use_points,
                remark: line.remark,
                at: line.at,
                lines: Vec::new(),
            });
        }
        let Some(basket) = baskets.last_mut() else {
            continue;
        };
        basket.station = basket.station.take().or(line.station);
        basket.lines.push(BasketLine {
            sku: line.sku_code,
            quantity: line.quantity,
            fulfilment: line.fulfilment,
        });
    }
    baskets
}
