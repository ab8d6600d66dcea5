//! What can be asked of carts and favourites.

use serde::Serialize;

use super::records::{Cart, CartLine, Favourites};
use crate::catalog::{NotSold, Product, Sku, available, why_not_sold};
use crate::engine::{Engine, Lookup, Operation, Reader, Target};
use crate::kernel::{Actor, Day, MemberId, MerchantId, Money, NodeId, ProductId, Result, Text};
use crate::member::Member;
use crate::merchant::Merchant;
use crate::org::Node;

/// What a line of a cart is now.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CartItem {
    /// The SKU's product.
    pub product: ProductId,
    /// Who sells it.
    pub merchant: MerchantId,
    /// The product's name.
    pub name: Text<120>,
    /// One option per axis of the product.
    pub spec: Vec<Text<40>>,
    /// What one costs.
    pub price: Money,
    /// The product's first picture.
    pub picture: Option<Text<300>>,
    /// Units that can be ordered now.
    pub available: i64,
}

/// A line of a cart at current prices.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CartLineView {
    /// What the member put in.
    pub line: CartLine,
    /// What that is now; `None` when the SKU is not there or under review.
    pub item: Option<CartItem>,
    /// Why it cannot be bought now; `None`: it can, though perhaps fewer units than wanted.
    pub not_sold: Option<NotSold>,
}

/// A favourite product as it is now.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct FavouriteView {
    /// Which.
    pub product: ProductId,
    /// Its name; `None` when it is under review.
    pub name: Option<Text<120>>,
    /// Its first picture.
    pub picture: Option<Text<300>>,
    /// Its lowest price.
    pub price_from: Option<Money>,
    /// Why it cannot be bought by this member now; `None`: it can.
    pub not_sold: Option<NotSold>,
}

/// What decides about all lines of a member alike.
struct Buyer {
    path: Vec<NodeId>,
    today: Day,
}

impl Buyer {
    fn of(engine: &Engine, reader: &mut Reader<'_>, member: MemberId) -> Result<Self> {
        let community = reader.require::<Member>(member)?.community;
        Ok(Self {
            path: reader.require::<Node>(community)?.path.clone(),
            today: engine.today(reader)?,
        })
    }

    fn why_not(&self, reader: &mut Reader<'_>, product: &Product) -> Result<Option<NotSold>> {
        let merchant = reader.require::<Merchant>(product.merchant)?;
        Ok(why_not_sold(
            product,
            &merchant,
            self.today,
            Some(&self.path),
        ))
    }

    fn line(
        &self,
        reader: &mut Reader<'_>,
        line: CartLine,
        sku: Option<Sku>,
    ) -> Result<CartLineView> {
        let unknown = CartLineView {
            line,
            item: None,
            not_sold: Some(NotSold::Unknown),
        };
        let Some(sku) = sku else {
            return Ok(unknown);
        };
        let product = reader.require::<Product>(sku.product)?;
        if !product.state.is_reviewed() {
            return Ok(unknown);
        }
        let units = available(reader, &[&sku])?.first().copied().unwrap_or(0);
        let mut not_sold = self.why_not(reader, &product)?;
        if not_sold.is_none() && !product.fulfilment.contains(&line.fulfilment) {
            not_sold = Some(NotSold::NotThisWay);
        }
        if not_sold.is_none() && units <= 0 {
            not_sold = Some(NotSold::OutOfStock);
        }
        Ok(CartLineView {
            line,
            item: Some(CartItem {
                product: product.id,
                merchant: product.merchant,
                name: product.name.clone(),
                spec: sku.spec,
                price: sku.price,
                picture: product.pictures.first().cloned(),
                available: units,
            }),
            not_sold,
        })
    }

    fn favourite(&self, reader: &mut Reader<'_>, id: ProductId) -> Result<FavouriteView> {
        let product = reader.find::<Product>(id)?;
        let Some(product) = product.filter(|product| product.state.is_reviewed()) else {
            return Ok(FavouriteView {
                product: id,
                name: None,
                picture: None,
                price_from: None,
                not_sold: Some(NotSold::Unknown),
            });
        };
        let skus = reader.find_all::<Sku>(product.skus.iter().copied())?;
        Ok(FavouriteView {
            product: id,
            name: Some(product.name.clone()),
            picture: product.pictures.first().cloned(),
            price_from: skus.iter().flatten().map(|sku| sku.price).min(),
            not_sold: self.why_not(reader, &product)?,
        })
    }
}

impl Engine {
    /// A member's cart at current prices, at most 200 lines in the order in which they were put in.
    pub fn cart(&self, actor: &Actor, member: MemberId) -> Result<Vec<CartLineView>> {
        let mut reader = self.reader(actor, Operation::CartView, Target::Member(member))?;
        let buyer = Buyer::of(self, &mut reader, member)?;
        let Some(cart) = reader.find::<Cart>(member)? else {
            return Ok(Vec::new());
        };
        let skus = reader.find_all::<Sku>(cart.lines.iter().map(|line| line.sku))?;
        cart.lines
            .iter()
            .zip(skus)
            .map(|(line, sku)| buyer.line(&mut reader, *line, sku))
            .collect()
    }

    /// A member's favourites, at most 500, newest first.
    pub fn favourites(&self, actor: &Actor, member: MemberId) -> Result<Vec<FavouriteView>> {
        let mut reader = self.reader(actor, Operation::FavouritesView, Target::Member(member))?;
        let buyer = Buyer::of(self, &mut reader, member)?;
        let Some(favourites) = reader.find::<Favourites>(member)? else {
            return Ok(Vec::new());
        };
        favourites
            .products
            .iter()
            .map(|product| buyer.favourite(&mut reader, *product))
            .collect()
    }
}
