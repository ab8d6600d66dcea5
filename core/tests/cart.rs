//! Carts and favourites on the engine. RULES §3.
#![allow(clippy::unwrap_used)]

mod common;
#[path = "common/goods.rs"]
mod goods;

use common::text;
use goods::{Goods, register_member};
use linli::cart::{AddFavourite, ClearCart, PutInCart, Quantity, RemoveFavourite, RemoveFromCart};
use linli::catalog::{Axis, CreateProduct, Fulfilment, NewSku, NotSold, TakeOffSale};
use linli::kernel::{Actor, Id, Money, ProductId, Result, SkuId};

fn put(goods: &Goods, sku: SkuId, fulfilment: Fulfilment, quantity: Quantity) -> Result<u32> {
    let command = PutInCart {
        member: goods.member_id,
        sku,
        fulfilment,
        quantity,
    };
    goods
        .world
        .engine
        .put_in_cart(&goods.member, goods.world.id(), command)
}

fn rice_on_sale(goods: &Goods) -> ProductId {
    let product = goods
        .world
        .engine
        .create_product(&goods.owner, goods.world.id(), goods.rice())
        .unwrap();
    goods.put_on_sale(product);
    product
}

fn take_off(goods: &Goods, product: ProductId) {
    goods
        .world
        .engine
        .take_off_sale(&goods.owner, goods.world.id(), TakeOffSale { product })
        .unwrap();
}

#[test]
fn a_cart_has_one_line_per_sku_and_way_and_adds_or_sets() {
    let goods = Goods::new();
    rice_on_sale(&goods);
    let sku = goods.sku("GR01-1");
    assert_eq!(
        put(&goods, sku, Fulfilment::Pickup, Quantity::Add(2)),
        Ok(2)
    );
    assert_eq!(
        put(&goods, sku, Fulfilment::Pickup, Quantity::Add(3)),
        Ok(5)
    );
    assert_eq!(
        put(&goods, sku, Fulfilment::Express, Quantity::Add(1)),
        Ok(1)
    );
    assert_eq!(
        put(&goods, sku, Fulfilment::Pickup, Quantity::Set(4)),
        Ok(4)
    );
    let engine = &goods.world.engine;
    let cart = engine.cart(&goods.member, goods.member_id).unwrap();
    let quantities: Vec<u32> = cart.iter().map(|line| line.line.quantity).collect();
    assert_eq!(quantities, [4, 1]);
    let item = cart[0].item.as_ref().unwrap();
    assert_eq!((item.price.units(), item.available), (3990, 70));
    let remove = || RemoveFromCart {
        member: goods.member_id,
        sku,
        fulfilment: Fulfilment::Pickup,
    };
    engine
        .remove_from_cart(&goods.member, goods.world.id(), remove())
        .unwrap();
    let again = engine.remove_from_cart(&goods.member, goods.world.id(), remove());
    assert_eq!(again.unwrap_err().code(), "not_found");
    let clear = ClearCart {
        member: goods.member_id,
    };
    engine
        .clear_cart(&goods.member, goods.world.id(), clear)
        .unwrap();
    assert!(
        engine
            .cart(&goods.member, goods.member_id)
            .unwrap()
            .is_empty()
    );
}

#[test]
fn what_is_not_sold_to_the_member_does_not_get_in() {
    let goods = Goods::new();
    let draft = goods
        .world
        .engine
        .create_product(&goods.owner, goods.world.id(), goods.rice())
        .unwrap();
    let sku = goods.sku("GR01-1");
    let code = |sku, fulfilment, quantity| {
        let error = put(&goods, sku, fulfilment, quantity).unwrap_err();
        (error.code(), error.field().unwrap_or_default().to_owned())
    };
    let one = Quantity::Add(1);
    assert_eq!(code(sku, Fulfilment::Pickup, one).0, "not_found");
    assert_eq!(code(SkuId(Id::MAX), Fulfilment::Pickup, one).0, "not_found");
    goods.put_on_sale(draft);
    let theirs = goods.another_merchants_sku();
    assert_eq!(code(theirs, Fulfilment::Pickup, one).0, "not_found");
    assert_eq!(
        code(sku, Fulfilment::Instant, one),
        ("not_sold", "fulfilment".to_owned())
    );
    assert_eq!(
        code(sku, Fulfilment::Pickup, Quantity::Add(0)),
        ("invalid_field", "quantity".to_owned())
    );
    assert_eq!(
        code(sku, Fulfilment::Pickup, Quantity::Set(10_000)),
        ("limit_exceeded", "quantity".to_owned())
    );
    put(&goods, sku, Fulfilment::Pickup, Quantity::Set(9_999)).unwrap();
    assert_eq!(
        code(sku, Fulfilment::Pickup, Quantity::Add(u32::MAX)),
        ("limit_exceeded", "quantity".to_owned())
    );
    take_off(&goods, draft);
    assert_eq!(
        code(sku, Fulfilment::Pickup, one),
        ("not_sold", "sku".to_owned())
    );
    let cart = goods
        .world
        .engine
        .cart(&goods.member, goods.member_id)
        .unwrap();
    assert_eq!(cart.len(), 1);
    assert_eq!(cart[0].line.quantity, 9_999);
}

