//! What may be done to merchants and suppliers. RULES §2.

use serde::{Deserialize, Serialize};

use super::machine::MerchantEvent;
use super::records::{Merchant, MerchantKind, MerchantState, Qualification, Supplier};
use super::rules;
use crate::engine::{Command, Context, Event, Lookup, Operation, Prefetch, Record, Target};
use crate::kernel::{Error, MerchantId, NodeId, Result, Role, SupplierId, Text, UserId};
use crate::org::{Grant, GrantScope, Node, UserGrants, add_grant};

/// How a review ends.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "verdict")]
pub enum Verdict {
    /// Accepted.
    Approve,
    /// Refused.
    Reject {
        /// Why; not empty.
        reason: Text<300>,
    },
}

/// `already_exists` if the code is taken. Two that come at once are kept apart by the index itself.
fn code_is_free<T: Record>(ctx: &mut Context<'_>, by_code: u8, code: &Text<40>) -> Result<()> {
    match ctx.lookup::<T>(by_code, vec![code.as_str().into()])? {
        Some(_) => Err(Error::AlreadyExists {
            what: format!("{} with the code {code}", T::WHAT).into(),
        }),
        None => Ok(()),
    }
}

/// Whether the running actor works for the merchant only, and not for the property company above it.
pub(crate) fn is_merchants_own(ctx: &mut Context<'_>, merchant: &Merchant) -> Result<bool> {
    let Some(user) = ctx.actor().user_id() else {
        return Ok(false);
    };
    let path = ctx.require::<Node>(merchant.node)?.path.clone();
    let grants = ctx.find::<UserGrants>(user)?;
    let office = grants
        .iter()
        .flat_map(|grants| &grants.grants)
        .any(|grant| {
            matches!(
                grant.role,
                Role::Platform | Role::NodeManager | Role::NodeOperator
            ) && match grant.scope {
                GrantScope::Tenant => true,
                GrantScope::Node(node) => path.contains(&node),
                GrantScope::Merchant(_) | GrantScope::Station(_) => false,
            }
        });
    Ok(!office)
}

fn wrong_state(merchant: &Merchant, event: &'static str) -> Error {
    Error::WrongState {
        what: Merchant::WHAT,
        id: merchant.id.to_string(),
        state: merchant.state.name(),
        event,
    }
}

/// Moves a merchant along its machine and stores it.
pub(crate) fn step(
    ctx: &mut Context<'_>,
    merchant: MerchantId,
    event: MerchantEvent,
    reason: Option<Text<300>>,
) -> Result<()> {
    let mut merchant = (*ctx.require::<Merchant>(merchant)?).clone();
    let from = merchant.state;
    let to = from
        .after(event)
        .ok_or_else(|| wrong_state(&merchant, event.name()))?;
    merchant.state = to;
    merchant.reason = reason;
    let moved = Event::MerchantMoved {
        merchant: merchant.id,
        from,
        to,
    };
    ctx.update(merchant)?;
    ctx.emit(moved);
    Ok(())
}

/// What both entries tell of a merchant.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MerchantDetails {
    /// Its name.
    pub name: Text<100>,
    /// Whom to call there.
    pub contact: Text<60>,
    /// The business's phone number: 5 to 15 digits.
    pub phone: Text<20>,
    /// How it takes part.
    pub kind: MerchantKind,
}

impl MerchantDetails {
    fn check(&self) -> Result<()> {
        self.name.require("details.name")?;
        self.contact.require("details.contact")?;
        rules::check_phone("details.phone", &self.phone)
    }
}

fn create(
    ctx: &mut Context<'_>,
    node: NodeId,
    code: &Text<40>,
    details: &MerchantDetails,
) -> Result<MerchantId> {
    rules::check_code("code", code)?;
    details.check()?;
    ctx.require::<Node>(node)?;
    code_is_free::<Merchant>(ctx, Merchant::BY_CODE, code)?;
    let id: MerchantId = ctx.new_id()?;
    ctx.insert(Merchant {
        id,
        node,
        code: code.clone(),
        name: details.name.clone(),
        contact: details.contact.clone(),
        phone: details.phone.clone(),
        kind: details.kind,
        state: MerchantState::Draft,
        reason: None,
        qualifications: Vec::new(),
        serves: Vec::new(),
    })?;
    ctx.emit(Event::MerchantCreated { merchant: id, node });
    Ok(id)
}

/// Records a merchant from the back office, as a draft. RULES §2. Errors: `invalid_field`, `not_found` node,
/// `already_exists` code.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RecordMerchant {
    /// The node that will look after it.
    pub node: NodeId,
    /// Its short code; unique in the tenant, used by imports.
    pub code: Text<40>,
    /// Everything else.
    pub details: MerchantDetails,
}

impl Command for RecordMerchant {
    type Answer = MerchantId;
    const OPERATION: Operation = Operation::RecordMerchant;

