//! Linli (邻里): an embeddable commerce engine for residential communities.
//!
//! A table of contents. The kernel: [`kernel`], [`store`], [`engine`], [`schema`]. The domain: [`aftersale`],
//! [`campaign`], [`cart`], [`catalog`], [`commission`], [`coupon`], [`income`], [`insight`], [`ledger`], [`level`],
//! [`member`], [`merchant`], [`order`], [`org`], [`payment`], [`payout`], [`pickup`], [`points`], [`pricing`],
//! [`reconciliation`], [`review`], [`sale`], [`search`], [`settlement`], [`share`], [`split`], [`station`]. Checking it all:
//! [`verify`]; moving a tenant to another store: [`transfer`]. Each domain folder has *records* (what is stored),
//! *rules* (pure functions), *commands* (what an actor may do) and *queries* (what can be asked).

pub mod kernel;

pub mod engine;
pub mod schema;
pub mod store;

pub mod aftersale;
pub mod campaign;
pub mod cart;
pub mod catalog;
pub mod commission;
pub mod coupon;
pub mod income;
pub mod insight;
pub mod ledger;
pub mod level;
pub mod member;
pub mod merchant;
pub mod order;
pub mod org;
pub mod payment;
pub mod payout;
pub mod pickup;
pub mod points;
pub mod pricing;
pub mod reconciliation;
pub mod review;
pub mod sale;
pub mod search;
pub mod settlement;
pub mod share;
pub mod split;
pub mod station;

pub mod transfer;
pub mod verify;

pub use engine::{Engine, Options};
pub use kernel::{Actor, Error, Result};
