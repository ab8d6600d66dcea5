//! What may be done to categories and products. RULES §3.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::details::{
    NewSku, ProductDetails, SkuPrices, at_most, check_axes, check_member_prices,
    check_points_price, check_prices, check_specs, extend_axes,
};
use super::machine::ProductEvent;
use super::records::{Axis, Category, Product, ProductKind, ProductState, Sku, Stock};
use super::stock::set_available;
use crate::engine::{Command, Context, Event, Lookup, Operation, Prefetch, Record, Target};
use crate::kernel::{CategoryId, Error, MerchantId, ProductId, Result, SkuId, Text};
use crate::merchant::rules::check_code;
use crate::merchant::{Merchant, MerchantState, Supplier, Verdict, is_merchants_own};

/// Adds a category; without a parent it is a top category. Errors: `invalid_field`, `not_found` parent, `limit_exceeded`
/// depth, `already_exists` code.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CreateCategory {
    /// The category above.
    pub parent: Option<CategoryId>,
    /// Its short code; unique in the tenant, used by imports.
    pub code: Text<40>,
    /// Its name.
    pub name: Text<60>,
}

impl Command for CreateCategory {
    type Answer = CategoryId;
    const OPERATION: Operation = Operation::CreateCategory;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<CategoryId> {
        check_code("code", &self.code)?;
        self.name.require("name")?;
        let mut path = match self.parent {
            Some(parent) => ctx.require::<Category>(parent)?.path.clone(),
            None => Vec::new(),
        };
        at_most("parent", path.len().saturating_add(1), Category::MAX_DEPTH)?;
        let by_code = vec![self.code.as_str().into()];
        if ctx
            .lookup::<Category>(Category::BY_CODE, by_code)?
            .is_some()
        {
            return Err(Error::AlreadyExists {
                what: format!("category with the code {}", self.code).into(),
            });
        }
        let id: CategoryId = ctx.new_id()?;
        path.push(id);
        ctx.insert(Category {
            id,
            parent: self.parent,
            path,
            code: self.code.clone(),
            name: self.name.clone(),
        })?;
        ctx.emit(Event::CategoryCreated { category: id });
        Ok(id)
    }
}

/// Renames a category. Errors: `invalid_field`, `not_found`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChangeCategory {
    /// Which.
    pub category: CategoryId,
    /// Its new name.
    pub name: Text<60>,
}

impl Command for ChangeCategory {
    type Answer = ();
    const OPERATION: Operation = Operation::ChangeCategory;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        self.name.require("name")?;
        let mut category = (*ctx.require::<Category>(self.category)?).clone();
        category.name = self.name.clone();
        ctx.update(category)?;
        ctx.emit(Event::CategoryChanged {
            category: self.category,
        });
        Ok(())
    }
}

fn wrong_state(product: &Product, event: &'static str) -> Error {
    Error::WrongState {
        what: Product::WHAT,
        id: product.id.to_string(),
        state: product.state.name(),
        event,
    }
}

/// Moves a product along its machine; the caller stores it.
pub(super) fn advance(
    ctx: &mut Context<'_>,
    product: &mut Product,
    event: ProductEvent,
    reason: Option<Text<300>>,
) -> Result<()> {
    let from = product.state;
    let to = from
        .after(event)
        .ok_or_else(|| wrong_state(product, event.name()))?;
    product.state = to;
    if to == ProductState::OnSale && product.listed_at.is_none() {
        product.listed_at = Some(ctx.now());
    }
    product.reason = reason;
    ctx.emit(Event::ProductMoved {
        product: product.id,
        from,
        to,
    });
    Ok(())
}