    fn target(&self) -> Target {
        Target::Node(self.node)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<MerchantId> {
        create(ctx, self.node, &self.code, &self.details)
    }
}

/// Self-registration: a draft whose applicant becomes merchant staff there at once, so that they can fill it in and
/// submit it. The host vouches for the applicant, whom it has authenticated. RULES §2. Errors: as
/// [`RecordMerchant`], `limit_exceeded` when the applicant has too many grants.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RegisterMerchant {
    /// Who applies, and will work for the merchant.
    pub applicant: UserId,
    /// The node that it applies to.
    pub node: NodeId,
    /// Its short code; unique in the tenant, used by imports.
    pub code: Text<40>,
    /// Everything else.
    pub details: MerchantDetails,
}

impl Command for RegisterMerchant {
    type Answer = MerchantId;
    const OPERATION: Operation = Operation::RegisterMerchant;

    fn target(&self) -> Target {
        Target::Node(self.node)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<MerchantId> {
        let merchant = create(ctx, self.node, &self.code, &self.details)?;
        let grant = Grant {
            role: Role::MerchantStaff,
            scope: GrantScope::Merchant(merchant),
        };
        add_grant(ctx, self.applicant, grant)?;
        Ok(merchant)
    }
}

/// Changes a merchant's data; `None` stays as it is. Before review (draft, rejected) everything, afterwards only contact
/// and phone; nothing while it is being reviewed or after it was delisted. Errors: `invalid_field`, `wrong_state`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChangeMerchant {
    /// Whose.
    pub merchant: MerchantId,
    /// Its name.
    pub name: Option<Text<100>>,
    /// Whom to call there.
    pub contact: Option<Text<60>>,
    /// The business's phone number.
    pub phone: Option<Text<20>>,
    /// How it takes part.
    pub kind: Option<MerchantKind>,
}

impl Command for ChangeMerchant {
    type Answer = ();
    const OPERATION: Operation = Operation::ChangeMerchant;

    fn target(&self) -> Target {
        Target::Merchant(self.merchant)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        if let Some(name) = &self.name {
            name.require("name")?;
        }
        if let Some(contact) = &self.contact {
            contact.require("contact")?;
        }
        if let Some(phone) = &self.phone {
            rules::check_phone("phone", phone)?;
        }
        let mut merchant = (*ctx.require::<Merchant>(self.merchant)?).clone();
        match merchant.state {
            MerchantState::Draft | MerchantState::Rejected => {}
            MerchantState::Submitted | MerchantState::Delisted => {
                return Err(wrong_state(&merchant, "change"));
            }
            _ if self.name.is_some() || self.kind.is_some() => {
                return Err(wrong_state(&merchant, "change_name_or_kind"));
            }
            _ => {}
        }
        if let Some(name) = &self.name {
            merchant.name = name.clone();
        }
        if let Some(contact) = &self.contact {
            merchant.contact = contact.clone();
        }
        if let Some(phone) = &self.phone {
            merchant.phone = phone.clone();
        }
        merchant.kind = self.kind.unwrap_or(merchant.kind);
        ctx.update(merchant)?;
        ctx.emit(Event::MerchantChanged {
            merchant: self.merchant,
        });
        Ok(())
    }
}

/// Asks for review. Errors: `wrong_state` unless draft or rejected.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SubmitMerchant {
    /// Which.
    pub merchant: MerchantId,
}

impl Command for SubmitMerchant {
    type Answer = ();
    const OPERATION: Operation = Operation::SubmitMerchant;

    fn target(&self) -> Target {
        Target::Merchant(self.merchant)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        step(ctx, self.merchant, MerchantEvent::Submit, None)
    }
}

/// Ends the review of a merchant. Errors: `wrong_state` unless submitted, `invalid_field` reason.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReviewMerchant {
    /// Which.
    pub merchant: MerchantId,
    /// How it ends.
    pub outcome: Verdict,
}

impl Command for ReviewMerchant {
    type Answer = ();
    const OPERATION: Operation = Operation::ReviewMerchant;

    fn target(&self) -> Target {
        Target::Merchant(self.merchant)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        match &self.outcome {
            Verdict::Approve => step(ctx, self.merchant, MerchantEvent::Approve, None),
            Verdict::Reject { reason } => {
                reason.require("outcome.reason")?;
                let reason = Some(reason.clone());
                step(ctx, self.merchant, MerchantEvent::Reject, reason)
            }
        }
    }
}

/// Lets an approved merchant sell. Errors: `wrong_state` unless approved.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ActivateMerchant {
    /// Which.
    pub merchant: MerchantId,
}

impl Command for ActivateMerchant {
    type Answer = ();
    const OPERATION: Operation = Operation::ActivateMerchant;

    fn target(&self) -> Target {
        Target::Merchant(self.merchant)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        step(ctx, self.merchant, MerchantEvent::Activate, None)
    }
}

