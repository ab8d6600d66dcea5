//! What can be asked of after-sale cases.

use serde::Serialize;

use super::machine::CaseState;
use super::records::{AfterSale, Claim};
use crate::engine::{Engine, Lookup, Operation, Reader, Record, Target};
use crate::kernel::{
    Actor, AfterSaleId, Error, KeyPurpose, MemberId, MerchantId, NodeId, OrderId, Result,
};
use crate::member::{Member, masked_name, masked_phone};
use crate::store::{Place, Scan, Value};

/// One page of cases and where the next one begins.
pub type AfterSalePage = (Vec<AfterSale>, Option<Place>);

/// Rows of a page of cases.
const PAGE: u32 = 100;

/// A case with its progress, as the parties see it.
#[derive(Clone, Debug, Serialize)]
pub struct AfterSaleView {
    /// The case; its history says what happened when.
    pub case: AfterSale,
    /// 王**; `None` after erasure of the member.
    pub name: Option<String>,
    /// 138****1234; `None` after erasure.
    pub phone: Option<String>,
    /// What is wrong; `None` after erasure.
    pub description: Option<String>,
}

impl Engine {
    fn claim_of(&self, actor: &Actor, reader: &mut Reader<'_>, case: &AfterSale) -> Result<Claim> {
        let key = self
            .ports()
            .keys
            .key(actor.tenant(), KeyPurpose::PersonalData)?;
        let member = reader.require::<Member>(case.member)?;
        let plain = member.open(&key, &case.claim)?;
        serde_json::from_slice(&plain).map_err(|_| Error::internal("a claim could not be read"))
    }

    /// A case with its progress, name and phone masked. RULES §11.
    pub fn after_sale(&self, actor: &Actor, case: AfterSaleId) -> Result<AfterSaleView> {
        let target = Target::AfterSale(case);
        let mut reader = self.reader(actor, Operation::AfterSaleView, target)?;
        let case = (*reader.require::<AfterSale>(case)?).clone();
        let claim = if reader.require::<Member>(case.member)?.is_erased() {
            None
        } else {
            Some(self.claim_of(actor, &mut reader, &case)?)
        };
        Ok(AfterSaleView {
            name: claim.as_ref().map(|claim| masked_name(&claim.name)),
            phone: claim.as_ref().map(|claim| masked_phone(&claim.phone)),
            description: claim.map(|claim| claim.description.into()),
            case,
        })
    }

    /// Whom to ask about a case, in clear. Errors: `not_found` after erasure of the member.
    pub fn after_sale_claim(&self, actor: &Actor, case: AfterSaleId) -> Result<Claim> {
        let target = Target::AfterSale(case);
        let mut reader = self.reader(actor, Operation::AfterSaleClaim, target)?;
        let case = reader.require::<AfterSale>(case)?;
        self.claim_of(actor, &mut reader, &case)
    }

    /// The cases of an order, oldest first.
    pub fn after_sales_of_order(&self, actor: &Actor, order: OrderId) -> Result<Vec<AfterSale>> {
        let target = Target::Order(order);
        let reader = self.reader(actor, Operation::AfterSalesOfOrder, target)?;
        let most = AfterSale::MAX_PER_ORDER;
        let scan = Scan::index(
            AfterSale::TABLE,
            AfterSale::BY_ORDER,
            vec![order.into()],
            most,
        );
        Ok(reader.page(&scan)?.0)
    }

    /// A member's cases, newest first, 100 a page.
    pub fn after_sales_of_member(
        &self,
        actor: &Actor,
        member: MemberId,
        after: Option<Place>,
    ) -> Result<AfterSalePage> {
        let target = Target::Member(member);
        let reader = self.reader(actor, Operation::AfterSalesOfMember, target)?;
        let prefix = vec![Value::from(member)];
        reader.page(&Scan {
            descending: true,
            after,
            ..Scan::index(AfterSale::TABLE, AfterSale::BY_MEMBER, prefix, PAGE)
        })
    }

    /// A merchant's cases, of one state or by state, newest first in each, 100 a page.
    pub fn after_sales_of_merchant(
        &self,
        actor: &Actor,
        merchant: MerchantId,
        state: Option<CaseState>,
        after: Option<Place>,
    ) -> Result<AfterSalePage> {
        let target = Target::Merchant(merchant);
        let reader = self.reader(actor, Operation::AfterSalesOfMerchant, target)?;
        let prefix = with_state(Value::from(merchant), state);
        reader.page(&Scan {
            descending: true,
            after,
            ..Scan::index(AfterSale::TABLE, AfterSale::BY_MERCHANT, prefix, PAGE)
        })
    }

    /// The cases of a community's residents, of one state or by state, newest first in each, 100 a page.
    pub fn after_sales_of_community(
        &self,
        actor: &Actor,
        community: NodeId,
        state: Option<CaseState>,
        after: Option<Place>,
    ) -> Result<AfterSalePage> {
        let target = Target::Node(community);
        let reader = self.reader(actor, Operation::AfterSalesOfCommunity, target)?;
        let prefix = with_state(Value::from(community), state);
        reader.page(&Scan {
            descending: true,
            after,
            ..Scan::index(AfterSale::TABLE, AfterSale::BY_COMMUNITY, prefix, PAGE)
        })
    }
}

fn with_state(of: Value, state: Option<CaseState>) -> Vec<Value> {
    std::iter::once(of)
        .chain(state.map(|state| Value::from(state.name())))
        .collect()
}