#[test]
fn a_cart_marks_what_is_no_longer_sold() {
    let goods = Goods::new();
    let product = rice_on_sale(&goods);
    let (small, large) = (goods.sku("GR01-1"), goods.sku("GR01-2"));
    put(&goods, small, Fulfilment::Pickup, Quantity::Add(1)).unwrap();
    put(&goods, large, Fulfilment::Pickup, Quantity::Add(1)).unwrap();
    let marks = || -> Vec<Option<NotSold>> {
        let engine = &goods.world.engine;
        let cart = engine.cart(&goods.member, goods.member_id).unwrap();
        cart.iter().map(|line| line.not_sold).collect()
    };
    assert_eq!(marks(), [None, None]);
    goods.set_stock(&[(small, 0)]).unwrap();
    assert_eq!(marks(), [Some(NotSold::OutOfStock), None]);
    take_off(&goods, product);
    assert_eq!(marks(), [Some(NotSold::OffSale); 2]);
}

#[test]
fn a_cart_is_its_members_alone_and_has_two_hundred_lines() {
    let goods = Goods::new();
    let skus = (0..200).map(|number: i32| NewSku {
        code: text(&format!("B-{number}")),
        spec: vec![
            text(&(number % 50).to_string()),
            text(&(number / 50).to_string()),
        ],
        price: Money::new(100).unwrap(),
        ..NewSku::default()
    });
    let options = |count: i32| (0..count).map(|number| text(&number.to_string()));
    let axis = |name: &str, count| Axis {
        name: text(name),
        options: options(count).collect(),
    };
    let buttons = CreateProduct {
        code: text("B"),
        axes: vec![axis("号", 50), axis("色", 4)],
        skus: skus.collect(),
        ..goods.rice()
    };
    let engine = &goods.world.engine;
    let product = engine
        .create_product(&goods.owner, goods.world.id(), buttons)
        .unwrap();
    goods.put_on_sale(product);
    for number in 0..200 {
        let sku = goods.sku(&format!("B-{number}"));
        put(&goods, sku, Fulfilment::Pickup, Quantity::Add(1)).unwrap();
    }
    let sku = goods.sku("B-0");
    let full = put(&goods, sku, Fulfilment::Express, Quantity::Add(1)).unwrap_err();
    assert_eq!(
        (full.code(), full.field()),
        ("limit_exceeded", Some("lines"))
    );
    put(&goods, sku, Fulfilment::Pickup, Quantity::Add(1)).unwrap();
    let other = register_member(&goods.world, "r002");
    let other = Actor::user(goods.world.tenant, other);
    let denied = engine.cart(&other, goods.member_id);
    assert_eq!(denied.unwrap_err().code(), "denied");
    let clear = ClearCart {
        member: goods.member_id,
    };
    let denied = engine.clear_cart(&other, goods.world.id(), clear);
    assert_eq!(denied.unwrap_err().code(), "denied");
}

#[test]
fn favourites_are_kept_newest_first_and_bounded() {
    let goods = Goods::new();
    let engine = &goods.world.engine;
    let add = |product| {
        let command = AddFavourite {
            member: goods.member_id,
            product,
        };
        engine.add_favourite(&goods.member, goods.world.id(), command)
    };
    let remove = |product| {
        let command = RemoveFavourite {
            member: goods.member_id,
            product,
        };
        engine.remove_favourite(&goods.member, goods.world.id(), command)
    };
    let mut products = Vec::new();
    for number in 0..501 {
        let mut command = goods.rice();
        command.code = text(&format!("P{number}"));
        command.axes.clear();
        command.skus.truncate(1);
        command.skus[0].spec.clear();
        command.skus[0].code = text(&format!("P{number}-1"));
        let product = engine
            .create_product(&goods.owner, goods.world.id(), command)
            .unwrap();
        goods.put_on_sale(product);
        products.push(product);
    }
    for product in &products[..500] {
        add(*product).unwrap();
    }
    add(products[3]).unwrap();
    let full = add(products[500]).unwrap_err();
    assert_eq!(
        (full.code(), full.field()),
        ("limit_exceeded", Some("favourites"))
    );
    remove(products[0]).unwrap();
    assert_eq!(remove(products[0]).unwrap_err().code(), "not_found");
    add(products[500]).unwrap();
    assert_eq!(add(ProductId(Id::MAX)).unwrap_err().code(), "not_found");
    take_off(&goods, products[499]);
    let list = engine.favourites(&goods.member, goods.member_id).unwrap();
    assert_eq!(list.len(), 500);
    assert_eq!(list[0].product, products[500]);
    assert_eq!(list[0].price_from.unwrap().units(), 3990);
    assert_eq!(list[0].not_sold, None);
    assert_eq!(list[1].not_sold, Some(NotSold::OffSale));
}
