//! Import of products from CSV: batch creation and batch change. RULES §3.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::commands::{advance, new_product, store_changed_sku, store_new_sku};
use super::details::{ProductDetails, check_member_prices, check_points_price, extend_axes};
use super::layout::{CsvFile, Fault, Line, MEMBER_PRICES, POINTS_PRICE, read};
use super::machine::ProductEvent;
use super::records::{Axis, Category, ComboPart, Product, ProductKind, ProductState, Sku, Stock};
use super::stock::set_available;
use crate::engine::{Command, Context, Event, Lookup, Operation, Prefetch, Record, Target};
use crate::kernel::{
    CategoryId, Error, Id, MerchantId, NodeId, Points, ProductId, Result, SkuId, SupplierId, Text,
};
use crate::merchant::{Merchant, MerchantState, Supplier, is_merchants_own};
use crate::org::Node;

/// Whose products a file may hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "of", content = "id")]
pub enum ImportScope {
    /// One merchant's; the column `merchant` holds its code or nothing.
    Merchant(MerchantId),
    /// Those of the merchants that a node and the nodes below look after, by the code in the column `merchant`.
    Node(NodeId),
}

/// What happens to a file with bad lines.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportMode {
    /// One bad line, and nothing is done.
    AllOrNothing,
    /// Good lines are done, bad ones are not.
    ValidLines,
}

/// What becomes of products that the file creates. Products that are there keep their state.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Publish {
    /// They stay drafts.
    Draft,
    /// They are submitted for review.
    Submit,
    /// They count as reviewed and go on sale: for the property company, not for a merchant's own staff.
    OnSale,
}

/// What the column `stock` means for SKUs that are there.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExistingStock {
    /// Nothing: what is in a file that was written yesterday does not undo today's sales.
    Keep,
    /// So many are available from now on; an empty field leaves it as it is.
    Set,
}

/// Creates and changes products from CSV, at most 20,000 lines of one SKU each.
///
/// A `product_code` or `sku_code` that the merchant does not use yet creates; one that is there changes what the line says
/// (name, category, fulfilment, supplier, flags; prices, weight, barcode, a combo's parts), and an empty optional field
/// clears it. What the file does not know (pictures, limits, return days, …) stays. Kind and spec of what is there never
/// change. What belongs to the product is the same on all its lines; options that are new to an axis are added.
///
/// Errors for the file as a whole: `invalid_field` for another header, `limit_exceeded`, `denied` when a merchant's own
/// staff asks for [`Publish::OnSale`]. Bad lines are no error: the report names them, and with
/// [`ImportMode::AllOrNothing`] it then says that nothing was done.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ImportProducts {
    /// Whose products.
    pub scope: ImportScope,
    /// The file.
    pub csv: CsvFile,
    /// What happens when lines are bad.
    pub mode: ImportMode,
    /// What becomes of new products.
    pub publish: Publish,
    /// What the stock column means for SKUs that are there.
    pub existing_stock: ExistingStock,
}

/// A line that was not done.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct RefusedLine {
    /// Its number in the file; the header is line 1.
    pub line: u32,
    /// The first column that is wrong; `None`: the line as a whole.
    pub column: Option<String>,
    /// What would be right.
    pub reason: String,
}

/// What an import did.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ImportReport {
    /// Lines in the file without header and blank lines: those done, plus the refused ones, unless nothing was done.
    pub lines: u32,
    /// Products that are new.
    pub products_created: u32,
    /// Products of which anything but a SKU's price was changed.
    pub products_changed: u32,
    /// SKUs that are new.
    pub skus_created: u32,
    /// SKUs of which something was changed.
    pub skus_changed: u32,
    /// SKUs whose lines said what was there already.
    pub skus_unchanged: u32,
    /// SKUs whose available units were set, those of new SKUs not counted.
    pub stocks_set: u32,
    /// The bad lines, in the order of their numbers.
    pub refused: Vec<RefusedLine>,
}

impl Command for ImportProducts {
    type Answer = ImportReport;
    const OPERATION: Operation = Operation::ImportProducts;

