//! What can be asked of the organisation.

use serde::Serialize;

use super::records::Node;
use super::settings::Settings;
use crate::engine::{Engine, Lookup, Operation, Record, Target};
use crate::kernel::{Actor, NodeId, Result};
use crate::store::{Scan, Value};

/// A node as it stands in the tree.
#[derive(Clone, Debug, Serialize)]
pub struct NodeView {
    /// The node.
    pub node: Node,
    /// The settings in force there.
    pub settings: Settings,
    /// The nodes directly below, at most 1000.
    pub children: Vec<Node>,
}

impl Engine {
    /// A node, its settings in force, and its children.
    pub fn node(&self, actor: &Actor, node: NodeId) -> Result<NodeView> {
        let mut reader = self.reader(actor, Operation::Node, Target::Node(node))?;
        let record = reader.require::<Node>(node)?;
        let (children, _) =
            reader.page(&Scan::index(Node::TABLE, 0, vec![Value::from(node)], 1000))?;
        Ok(NodeView {
            settings: reader.settings(node)?,
            node: (*record).clone(),
            children,
        })
    }
}
