//! What can be asked of merchants and suppliers.

use serde::Serialize;

use super::records::{Merchant, MerchantKind, Supplier};
use crate::engine::{Engine, Lookup, Operation, Record, Target, page_limit};
use crate::kernel::{Actor, MerchantId, NodeId, Result, SupplierId, Text};
use crate::store::{Place, Scan, Value};

/// What everybody may know of a merchant.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct MerchantCard {
    /// Its id.
    pub id: MerchantId,
    /// Its name.
    pub name: Text<100>,
    /// The business's phone number.
    pub phone: Text<20>,
    /// How it takes part.
    pub kind: MerchantKind,
    /// Whether its products can be bought.
    pub sells: bool,
}

impl Engine {
    /// A merchant with everything that is stored of it: for its own staff and the property company.
    pub fn merchant(&self, actor: &Actor, merchant: MerchantId) -> Result<Merchant> {
        let target = Target::Merchant(merchant);
        let mut reader = self.reader(actor, Operation::MerchantRecord, target)?;
        Ok((*reader.require::<Merchant>(merchant)?).clone())
    }

    /// What everybody may know of a merchant.
    pub fn merchant_card(&self, actor: &Actor, merchant: MerchantId) -> Result<MerchantCard> {
        let mut reader = self.reader(actor, Operation::MerchantCard, Target::Public)?;
        let merchant = reader.require::<Merchant>(merchant)?;
        Ok(MerchantCard {
            id: merchant.id,
            name: merchant.name.clone(),
            phone: merchant.phone.clone(),
            kind: merchant.kind,
            sells: merchant.state.sells(),
        })
    }

    /// The merchants that this very node looks after (not the nodes below it), by id, at most `limit` (1–500) behind
    /// `after`. Fewer than `limit`: there are no more.
    pub fn merchants_of_node(
        &self,
        actor: &Actor,
        node: NodeId,
        after: Option<MerchantId>,
        limit: u32,
    ) -> Result<Vec<Merchant>> {
        const BY_NODE: u8 = 1;
        let limit = page_limit(limit)?;
        let reader = self.reader(actor, Operation::MerchantsOfNode, Target::Node(node))?;
        let values = vec![Value::from(node)];
        let scan = Scan {
            after: after.map(|after| Place {
                values: values.clone(),
                id: after.into(),
            }),
            ..Scan::index(Merchant::TABLE, BY_NODE, values.clone(), limit)
        };
        Ok(reader.page(&scan)?.0)
    }

    /// The suppliers by id, at most `limit` (1–500) behind `after`. Fewer than `limit`: there are no more.
    pub fn suppliers(
        &self,
        actor: &Actor,
        after: Option<SupplierId>,
        limit: u32,
    ) -> Result<Vec<Supplier>> {
        let limit = page_limit(limit)?;
        let reader = self.reader(actor, Operation::Suppliers, Target::Public)?;
        let scan = Scan {
            after: after.map(|after| Place {
                values: Vec::new(),
                id: after.into(),
            }),
            ..Scan::all(Supplier::TABLE, limit)
        };
        Ok(reader.page(&scan)?.0)
    }
}