/// Stops a merchant by hand: it sells nothing until it is resumed; open orders go on. Errors: `wrong_state` unless it
/// sells, `invalid_field` reason.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SuspendMerchant {
    /// Which.
    pub merchant: MerchantId,
    /// Why; not empty. The merchant sees it.
    pub reason: Text<300>,
}

impl Command for SuspendMerchant {
    type Answer = ();
    const OPERATION: Operation = Operation::SuspendMerchant;

    fn target(&self) -> Target {
        Target::Merchant(self.merchant)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        self.reason.require("reason")?;
        let reason = Some(self.reason.clone());
        step(ctx, self.merchant, MerchantEvent::Suspend, reason)
    }
}

/// Lets a suspended merchant sell again. Errors: `wrong_state` unless suspended, `invalid_field` reason.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ResumeMerchant {
    /// Which.
    pub merchant: MerchantId,
    /// Why; not empty. The merchant sees it.
    pub reason: Text<300>,
}

impl Command for ResumeMerchant {
    type Answer = ();
    const OPERATION: Operation = Operation::ResumeMerchant;

    fn target(&self) -> Target {
        Target::Merchant(self.merchant)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        self.reason.require("reason")?;
        let reason = Some(self.reason.clone());
        step(ctx, self.merchant, MerchantEvent::Resume, reason)
    }
}

/// Sets the nodes that a merchant is approved for, each with everything below it. All lie at or below the node that looks
/// after the merchant, so nobody approves it for places that are not theirs. RULES §2. Errors: `limit_exceeded` beyond
/// 200, `invalid_field`, `not_found` node.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetServedNodes {
    /// Which merchant.
    pub merchant: MerchantId,
    /// All of them; replaces what was set before.
    pub nodes: Vec<NodeId>,
}

impl Command for SetServedNodes {
    type Answer = ();
    const OPERATION: Operation = Operation::SetServedNodes;

    fn target(&self) -> Target {
        Target::Merchant(self.merchant)
    }

    fn prefetch(&self, wanted: &mut Prefetch) {
        for node in self.nodes.iter().take(Merchant::MAX_SERVED) {
            wanted.want::<Node>(*node);
        }
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        rules::check_served(&self.nodes)?;
        let mut merchant = (*ctx.require::<Merchant>(self.merchant)?).clone();
        for (place, node) in self.nodes.iter().enumerate() {
            if !ctx.require::<Node>(*node)?.path.contains(&merchant.node) {
                return Err(Error::invalid(
                    format!("nodes[{place}]"),
                    "it must lie at or below the node that looks after the merchant",
                ));
            }
        }
        merchant.serves.clone_from(&self.nodes);
        ctx.update(merchant)?;
        ctx.emit(Event::ServedNodesSet {
            merchant: self.merchant,
        });
        Ok(())
    }
}

/// Sets a merchant's qualifications. The merchant's own staff may do so before review only (draft, rejected), the property
/// company always. RULES §2. Errors: `limit_exceeded` beyond 50, `invalid_field`, `wrong_state`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetQualifications {
    /// Which merchant.
    pub merchant: MerchantId,
    /// All of them; replaces what was set before.
    pub qualifications: Vec<Qualification>,
}

impl Command for SetQualifications {
    type Answer = ();
    const OPERATION: Operation = Operation::SetQualifications;

    fn target(&self) -> Target {
        Target::Merchant(self.merchant)
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<()> {
        rules::check_qualifications(&self.qualifications)?;
        let mut merchant = (*ctx.require::<Merchant>(self.merchant)?).clone();
        let open = matches!(
            merchant.state,
            MerchantState::Draft | MerchantState::Rejected
        );
        if !open && is_merchants_own(ctx, &merchant)? {
            return Err(wrong_state(&merchant, "set_qualifications"));
        }
        merchant.qualifications.clone_from(&self.qualifications);
        ctx.update(merchant)?;
        ctx.emit(Event::QualificationsSet {
            merchant: self.merchant,
        });
        Ok(())
    }
}

/// Records a supplier. Errors: `invalid_field`, `already_exists` code.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CreateSupplier {
    /// Its short code; unique in the tenant, used by imports.
    pub code: Text<40>,
    /// Its name.
    pub name: Text<100>,
}

impl Command for CreateSupplier {
    type Answer = SupplierId;
    const OPERATION: Operation = Operation::CreateSupplier;

    fn target(&self) -> Target {
        Target::Tenant
    }

    fn run(&self, ctx: &mut Context<'_>) -> Result<SupplierId> {
        rules::check_code("code", &self.code)?;
        self.name.require("name")?;
        code_is_free::<Supplier>(ctx, Supplier::BY_CODE, &self.code)?;
        let id: SupplierId = ctx.new_id()?;
        ctx.insert(Supplier {
            id,
            code: self.code.clone(),
            name: self.name.clone(),
        })?;
        ctx.emit(Event::SupplierCreated { supplier: id });
        Ok(id)
    }
}