    fn target(&self) -> Target {
        match self.scope {
            ImportScope::Merchant(merchant) => Target::Merchant(merchant),
            ImportScope::Node(node) => Target::Node(node),
        }
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<ImportReport> {
        let currency = ctx.tenant_record()?.currency;
        let mut report = ImportReport::default();
        let mut codes = Codes::new(ctx, self.scope)?;
        let mut groups = Groups::default();
        for (number, line) in read(&self.csv, currency)? {
            count(&mut report.lines);
            let line = match line {
                Ok(line) => codes.resolve(ctx, line)?,
                Err(fault) => Err(fault),
            };
            if let Err(fault) = line.and_then(|line| groups.add(line)) {
                report.refused.push(refused(number, fault));
            }
        }
        if self.publish == Publish::OnSale
            && codes.merchants.values().flatten().any(|shop| shop.own)
        {
            return Err(Error::Denied {
                operation: Operation::ImportProducts.name(),
            });
        }
        groups.prefetch(ctx)?;
        let planned = plan(ctx, groups.list, &mut report.refused)?;
        report.refused.sort_unstable();
        if self.mode == ImportMode::ValidLines || report.refused.is_empty() {
            for product in planned {
                self.store(ctx, product, &mut report)?;
            }
        }
        Ok(report)
    }
}

fn count(number: &mut u32) {
    *number = number.saturating_add(1);
}

fn refused(line: u32, fault: Fault) -> RefusedLine {
    RefusedLine {
        line,
        column: fault.column.map(str::to_owned),
        reason: fault.reason,
    }
}

/// A merchant of the file.
struct Shop {
    merchant: Arc<Merchant>,
    /// The merchant's own staff imports, not the property company.
    own: bool,
    /// Their changes of name and price go to review again.
    review_changes: bool,
}

/// What the codes of the file mean; each is looked up once.
struct Codes {
    scope: ImportScope,
    /// The merchant of the scope, if it is one.
    only: Option<Arc<Shop>>,
    merchants: BTreeMap<String, Option<Arc<Shop>>>,
    categories: BTreeMap<String, Option<CategoryId>>,
    suppliers: BTreeMap<String, Option<SupplierId>>,
}

/// A line with what its codes mean.
struct Resolved {
    shop: Arc<Shop>,
    category: CategoryId,
    supplier: Option<SupplierId>,
    line: Line,
}

impl Codes {
    fn new(ctx: &mut Context<'_>, scope: ImportScope) -> Result<Self> {
        let mut codes = Self {
            scope,
            only: None,
            merchants: BTreeMap::new(),
            categories: BTreeMap::new(),
            suppliers: BTreeMap::new(),
        };
        match scope {
            ImportScope::Merchant(merchant) => {
                let merchant = ctx.require::<Merchant>(merchant)?;
                let shop = shop(ctx, merchant)?;
                let code = shop.merchant.code.as_str().to_owned();
                codes.only = Some(Arc::clone(&shop));
                codes.merchants.insert(code, Some(shop));
            }
            ImportScope::Node(node) => {
                ctx.require::<Node>(node)?;
            }
        }
        Ok(codes)
    }

    fn resolve(&mut self, ctx: &mut Context<'_>, line: Line) -> Result<Result<Resolved, Fault>> {
        let Some(shop) = self.merchant(ctx, &line.merchant)? else {
            let reason = "a code of a merchant that this import may fill is expected";
            return Ok(Err(Fault::at("merchant", reason)));
        };
        if shop.merchant.state == MerchantState::Delisted {
            return Ok(Err(Fault::at("merchant", "the merchant was delisted")));
        }
        let category =
            known::<Category, _>(ctx, &mut self.categories, Category::BY_CODE, &line.category)?;
        let Some(category) = category else {
            return Ok(Err(Fault::at("category", "there is no such category")));
        };
        let mut supplier = None;
        if let Some(code) = &line.supplier {
            supplier = known::<Supplier, _>(ctx, &mut self.suppliers, Supplier::BY_CODE, code)?;
            if supplier.is_none() {
                return Ok(Err(Fault::at("supplier", "there is no such supplier")));
            }
        }
        Ok(Ok(Resolved {
            shop,
            category,
            supplier,
            line,
        }))
    }