/// Stores a new SKU with its stock; a combo has none of its own.
pub(super) fn store_new_sku(ctx: &mut Context<'_>, sku: Sku, stock: i64) -> Result<()> {
    let (id, is_combo) = (sku.id, !sku.parts.is_empty());
    ctx.emit(Event::SkuAdded {
        sku: id,
        product: sku.product,
        price: sku.price,
    });
    ctx.insert(sku)?;
    if is_combo {
        return Ok(());
    }
    ctx.insert(Stock { sku: id })?;
    if stock != 0 {
        set_available(ctx, id, stock)?;
        ctx.emit(Event::StockReceived {
            sku: id,
            quantity: stock,
        });
    }
    Ok(())
}

/// The merchant, unless it left sale for good.
fn working_merchant(ctx: &mut Context<'_>, merchant: MerchantId) -> Result<Arc<Merchant>> {
    let merchant = ctx.require::<Merchant>(merchant)?;
    if merchant.state == MerchantState::Delisted {
        return Err(Error::WrongState {
            what: Merchant::WHAT,
            id: merchant.id.to_string(),
            state: merchant.state.name(),
            event: "change_products",
        });
    }
    Ok(merchant)
}

fn check_details(ctx: &mut Context<'_>, details: &ProductDetails, kind: ProductKind) -> Result<()> {
    details
        .check(kind)
        .map_err(|error| error.under("details"))?;
    ctx.require::<Category>(details.category)?;
    if let Some(supplier) = details.supplier {
        ctx.require::<Supplier>(supplier)?;
    }
    Ok(())
}

/// The SKUs themselves, their codes, and the parts of combos.
fn check_new_skus(
    ctx: &mut Context<'_>,
    merchant: MerchantId,
    kind: ProductKind,
    skus: &[NewSku],
) -> Result<()> {
    let mut codes = BTreeSet::new();
    for (place, sku) in skus.iter().enumerate() {
        let path = format!("skus[{place}]");
        sku.check(kind).map_err(|error| error.under(&path))?;
        if !codes.insert(sku.code.as_str()) {
            return Err(Error::invalid(
                format!("{path}.code"),
                "the same code stands here twice",
            ));
        }
        if ctx.find::<Sku>(Sku::id_of(merchant, &sku.code))?.is_some() {
            return Err(Error::AlreadyExists {
                what: format!("SKU {} of this merchant", sku.code).into(),
            });
        }
        for (at, part) in sku.parts.iter().enumerate() {
            let found = ctx.find::<Sku>(part.sku)?;
            let fits =
                found.is_some_and(|found| found.merchant == merchant && found.parts.is_empty());
            if !fits {
                return Err(Error::invalid(
                    format!("{path}.parts[{at}].sku"),
                    "a part is a SKU of the same merchant and not itself a combo",
                ));
            }
        }
    }
    Ok(())
}

fn want_parts(wanted: &mut Prefetch, merchant: Option<MerchantId>, skus: &[NewSku]) {
    for sku in skus.iter().take(Product::MAX_SKUS) {
        if let Some(merchant) = merchant {
            wanted.want::<Sku>(Sku::id_of(merchant, &sku.code));
        }
        for part in sku.parts.iter().take(Sku::MAX_PARTS) {
            wanted.want::<Sku>(part.sku);
        }
    }
}

/// Creates a product with its SKUs in one step, as a draft. Errors: `invalid_field` and `limit_exceeded` naming the field,
/// `not_found` merchant, category or supplier, `already_exists` for a code that the merchant has used, `wrong_state` when
/// the merchant is delisted.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CreateProduct {
    /// Who sells it.
    pub merchant: MerchantId,
    /// The merchant's own code for it; unique per merchant.
    pub code: Text<40>,
    /// What it is.
    pub kind: ProductKind,
    /// What can be changed of it later.
    pub details: ProductDetails,
    /// Its spec axes; at most 5. Without any it has exactly one SKU.
    pub axes: Vec<Axis>,
    /// Its SKUs, 1 to 200: one per chosen combination of options.
    pub skus: Vec<NewSku>,
}

impl Command for CreateProduct {
    type Answer = ProductId;
    const OPERATION: Operation = Operation::CreateProduct;

