//! What a member may do to their cart and favourites. RULES §3.

use serde::{Deserialize, Serialize};

use super::records::{Cart, CartLine, Favourites};
use crate::catalog::{Fulfilment, Product, Sku, why_not_sold};
use crate::engine::{Command, Context, Event, Lookup, Operation, Prefetch, Record, Target};
use crate::kernel::{Error, MemberId, ProductId, Result, SkuId};
use crate::member::Member;
use crate::merchant::Merchant;
use crate::org::Node;

/// How many of a SKU a cart is to hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    /// So many more than there are.
    Add(u32),
    /// Exactly so many.
    Set(u32),
}

fn changed(ctx: &mut Context<'_>, cart: Cart) -> Result<()> {
    let member = cart.member;
    ctx.put(cart)?;
    ctx.emit(Event::CartChanged { member });
    Ok(())
}

/// Puts a SKU in a cart, or sets how many of it are there; one line per SKU and way of fulfilment. The SKU must be sold
/// where the member lives and in this way; whether enough is in stock is asked at checkout. Answers how many are there.
/// Errors: `invalid_field` and `limit_exceeded` quantity (1–9,999), `limit_exceeded` beyond 200 lines, `not_found`,
/// `not_sold`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PutInCart {
    /// Whose cart.
    pub member: MemberId,
    /// What.
    pub sku: SkuId,
    /// How it is to reach the buyer.
    pub fulfilment: Fulfilment,
    /// How many.
    pub quantity: Quantity,
}

impl Command for PutInCart {
    type Answer = u32;
    const OPERATION: Operation = Operation::PutInCart;

    fn target(&self) -> Target {
        Target::Member(self.member)
    }

    fn prefetch(&self, wanted: &mut Prefetch) {
        wanted.want::<Member>(self.member);
        wanted.want::<Sku>(self.sku);
        wanted.want::<Cart>(self.member);
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<u32> {
        if matches!(self.quantity, Quantity::Add(0) | Quantity::Set(0)) {
            return Err(Error::invalid("quantity", "at least 1 is expected"));
        }
        self.check_sold(ctx)?;
        let mut cart = ctx
            .find::<Cart>(self.member)?
            .map_or_else(|| Cart::empty(self.member), |cart| (*cart).clone());
        let place = cart.place(self.sku, self.fulfilment);
        let there = place.map_or(0, |place| cart.lines[place].quantity);
        let quantity = match self.quantity {
            Quantity::Add(more) => there.saturating_add(more),
            Quantity::Set(quantity) => quantity,
        };
        if quantity > Sku::MAX_QUANTITY {
            return Err(Error::Limit {
                field: "quantity".into(),
                limit: u64::from(Sku::MAX_QUANTITY),
            });
        }
        if let Some(place) = place {
            cart.lines[place].quantity = quantity;
        } else {
            if cart.lines.len() >= Cart::MAX_LINES {
                return Err(Error::Limit {
                    field: "lines".into(),
                    limit: Cart::MAX_LINES as u64,
                });
            }
            cart.lines.push(CartLine {
                sku: self.sku,
                fulfilment: self.fulfilment,
                quantity,
                added_at: ctx.now(),
            });
        }
        changed(ctx, cart)?;
        Ok(quantity)
    }
}

impl PutInCart {
    fn check_sold(&self, ctx: &mut Context<'_>) -> Result<()> {
        let sku = ctx.require::<Sku>(self.sku)?;
        let product = ctx.require::<Product>(sku.product)?;
        if !product.state.is_reviewed() {
            return Err(Error::not_found(Sku::WHAT, self.sku));
        }
        let merchant = ctx.require::<Merchant>(sku.merchant)?;
        let community = ctx.require::<Member>(self.member)?.community;
        let path = ctx.require::<Node>(community)?.path.clone();
        let today = ctx.tenant_record()?.zone.day_of(ctx.now());
        if let Some(why) = why_not_sold(&product, &merchant, today, Some(&path)) {
            return Err(Error::NotSold {
                field: "sku".into(),
                reason: why.reason().into(),
            });
        }
        if !product.fulfilment.contains(&self.fulfilment) {
            return Err(Error::NotSold {
                field: "fulfilment".into(),
                reason: crate::catalog::NotSold::NotThisWay.reason().into(),
            });
        }
        Ok(())
    }
}

/// Takes a line out of a cart. Errors: `not_found` if it is not there.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RemoveFromCart {
    /// Whose cart.
    pub member: MemberId,
    /// What.
    pub sku: SkuId,
    /// In which way it was to come.
    pub fulfilment: Fulfilment,
}