    fn merchant(&mut self, ctx: &mut Context<'_>, code: &str) -> Result<Option<Arc<Shop>>> {
        if let (true, Some(only)) = (code.is_empty(), &self.only) {
            return Ok(Some(Arc::clone(only)));
        }
        if let Some(known) = self.merchants.get(code) {
            return Ok(known.clone());
        }
        let mut found = None;
        if let ImportScope::Node(node) = self.scope
            && Text::<40>::new(code).is_ok()
            && let Some(merchant) = ctx.lookup::<Merchant>(Merchant::BY_CODE, vec![code.into()])?
            && ctx.require::<Node>(merchant.node)?.path.contains(&node)
        {
            found = Some(shop(ctx, merchant)?);
        }
        self.merchants.insert(code.to_owned(), found.clone());
        Ok(found)
    }
}

fn shop(ctx: &mut Context<'_>, merchant: Arc<Merchant>) -> Result<Arc<Shop>> {
    Ok(Arc::new(Shop {
        own: is_merchants_own(ctx, &merchant)?,
        review_changes: ctx.settings(merchant.node)?.review_changes,
        merchant,
    }))
}

/// The id behind a code of a unique index, looked up once.
fn known<T: Record, I: From<Id> + Copy>(
    ctx: &mut Context<'_>,
    cache: &mut BTreeMap<String, Option<I>>,
    index: u8,
    code: &str,
) -> Result<Option<I>> {
    if let Some(known) = cache.get(code) {
        return Ok(*known);
    }
    let found = if Text::<40>::new(code).is_ok() {
        ctx.lookup::<T>(index, vec![code.into()])?
    } else {
        None
    };
    let id = found.map(|record| I::from(record.id()));
    cache.insert(code.to_owned(), id);
    Ok(id)
}

/// The lines of one product.
struct Group {
    product: ProductId,
    lines: Vec<Resolved>,
}

/// The file by product, in the order of the first lines.
#[derive(Default)]
struct Groups {
    list: Vec<Group>,
    places: BTreeMap<ProductId, usize>,
    skus: BTreeMap<SkuId, u32>,
}

impl Groups {
    /// A SKU code stands in a file once.
    fn add(&mut self, resolved: Resolved) -> Result<(), Fault> {
        let merchant = resolved.shop.merchant.id;
        let line = &resolved.line;
        let sku = Sku::id_of(merchant, &line.sku_code);
        if let Some(first) = self.skus.get(&sku) {
            let reason = format!("the same code stands on line {first}");
            return Err(Fault::at("sku_code", reason));
        }
        self.skus.insert(sku, line.number);
        let product = Product::id_of(merchant, &line.product_code);
        let place = *self.places.entry(product).or_insert(self.list.len());
        match self.list.get_mut(place) {
            Some(group) => group.lines.push(resolved),
            None => self.list.push(Group {
                product,
                lines: vec![resolved],
            }),
        }
        Ok(())
    }