    fn target(&self) -> Target {
        Target::Merchant(self.merchant)
    }

    fn prefetch(&self, wanted: &mut Prefetch) {
        wanted.want::<Merchant>(self.merchant);
        wanted.want::<Category>(self.details.category);
        wanted.want::<Product>(Product::id_of(self.merchant, &self.code));
        want_parts(wanted, Some(self.merchant), &self.skus);
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<ProductId> {
        check_code("code", &self.code)?;
        check_axes(&self.axes)?;
        if self.skus.is_empty() {
            return Err(Error::invalid("skus", "at least one SKU is expected"));
        }
        at_most("skus", self.skus.len(), Product::MAX_SKUS)?;
        check_specs(
            &self.axes,
            [],
            self.skus.iter().map(|sku| sku.spec.as_slice()),
        )?;
        check_details(ctx, &self.details, self.kind)?;
        working_merchant(ctx, self.merchant)?;
        let id = Product::id_of(self.merchant, &self.code);
        if ctx.find::<Product>(id)?.is_some() {
            return Err(Error::AlreadyExists {
                what: format!("product {} of this merchant", self.code).into(),
            });
        }
        check_new_skus(ctx, self.merchant, self.kind, &self.skus)?;
        let mut product = new_product(self.merchant, &self.code, self.kind, &self.details);
        product.axes.clone_from(&self.axes);
        product.skus = self
            .skus
            .iter()
            .map(|sku| Sku::id_of(self.merchant, &sku.code))
            .collect();
        ctx.insert(product)?;
        ctx.emit(Event::ProductCreated {
            product: id,
            merchant: self.merchant,
        });
        for sku in &self.skus {
            store_new_sku(ctx, sku.clone().into_sku(self.merchant, id), sku.stock)?;
        }
        Ok(id)
    }
}

/// A draft without axes and SKUs.
pub(super) fn new_product(
    merchant: MerchantId,
    code: &Text<40>,
    kind: ProductKind,
    details: &ProductDetails,
) -> Product {
    Product {
        id: Product::id_of(merchant, code),
        merchant,
        code: code.clone(),
        category: details.category,
        kind,
        name: details.name.clone(),
        axes: Vec::new(),
        skus: Vec::new(),
        flags: details.flags,
        return_days: details.return_days,
        purchase_limit: details.purchase_limit,
        fulfilment: details.fulfilment.clone(),
        qualification: details.qualification.clone(),
        supplier: details.supplier,
        pictures: details.pictures.clone(),
        state: ProductState::Draft,
        reason: None,
        available_from: details.available_from,
        tags: details.tags.clone(),
        listed_at: None,
    }
}

/// A product while it is changed.
struct Edit {
    product: Product,
    merchant: Arc<Merchant>,
    /// The merchant's own staff changes it, not the property company.
    own: bool,
}

impl Edit {
    /// Errors: `wrong_state` while it is under review, for the merchant's own staff: what is approved is what was seen.
    fn open(ctx: &mut Context<'_>, product: ProductId) -> Result<Self> {
        let product = (*ctx.require::<Product>(product)?).clone();
        let merchant = working_merchant(ctx, product.merchant)?;
        let own = is_merchants_own(ctx, &merchant)?;
        if own && product.state == ProductState::Submitted {
            return Err(wrong_state(&product, "change"));
        }
        Ok(Self {
            product,
            merchant,
            own,
        })
    }

    /// Stores it; a change of name, price or pictures by the merchant goes to review again if the node says so. RULES §3.
    fn close(mut self, ctx: &mut Context<'_>, of_what_was_reviewed: bool) -> Result<()> {
        let again = of_what_was_reviewed && self.own && self.product.state.is_reviewed();
        if again && ctx.settings(self.merchant.node)?.review_changes {
            advance(ctx, &mut self.product, ProductEvent::ReviewAgain, None)?;
        }
        let product = self.product.id;
        ctx.update(self.product)?;
        ctx.emit(Event::ProductChanged { product });
        Ok(())
    }
}

/// Replaces what can be changed of a product; its state stays, unless the node wants to review a merchant's change of name
/// or pictures again. Errors: `invalid_field`, `limit_exceeded`, `not_found`, `wrong_state`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChangeProduct {
    /// Which.
    pub product: ProductId,
    /// Everything that can be changed, whole; [`ProductDetails::of`] gives what is there.
    pub details: ProductDetails,
}

