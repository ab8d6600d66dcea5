//! Step 1: the organisation, merchants, catalogue, stations and residents from CSV files.

use linli::catalog::{
    CreateCategory, CsvFile, ExistingStock, ImportMode, ImportProducts, ImportReport, ImportScope,
    Publish,
};
use linli::commission::{Tier, TierMode, TierTable};
use linli::kernel::{Currency, Money, NodeId, Points, Rate, Role, Text, Zone};
use linli::ledger::Party;
use linli::member::{Address, Profile, RegisterMember};
use linli::merchant::{
    ActivateMerchant, CreateSupplier, MerchantDetails, MerchantKind, RecordMerchant,
    ReviewMerchant, SetServedNodes, SubmitMerchant, Verdict,
};
use linli::org::{
    ChangeSettings, CreateNode, CreateTenant, Grant, GrantRole, GrantScope, SettingsPatch,
};
use linli::points::{GrantPoints, PointsKind};
use linli::split::{
    SetSplitRule, ShareAmount, ShareBasis, ShareReceiver, ShareRule, SplitLayer, SplitScope,
};
use linli::station::{CreateStation, Position};

use super::input::{MerchantLine, NodeLine};
use super::month_end::CLERKS;
use super::{Community, Outcome};

/// Fills the empty engine. The office does all of it.
pub fn import(community: &mut Community) -> Outcome<()> {
    organisation(community)?;
    merchants(community)?;
    catalogue(community)?;
    stations(community)?;
    residents(community)
}

/// 集团 → 城市公司 → 项目, and the numbers that the group sets for all of them.
fn organisation(community: &mut Community) -> Outcome<()> {
    let lines = community.input.nodes.clone();
    let (root, below) = lines.split_first().ok_or("nodes.csv: no lines")?;
    let create = CreateTenant {
        name: Text::new(&*root.name)?,
        root_kind: Text::new(&*root.kind)?,
        currency: Currency::CNY,
        zone: Zone::SHANGHAI,
        platform: Community::user_id("office"),
    };
    let group = community
        .engine
        .create_tenant(&community.host, community.id()?, create)?;
    community.nodes.insert(root.code.clone(), group);
    for line in below {
        let node = node(community, line)?;
        community.nodes.insert(line.code.clone(), node);
    }
    // Every number of the rules is a setting of the tree: here parcels cost 6.00, from 59.00 on nothing.
    let set = SettingsPatch {
        express_fee: Some(Currency::CNY.parse("express_fee", "6.00")?),
        express_free_from: Some(Currency::CNY.parse("express_free_from", "59.00")?),
        // Residents bring the points that they had before.
        points_for_registering: Some(0),
        // Leaders earn 3 % of a month's sales below 1,000.00, 4 % below 2,500.00, 5 % above; of all of the month's sales.
        leader_tiers: Some(leader_tiers()?),
        leader_tier_mode: Some(TierMode::WholeMonth),
        // Payouts of more than 10,000.00 a day need two people.
        payout_approval_above: Some(Money::new(1_000_000)?),
        ..SettingsPatch::default()
    };
    let change = ChangeSettings {
        node: group,
        set,
        inherit: Vec::new(),
    };
    community
        .engine
        .change_settings(&community.office, community.id()?, change)?;
    for clerk in CLERKS {
        grant(community, clerk, Role::Finance, GrantScope::Tenant)?;
    }
    Ok(())
}

fn leader_tiers() -> Outcome<TierTable> {
    let tier = |below: Option<i64>, percent| -> Outcome<Tier> {
        Ok(Tier {
            below: below.map(Money::new).transpose()?,
            rate: Rate::percent(percent)?,
        })
    };
    Ok(TierTable::new(vec![
        tier(Some(100_000), 3)?,
        tier(Some(250_000), 4)?,
        tier(None, 5)?,
    ])?)
}

fn node(community: &Community, line: &NodeLine) -> Outcome<NodeId> {
    let parent = line.parent.as_deref().unwrap_or_default();
    let create = CreateNode {
        parent: *community.nodes.get(parent).ok_or("nodes.csv: parent")?,
        kind: Text::new(&*line.kind)?,
        name: Text::new(&*line.name)?,
    };
    Ok(community
        .engine
        .create_node(&community.office, community.id()?, create)?)
}