    /// Reads every product and SKU that the file speaks of in one go, then the other SKUs of those products.
    fn prefetch(&self, ctx: &mut Context<'_>) -> Result<()> {
        let mut wanted = Prefetch::default();
        for group in &self.list {
            wanted.want::<Product>(group.product);
            for resolved in &group.lines {
                for (part, _) in &resolved.line.parts {
                    wanted.want::<Sku>(Sku::id_of(resolved.shop.merchant.id, part));
                }
            }
        }
        for sku in self.skus.keys() {
            wanted.want::<Sku>(*sku);
            wanted.want::<Stock>(*sku);
        }
        ctx.prefetch(&wanted)?;
        let mut others = Prefetch::default();
        for group in &self.list {
            if let Some(product) = ctx.find::<Product>(group.product)? {
                product.skus.iter().for_each(|sku| others.want::<Sku>(*sku));
            }
        }
        ctx.prefetch(&others)
    }
}

/// A SKU that will be stored.
struct PlannedSku {
    before: Option<Arc<Sku>>,
    sku: Sku,
    stock: Option<i64>,
}

/// A product that will be stored.
struct Planned {
    shop: Arc<Shop>,
    before: Option<Arc<Product>>,
    product: Product,
    skus: Vec<PlannedSku>,
}

/// What would be stored. Goods come first, so that combos may name parts that stand behind them.
fn plan(
    ctx: &mut Context<'_>,
    groups: Vec<Group>,
    report: &mut Vec<RefusedLine>,
) -> Result<Vec<Planned>> {
    let is_combo = |group: &Group| {
        group
            .lines
            .first()
            .is_some_and(|first| first.line.kind == ProductKind::Combo)
    };
    let (combos, goods): (Vec<Group>, Vec<Group>) = groups.into_iter().partition(is_combo);
    let mut planned = Vec::new();
    // Goods that the file brings: what a combo may consist of besides what is stored.
    let mut parts = BTreeSet::new();
    for group in goods.into_iter().chain(combos) {
        let Some(plan) = plan_product(ctx, group, &parts, report)? else {
            continue;
        };
        if plan.product.kind == ProductKind::Goods {
            parts.extend(plan.skus.iter().map(|planned| planned.sku.id));
        }
        planned.push(plan);
    }
    Ok(planned)
}

impl ImportProducts {
    fn store(
        &self,
        ctx: &mut Context<'_>,
        planned: Planned,
        report: &mut ImportReport,
    ) -> Result<()> {
        let Planned {
            shop,
            before,
            mut product,
            skus,
        } = planned;
        let reviewed = planned_change_of_what_was_reviewed(before.as_deref(), &product, &skus);
        match &before {
            None => {
                count(&mut report.products_created);
                ctx.emit(Event::ProductCreated {
                    product: product.id,
                    merchant: product.merchant,
                });
                if self.publish != Publish::Draft {
                    advance(ctx, &mut product, ProductEvent::Submit, None)?;
                }
                if self.publish == Publish::OnSale {
                    advance(ctx, &mut product, ProductEvent::Approve, None)?;
                }
                ctx.insert(product)?;
            }
            Some(before) => {
                let again = reviewed && shop.own && shop.review_changes;
                if again && before.state.is_reviewed() {
                    advance(ctx, &mut product, ProductEvent::ReviewAgain, None)?;
                }
                let changed = **before != product;
                if changed {
                    count(&mut report.products_changed);
                }
                if changed || skus.iter().any(PlannedSku::is_changed) {
                    ctx.emit(Event::ProductChanged {
                        product: product.id,
                    });
                }
                if changed {
                    ctx.update(product)?;
                }
            }
        }
        for planned in skus {
            self.store_sku(ctx, planned, report)?;
        }
        Ok(())
    }

    fn store_sku(
        &self,
        ctx: &mut Context<'_>,
        planned: PlannedSku,
        report: &mut ImportReport,
    ) -> Result<()> {
        let is_changed = planned.is_changed();
        let PlannedSku { before, sku, stock } = planned;
        let Some(before) = before else {
            count(&mut report.skus_created);
            return store_new_sku(ctx, sku, stock.unwrap_or(0));
        };
        if let (ExistingStock::Set, Some(units)) = (self.existing_stock, stock) {
            count(&mut report.stocks_set);
            set_available(ctx, sku.id, units)?;
            ctx.emit(Event::StockSet {
                sku: sku.id,
                available: units,
            });
        }
        if !is_changed {
            count(&mut report.skus_unchanged);
            return Ok(());
        }
        count(&mut report.skus_changed);
        store_changed_sku(ctx, &before, sku)
    }
}

impl PlannedSku {
    fn is_changed(&self) -> bool {
        self.before
            .as_ref()
            .is_none_or(|before| **before != self.sku)
    }
}

/// Name and prices, and a SKU that is new. RULES §3.
fn planned_change_of_what_was_reviewed(
    before: Option<&Product>,
    product: &Product,
    skus: &[PlannedSku],
) -> bool {
    let name = before.is_some_and(|before| before.name != product.name);
    name || skus.iter().any(|planned| {
        planned.before.as_ref().is_none_or(|before| {
            before.price != planned.sku.price
                || before.list_price != planned.sku.list_price
                || before.member_prices != planned.sku.member_prices
                || before.points_price != planned.sku.points_price
        })
    })
}

/// A product while its lines are gone through.
struct Building {
    planned: Planned,
    /// The number of the first good line, which says what the product is.
    first: Option<u32>,
    details: ProductDetails,
    /// The specs that its SKUs have already.
    specs: BTreeSet<Vec<Text<40>>>,
}

/// What the lines of one product come to; bad lines go to the report. `None`: no line is good.
fn plan_product(
    ctx: &mut Context<'_>,
    group: Group,
    parts: &BTreeSet<SkuId>,
    report: &mut Vec<RefusedLine>,
) -> Result<Option<Planned>> {
    let Some(first) = group.lines.first() else {
        return Ok(None);
    };
    let mut building = Building::begin(ctx, group.product, first)?;
    for resolved in group.lines {
        let number = resolved.line.number;
        if let Err(fault) = building.add(ctx, resolved, parts)? {
            report.push(refused(number, fault));
        }
    }
    let Building {
        mut planned,
        first,
        details,
        ..
    } = building;
    if first.is_none() {
        return Ok(None);
    }
    details.apply_to(&mut planned.product);
    Ok(Some(planned))
}

impl Building {
    fn begin(ctx: &mut Context<'_>, product: ProductId, first: &Resolved) -> Result<Self> {
        let before = ctx.find::<Product>(product)?;
        let line = &first.line;
        let mut details = match &before {
            Some(before) => ProductDetails::of(before),
            None => ProductDetails::new(first.category, line.name.clone(), []),
        };
        first.tell(&mut details);
        let product = match &before {
            Some(before) => (**before).clone(),
            None => new_product(
                first.shop.merchant.id,
                &line.product_code,
                line.kind,
                &details,
            ),
        };
        let mut specs = BTreeSet::new();
        for sku in &product.skus {
            specs.insert(ctx.require::<Sku>(*sku)?.spec.clone());
        }
        Ok(Self {
            planned: Planned {
                shop: Arc::clone(&first.shop),
                before,
                product,
                skus: Vec::new(),
            },
            first: None,
            details,
            specs,
        })
    }