impl Command for ChangeProduct {
    type Answer = ();
    const OPERATION: Operation = Operation::ChangeProduct;

    fn target(&self) -> Target {
        Target::Product(self.product)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let mut edit = Edit::open(ctx, self.product)?;
        check_details(ctx, &self.details, edit.product.kind)?;
        let reviewed = edit.product.name != self.details.name
            || edit.product.pictures != self.details.pictures;
        self.details.apply_to(&mut edit.product);
        edit.close(ctx, reviewed)
    }
}

/// Sets prices of SKUs of one product. Errors: `invalid_field` naming the price, `limit_exceeded` beyond 200,
/// `wrong_state`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChangeSkuPrices {
    /// Which product.
    pub product: ProductId,
    /// New prices; SKUs that are not named keep theirs.
    pub prices: Vec<SkuPrices>,
}

impl Command for ChangeSkuPrices {
    type Answer = ();
    const OPERATION: Operation = Operation::ChangeSkuPrices;

    fn target(&self) -> Target {
        Target::Product(self.product)
    }

    fn prefetch(&self, wanted: &mut Prefetch) {
        for new in self.prices.iter().take(Product::MAX_SKUS) {
            wanted.want::<Sku>(new.sku);
        }
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        at_most("prices", self.prices.len(), Product::MAX_SKUS)?;
        let edit = Edit::open(ctx, self.product)?;
        let mut seen = BTreeSet::<SkuId>::new();
        let mut changed = false;
        for (place, new) in self.prices.iter().enumerate() {
            let path = format!("prices[{place}]");
            check_prices(new.price, new.list_price, new.supply_price)
                .and_then(|()| check_member_prices(new.price, &new.member_prices))
                .and_then(|()| {
                    check_points_price(edit.product.kind, new.points_price, &new.member_prices)
                })
                .map_err(|error| error.under(&path))?;
            if !edit.product.skus.contains(&new.sku) || !seen.insert(new.sku) {
                return Err(Error::invalid(
                    format!("{path}.sku"),
                    "a SKU of the product is expected, each at most once",
                ));
            }
            let old = ctx.require::<Sku>(new.sku)?;
            changed |= old.price != new.price
                || old.list_price != new.list_price
                || old.member_prices != new.member_prices
                || old.points_price != new.points_price;
            let sku = Sku {
                price: new.price,
                list_price: new.list_price,
                supply_price: new.supply_price,
                member_prices: new.member_prices.clone(),
                points_price: new.points_price,
                ..(*old).clone()
            };
            store_changed_sku(ctx, &old, sku)?;
        }
        edit.close(ctx, changed)
    }
}

/// Stores a SKU that was there before, and tells of a new price.
pub(super) fn store_changed_sku(ctx: &mut Context<'_>, old: &Sku, new: Sku) -> Result<()> {
    if old.price != new.price {
        ctx.emit(Event::SkuPriceChanged {
            sku: new.id,
            from: old.price,
            to: new.price,
        });
    }
    ctx.update(new)
}

/// Adds SKUs to a product; options that its axes do not have yet are added to them. It counts as a change of price.
/// Errors: as [`CreateProduct`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AddSkus {
    /// Which product.
    pub product: ProductId,
    /// The SKUs to come; with those that are there at most 200.
    pub skus: Vec<NewSku>,
}

impl Command for AddSkus {
    type Answer = Vec<SkuId>;
    const OPERATION: Operation = Operation::AddSkus;

    fn target(&self) -> Target {
        Target::Product(self.product)
    }