impl Command for RemoveFromCart {
    type Answer = ();
    const OPERATION: Operation = Operation::RemoveFromCart;

    fn target(&self) -> Target {
        Target::Member(self.member)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let absent = || Error::not_found("cart line of SKU", self.sku);
        let cart = ctx.find::<Cart>(self.member)?.ok_or_else(absent)?;
        let mut cart = (*cart).clone();
        let place = cart.place(self.sku, self.fulfilment).ok_or_else(absent)?;
        cart.lines.remove(place);
        changed(ctx, cart)
    }
}

/// Empties a cart; an empty one stays as it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ClearCart {
    /// Whose cart.
    pub member: MemberId,
}

impl Command for ClearCart {
    type Answer = ();
    const OPERATION: Operation = Operation::ClearCart;

    fn target(&self) -> Target {
        Target::Member(self.member)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let there = ctx.find::<Cart>(self.member)?;
        if there.is_some_and(|cart| !cart.lines.is_empty()) {
            changed(ctx, Cart::empty(self.member))?;
        }
        Ok(())
    }
}

fn favourites(ctx: &mut Context<'_>, member: MemberId) -> Result<Favourites> {
    ctx.require::<Member>(member)?;
    Ok(ctx.find::<Favourites>(member)?.map_or_else(
        || Favourites {
            member,
            products: Vec::new(),
        },
        |favourites| (*favourites).clone(),
    ))
}

/// Marks a product as a favourite; one that is marked stays where it is. Errors: `not_found` product,
/// `limit_exceeded` beyond 500.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AddFavourite {
    /// Whose.
    pub member: MemberId,
    /// What.
    pub product: ProductId,
}

impl Command for AddFavourite {
    type Answer = ();
    const OPERATION: Operation = Operation::AddFavourite;

    fn target(&self) -> Target {
        Target::Member(self.member)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let product = ctx.require::<Product>(self.product)?;
        if !product.state.is_reviewed() {
            return Err(Error::not_found(Product::WHAT, self.product));
        }
        let mut favourites = favourites(ctx, self.member)?;
        if favourites.products.contains(&self.product) {
            return Ok(());
        }
        if favourites.products.len() >= Favourites::MAX {
            return Err(Error::Limit {
                field: "favourites".into(),
                limit: Favourites::MAX as u64,
            });
        }
        favourites.products.insert(0, self.product);
        ctx.put(favourites)?;
        ctx.emit(Event::FavouritesChanged {
            member: self.member,
        });
        Ok(())
    }
}

/// Ends that a product is a favourite. Errors: `not_found` if it is none.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RemoveFavourite {
    /// Whose.
    pub member: MemberId,
    /// What.
    pub product: ProductId,
}

impl Command for RemoveFavourite {
    type Answer = ();
    const OPERATION: Operation = Operation::RemoveFavourite;

    fn target(&self) -> Target {
        Target::Member(self.member)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        let mut favourites = favourites(ctx, self.member)?;
        let place = favourites
            .products
            .iter()
            .position(|product| *product == self.product)
            .ok_or_else(|| Error::not_found("favourite product", self.product))?;
        favourites.products.remove(place);
        ctx.put(favourites)?;
        ctx.emit(Event::FavouritesChanged {
            member: self.member,
        });
        Ok(())
    }
}