    fn add(
        &mut self,
        ctx: &mut Context<'_>,
        resolved: Resolved,
        parts: &BTreeSet<SkuId>,
    ) -> Result<Result<(), Fault>> {
        let mut details = self.details.clone();
        resolved.tell(&mut details);
        if let Err(fault) = self.check_product(&resolved.line, &details) {
            return Ok(Err(fault));
        }
        let mut axes = self.planned.product.axes.clone();
        let spec = match self.spec(&mut axes, &resolved.line) {
            Ok(spec) => spec,
            Err(fault) => return Ok(Err(fault)),
        };
        let parts = match self.parts(ctx, &resolved.line, parts)? {
            Ok(parts) => parts,
            Err(fault) => return Ok(Err(fault)),
        };
        let Resolved { line, .. } = resolved;
        let product = &self.planned.product;
        let id = Sku::id_of(product.merchant, &line.sku_code);
        let before = ctx.find::<Sku>(id)?;
        // A file without the column says nothing of member prices.
        let member_prices = line.member_prices.unwrap_or_else(|| {
            before
                .as_ref()
                .map_or_else(BTreeMap::new, |before| before.member_prices.clone())
        });
        if let Err(error) = check_member_prices(line.price, &member_prices) {
            return Ok(Err(Fault::from_error(MEMBER_PRICES, error)));
        }
        let points_price = line.points_price.unwrap_or_else(|| {
            before
                .as_ref()
                .map_or(Points::ZERO, |before| before.points_price)
        });
        if let Err(error) = check_points_price(product.kind, points_price, &member_prices) {
            let column = match error.field() {
                Some("member_prices") => MEMBER_PRICES,
                _ => POINTS_PRICE,
            };
            return Ok(Err(Fault::from_error(column, error)));
        }
        let sku = Sku {
            id,
            product: product.id,
            merchant: product.merchant,
            code: line.sku_code,
            spec,
            price: line.price,
            list_price: line.list_price,
            supply_price: line.supply_price,
            member_prices,
            points_price,
            weight_grams: line.weight_grams,
            barcode: line.barcode,
            parts,
            presale: before.as_ref().and_then(|before| before.presale),
        };
        if let Err(fault) = self.check_sku(&sku, before.as_deref()) {
            return Ok(Err(fault));
        }
        if before.is_none() {
            self.specs.insert(sku.spec.clone());
            self.planned.product.skus.push(sku.id);
        }
        self.planned.skus.push(PlannedSku {
            before,
            sku,
            stock: line.stock,
        });
        self.planned.product.axes = axes;
        self.details = details;
        self.first.get_or_insert(line.number);
        Ok(Ok(()))
    }