/// Recorded by the back office: draft → submitted → approved → active.
fn merchants(community: &mut Community) -> Outcome<()> {
    for line in community.input.suppliers.clone() {
        let create = CreateSupplier {
            code: Text::new(&*line.code)?,
            name: Text::new(&*line.name)?,
        };
        let supplier =
            community
                .engine
                .create_supplier(&community.office, community.id()?, create)?;
        community.suppliers.insert(line.code, supplier);
    }
    for line in community.input.merchants.clone() {
        let engine = &community.engine;
        let office = &community.office;
        let record = RecordMerchant {
            node: community.nodes[&line.node],
            code: Text::new(&*line.code)?,
            details: MerchantDetails {
                name: Text::new(&*line.name)?,
                contact: Text::new(&*line.contact)?,
                phone: Text::new(&*line.phone)?,
                kind: MerchantKind::Mall,
            },
        };
        let merchant = engine.record_merchant(office, community.id()?, record)?;
        let nodes = line.serves.split(';').map(|code| community.nodes[code]);
        let nodes = nodes.collect();
        let serve = SetServedNodes { merchant, nodes };
        engine.set_served_nodes(office, community.id()?, serve)?;
        engine.submit_merchant(office, community.id()?, SubmitMerchant { merchant })?;
        let outcome = Verdict::Approve;
        let review = ReviewMerchant { merchant, outcome };
        engine.review_merchant(office, community.id()?, review)?;
        engine.activate_merchant(office, community.id()?, ActivateMerchant { merchant })?;
        grant(
            community,
            &line.code,
            Role::MerchantStaff,
            GrantScope::Merchant(merchant),
        )?;
        let rule = SetSplitRule {
            layer: SplitLayer::Base,
            scope: SplitScope::merchant(merchant),
            name: Text::new(&*line.split_rule)?,
            shares: shares(&line)?,
        };
        engine.set_split_rule(office, community.id()?, rule)?;
        let commission = SetSplitRule {
            layer: SplitLayer::Commission,
            scope: SplitScope::merchant(merchant),
            name: Text::new("团长佣金")?,
            shares: vec![commission(&line)?],
        };
        engine.set_split_rule(office, community.id()?, commission)?;
        community.merchants.insert(line.code, merchant);
    }
    Ok(())
}

/// `amount:0.05`: five percent of the order amount, half to the property, half to the platform. `difference`: of sale less
/// supply price 40 % to the property, 10 % to the platform. The merchant keeps the rest, less the leader's commission.
fn shares(line: &MerchantLine) -> Outcome<Vec<ShareRule>> {
    let share = |basis, rate, receivers| ShareRule {
        basis,
        amount: ShareAmount::Percent(rate),
        floor: None,
        cap: None,
        receivers,
    };
    if let Some(rate) = line.split_rule.strip_prefix("amount:") {
        let halves = vec![(ShareReceiver::Property, 1), (ShareReceiver::Platform, 1)];
        let rate = Rate::parse("split_rule", rate)?;
        return Ok(vec![share(ShareBasis::OrderAmount, rate, halves)]);
    }
    if line.split_rule != "difference" {
        return Err(format!("merchants.csv: unknown split rule {}", line.split_rule).into());
    }
    let mut shares = Vec::new();
    for (receiver, percent) in [(ShareReceiver::Property, 40), (ShareReceiver::Platform, 10)] {
        let rate = Rate::percent(percent)?;
        shares.push(share(
            ShareBasis::PriceDifference,
            rate,
            vec![(receiver, 1)],
        ));
    }
    Ok(shares)
}

/// What the leader earns: 30 % of a difference, otherwise by the tiers of the month.
fn commission(line: &MerchantLine) -> Outcome<ShareRule> {
    let (basis, amount) = if line.split_rule == "difference" {
        let rate = Rate::percent(30)?;
        (ShareBasis::PriceDifference, ShareAmount::Percent(rate))
    } else {
        (ShareBasis::OrderAmount, ShareAmount::Tiers)
    };
    Ok(ShareRule {
        basis,
        amount,
        floor: None,
        cap: None,
        receivers: vec![(ShareReceiver::Leader, 1)],
    })
}

/// Categories, then products with their SKUs and stock in one call; a file with wrong lines is reported line by line.
fn catalogue(community: &mut Community) -> Outcome<()> {
    let mut categories = std::collections::BTreeMap::new();
    for line in community.input.categories.clone() {
        let parent = line.parent.map(|code| categories[&code]);
        let create = CreateCategory {
            parent,
            code: Text::new(&*line.code)?,
            name: Text::new(&*line.name)?,
        };
        let category =
            community
                .engine
                .create_category(&community.office, community.id()?, create)?;
        categories.insert(line.code, category);
    }
    let good = products(community, &community.input.products)?;
    let bad = products(community, &community.input.bad_products)?;
    community.imports = vec![
        ("products.csv".to_owned(), good),
        ("bad_products.csv".to_owned(), bad),
    ];
    Ok(())
}

