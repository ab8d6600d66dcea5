//! What can be asked about documents and third-party services.

use super::records::{Document, ThirdPartyContract, ThirdPartySale};
use crate::engine::{Engine, Lookup, Operation, Target, page_limit};
use crate::kernel::{Actor, DocumentId, MerchantId, Result, ThirdPartySaleId, Timestamp};
use crate::schema::tables;
use crate::store::{Place, Scan, Value};

impl Engine {
    /// A document.
    pub fn document(&self, actor: &Actor, document: DocumentId) -> Result<Document> {
        let mut reader = self.reader(actor, Operation::DocumentView, Target::Tenant)?;
        Ok((*reader.require::<Document>(document)?).clone())
    }

    /// The documents, latest first, behind one (its moment and id) that was seen, at most `limit` (1–500).
    pub fn documents(
        &self,
        actor: &Actor,
        after: Option<(Timestamp, DocumentId)>,
        limit: u32,
    ) -> Result<Vec<Document>> {
        let reader = self.reader(actor, Operation::Documents, Target::Tenant)?;
        let scan = Scan {
            after: after.map(|(at, id)| Place {
                values: vec![at.into()],
                id: id.0,
            }),
            descending: true,
            ..Scan::index(
                tables::DOCUMENT,
                Document::BY_TIME,
                Vec::new(),
                page_limit(limit)?,
            )
        };
        Ok(reader.page(&scan)?.0)
    }

    /// What a third-party merchant owes per transaction; `None`: nothing was agreed.
    pub fn third_party_contract(
        &self,
        actor: &Actor,
        merchant: MerchantId,
    ) -> Result<Option<ThirdPartyContract>> {
        let mut reader = self.reader(
            actor,
            Operation::ThirdPartyContractView,
            Target::Merchant(merchant),
        )?;
        let contract = reader.find::<ThirdPartyContract>(merchant)?;
        Ok(contract.map(|contract| (*contract).clone()))
    }

    /// The sales of a third-party merchant, latest first, behind one (its moment and id) that was seen, at most `limit`
    /// (1–500).
    pub fn third_party_sales(
        &self,
        actor: &Actor,
        merchant: MerchantId,
        after: Option<(Timestamp, ThirdPartySaleId)>,
        limit: u32,
    ) -> Result<Vec<ThirdPartySale>> {
        let reader = self.reader(
            actor,
            Operation::ThirdPartySalesOf,
            Target::Merchant(merchant),
        )?;
        let scan = Scan {
            after: after.map(|(at, id)| Place {
                values: vec![merchant.into(), at.into()],
                id: id.0,
            }),
            descending: true,
            ..Scan::index(
                tables::THIRD_PARTY_SALE,
                ThirdPartySale::BY_MERCHANT,
                vec![Value::from(merchant)],
                page_limit(limit)?,
            )
        };
        Ok(reader.page(&scan)?.0)
    }
}