    /// What belongs to the product is the same on all its lines.
    fn check_product(&self, line: &Line, details: &ProductDetails) -> Result<(), Fault> {
        let product = &self.planned.product;
        if self.planned.shop.own && product.state == ProductState::Submitted {
            return Err(Fault::at("product_code", "the product is under review"));
        }
        if line.kind != product.kind {
            return Err(Fault::at("kind", "the kind of a product does not change"));
        }
        let Some(first) = self.first else {
            return Ok(());
        };
        let differing = [
            ("product_name", details.name != self.details.name),
            ("category", details.category != self.details.category),
            ("fulfilment", details.fulfilment != self.details.fulfilment),
            ("supplier", details.supplier != self.details.supplier),
            ("flags", details.flags != self.details.flags),
        ];
        match differing.into_iter().find(|(_, differs)| *differs) {
            Some((column, _)) => Err(Fault::at(
                column,
                format!("it differs from line {first} of the same product"),
            )),
            None => Ok(()),
        }
    }

    /// The line's options in the order of the product's axes, which get those that they do not have yet.
    fn spec(&self, axes: &mut Vec<Axis>, line: &Line) -> Result<Vec<Text<40>>, Fault> {
        if self.planned.product.skus.is_empty() {
            *axes = line
                .spec
                .iter()
                .map(|(name, _)| Axis {
                    name: name.clone(),
                    options: Vec::new(),
                })
                .collect();
        }
        let same_axes = axes.len() == line.spec.len()
            && axes
                .iter()
                .zip(&line.spec)
                .all(|(axis, (name, _))| axis.name == *name);
        if !same_axes {
            let names: Vec<&str> = axes.iter().map(|axis| axis.name.as_str()).collect();
            let reason = format!("the axes of the product are: {}", names.join(";"));
            return Err(Fault::at("spec", reason));
        }
        let spec: Vec<Text<40>> = line.spec.iter().map(|(_, option)| option.clone()).collect();
        extend_axes(axes, &spec).map_err(|error| Fault::from_error("spec", error))?;
        Ok(spec)
    }

    fn parts(
        &self,
        ctx: &mut Context<'_>,
        line: &Line,
        goods: &BTreeSet<SkuId>,
    ) -> Result<Result<Vec<ComboPart>, Fault>> {
        let merchant = self.planned.product.merchant;
        let mut parts = Vec::with_capacity(line.parts.len());
        for (code, quantity) in &line.parts {
            let sku = Sku::id_of(merchant, code);
            let stored = ctx.find::<Sku>(sku)?;
            if !goods.contains(&sku) && !stored.is_some_and(|stored| stored.parts.is_empty()) {
                let reason = format!("{code} is no SKU of the merchant, or is itself a combo");
                return Ok(Err(Fault::at("parts", reason)));
            }
            parts.push(ComboPart {
                sku,
                quantity: *quantity,
            });
        }
        Ok(Ok(parts))
    }

    fn check_sku(&self, sku: &Sku, before: Option<&Sku>) -> Result<(), Fault> {
        match before {
            Some(before) if before.product != sku.product => {
                Err(Fault::at("sku_code", "it belongs to another product"))
            }
            Some(before) if before.spec != sku.spec => {
                Err(Fault::at("spec", "the spec of a SKU does not change"))
            }
            None if self.planned.product.skus.len() >= Product::MAX_SKUS => Err(Fault::at(
                "sku_code",
                format!("a product has at most {} SKUs", Product::MAX_SKUS),
            )),
            None if self.specs.contains(&sku.spec) => Err(Fault::at(
                "spec",
                "another SKU of the product has the same options",
            )),
            _ => Ok(()),
        }
    }
}

impl Resolved {
    /// Puts what the line says of the product into its details.
    fn tell(&self, details: &mut ProductDetails) {
        details.name.clone_from(&self.line.name);
        details.category = self.category;
        details.fulfilment.clone_from(&self.line.fulfilment);
        details.supplier = self.supplier;
        details.flags = self.line.flags;
    }
}