fn products(community: &Community, csv: &str) -> Outcome<ImportReport> {
    let import = ImportProducts {
        scope: ImportScope::Node(community.nodes["group"]),
        csv: CsvFile::new(csv)?,
        mode: ImportMode::ValidLines,
        publish: Publish::OnSale,
        existing_stock: ExistingStock::Keep,
    };
    Ok(community
        .engine
        .import_products(&community.office, community.id()?, import)?)
}

fn stations(community: &mut Community) -> Outcome<()> {
    for line in community.input.stations.clone() {
        let create = CreateStation {
            community: community.nodes[&line.community],
            code: Text::new(&*line.code)?,
            name: Text::new(&*line.name)?,
            leader_name: Text::new(&*line.leader_name)?,
            leader_phone: Text::new(&*line.leader_phone)?,
            address: Address {
                province: Text::new(&*line.province)?,
                city: Text::new(&*line.city)?,
                district: Text::new(&*line.district)?,
                detail: Text::new(&*line.detail)?,
            },
            position: Position::new(
                microdegrees(&line.latitude)?,
                microdegrees(&line.longitude)?,
            )?,
            route: Text::new(&*line.route)?,
            region: Text::new(&*line.region)?,
            hours: Text::new(&*line.hours)?,
        };
        let station =
            community
                .engine
                .create_station(&community.office, community.id()?, create)?;
        grant(
            community,
            &line.code,
            Role::Leader,
            GrantScope::Station(station),
        )?;
        community.stations.insert(line.code, station);
    }
    Ok(())
}

/// Residents with sealed personal data, and the points that the property company gave them before. Hundreds of commands
/// brought in together share commits.
fn residents(community: &mut Community) -> Outcome<()> {
    let lines = community.input.residents.clone();
    let mut registrations = Vec::new();
    for line in &lines {
        let home = address_of_stations(community, &line.community)?;
        let detail = format!("{}{}{}室", line.building, line.unit, line.room);
        let register = RegisterMember {
            community: community.nodes[&line.community],
            external_ref: Text::new(&*line.code)?,
            profile: Profile {
                name: Text::new(&*line.name)?,
                phone: Text::new(&*line.phone)?,
                address: Address {
                    detail: Text::new(detail)?,
                    ..home
                },
            },
            station: community.stations.get(&line.station).copied(),
        };
        registrations.push((community.id()?, register));
    }
    let engine = &community.engine;
    let members = engine.execute_all(&community.host, registrations)?;
    let mut gifts = Vec::new();
    for (line, member) in lines.into_iter().zip(members) {
        let member = member?;
        if line.opening_points > 0 {
            let give = GrantPoints {
                member,
                points: Points::new(line.opening_points)?,
                kind: PointsKind::Universal,
                issuer: Party::Node(community.nodes["group"]),
                expires: None,
                reason: Text::new("期初积分")?,
            };
            gifts.push((community.id()?, give));
        }
        community.residents.insert(line.code, member);
    }
    for given in engine.execute_all(&community.office, gifts)? {
        given?;
    }
    Ok(())
}

/// Province, city and district of a community are those of its stations.
fn address_of_stations(community: &Community, code: &str) -> Outcome<Address> {
    let mut stations = community.input.stations.iter();
    let station = stations
        .find(|station| station.community == code)
        .ok_or("stations.csv: a community without station")?;
    Ok(Address {
        province: Text::new(&*station.province)?,
        city: Text::new(&*station.city)?,
        district: Text::new(&*station.district)?,
        detail: Text::default(),
    })
}

/// Lets a user of the host be something somewhere.
fn grant(community: &Community, user: &str, role: Role, scope: GrantScope) -> Outcome<()> {
    let grant = GrantRole {
        user: Community::user_id(user),
        grant: Grant { role, scope },
    };
    Ok(community
        .engine
        .grant_role(&community.office, community.id()?, grant)?)
}

/// `30.287912` as millionths of a degree, exactly.
fn microdegrees(text: &str) -> Outcome<i32> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    if rest.len() > 6 {
        return Err(format!("{text}: at most six decimals").into());
    }
    Ok(format!("{whole}{rest:0<6}").parse()?)
}