    fn prefetch(&self, wanted: &mut Prefetch) {
        want_parts(wanted, None, &self.skus);
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<Vec<SkuId>> {
        if self.skus.is_empty() {
            return Err(Error::invalid("skus", "at least one SKU is expected"));
        }
        at_most("skus", self.skus.len(), Product::MAX_SKUS)?;
        let mut edit = Edit::open(ctx, self.product)?;
        let product = &mut edit.product;
        let count = product.skus.len().saturating_add(self.skus.len());
        at_most("skus", count, Product::MAX_SKUS)?;
        for (place, sku) in self.skus.iter().enumerate() {
            extend_axes(&mut product.axes, &sku.spec)
                .map_err(|error| error.under(&format!("skus[{place}]")))?;
        }
        let mut there = Vec::with_capacity(product.skus.len());
        for sku in &product.skus {
            there.push(ctx.require::<Sku>(*sku)?);
        }
        check_specs(
            &product.axes,
            there.iter().map(|sku| sku.spec.as_slice()),
            self.skus.iter().map(|sku| sku.spec.as_slice()),
        )?;
        check_new_skus(ctx, product.merchant, product.kind, &self.skus)?;
        let mut added = Vec::with_capacity(self.skus.len());
        for sku in &self.skus {
            let new = sku.clone().into_sku(product.merchant, product.id);
            added.push(new.id);
            store_new_sku(ctx, new, sku.stock)?;
        }
        product.skus.extend(&added);
        edit.close(ctx, true)?;
        Ok(added)
    }
}

/// Moves a product and stores it.
fn step(
    ctx: &mut Context<'_>,
    product: ProductId,
    event: ProductEvent,
    reason: Option<Text<300>>,
) -> Result<()> {
    let mut product = (*ctx.require::<Product>(product)?).clone();
    advance(ctx, &mut product, event, reason)?;
    ctx.update(product)
}

/// Asks for review. Errors: `wrong_state` unless draft or rejected.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SubmitProduct {
    /// Which.
    pub product: ProductId,
}

impl Command for SubmitProduct {
    type Answer = ();
    const OPERATION: Operation = Operation::SubmitProduct;

    fn target(&self) -> Target {
        Target::Product(self.product)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        step(ctx, self.product, ProductEvent::Submit, None)
    }
}

/// Ends the review of a product; approved it is on sale. Errors: `wrong_state` unless submitted, `invalid_field` reason.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReviewProduct {
    /// Which.
    pub product: ProductId,
    /// How it ends.
    pub outcome: Verdict,
}

impl Command for ReviewProduct {
    type Answer = ();
    const OPERATION: Operation = Operation::ReviewProduct;

    fn target(&self) -> Target {
        Target::Product(self.product)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        match &self.outcome {
            Verdict::Approve => step(ctx, self.product, ProductEvent::Approve, None),
            Verdict::Reject { reason } => {
                reason.require("outcome.reason")?;
                let reason = Some(reason.clone());
                step(ctx, self.product, ProductEvent::Reject, reason)
            }
        }
    }
}

/// Puts a product that is off sale on sale again. Errors: `wrong_state`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PutOnSale {
    /// Which.
    pub product: ProductId,
}

impl Command for PutOnSale {
    type Answer = ();
    const OPERATION: Operation = Operation::PutOnSale;

    fn target(&self) -> Target {
        Target::Product(self.product)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        step(ctx, self.product, ProductEvent::PutOnSale, None)
    }
}

/// Takes a product off sale; what is ordered stays ordered. Errors: `wrong_state`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TakeOffSale {
    /// Which.
    pub product: ProductId,
}

impl Command for TakeOffSale {
    type Answer = ();
    const OPERATION: Operation = Operation::TakeOffSale;

    fn target(&self) -> Target {
        Target::Product(self.product)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        step(ctx, self.product, ProductEvent::TakeOffSale, None)
    }
}
