//! The engine's source as items that can be found by name.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use quote::ToTokens;
use syn::{Attribute, Expr, Item, Lit, Meta, UseTree};

/// A struct or enum, and where it stands.
pub(crate) struct Found {
    pub(crate) file: usize,
    pub(crate) item: Item,
}

pub(crate) struct File {
    /// `order`, `ledger`, …; `kernel` and `engine` too.
    pub(crate) domain: String,
    pub(crate) items: Vec<Item>,
    /// What a name was imported from: the path's segments without the name itself, and the name there.
    pub(crate) imports: BTreeMap<String, (Vec<String>, String)>,
}

pub(crate) struct Source {
    pub(crate) files: Vec<File>,
    /// Structs, enums and aliases by name.
    pub(crate) types: BTreeMap<String, Vec<Found>>,
}

/// A default that is not derived.
pub(crate) enum Handwritten {
    /// There is none.
    Nothing,
    /// Literals for its fields.
    Literals(BTreeMap<String, Lit>),
    /// Something else.
    Opaque,
}

impl Source {
    /// Reads every file under the folder; tests are left out.
    pub(crate) fn read(folder: &Path) -> Result<Self, String> {
        let mut paths = Vec::new();
        collect(folder, &mut paths)?;
        paths.sort();
        let mut source = Self {
            files: Vec::new(),
            types: BTreeMap::new(),
        };
        for path in paths {
            let text = fs::read_to_string(&path)
                .map_err(|error| format!("{}: {error}", path.display()))?;
            let parsed =
                syn::parse_file(&text).map_err(|error| format!("{}: {error}", path.display()))?;
            let inside = path.strip_prefix(folder).unwrap_or(&path);
            let domain = inside
                .iter()
                .next()
                .and_then(|name| name.to_str())
                .unwrap_or_default();
            source.add(domain.trim_end_matches(".rs"), parsed.items)?;
        }
        Ok(source)
    }

    fn add(&mut self, domain: &str, items: Vec<Item>) -> Result<(), String> {
        let file = self.files.len();
        let mut kept = Vec::new();
        let mut imports = BTreeMap::new();
        for item in items {
            if is_test(attributes(&item)) {
                continue;
            }
            match &item {
                Item::Use(found) => import(&found.tree, &mut Vec::new(), &mut imports),
                Item::Macro(found) => {
                    for item in expanded(&found.mac)? {
                        self.know(file, item.clone());
                        kept.push(item);
                    }
                }
                _ => self.know(file, item.clone()),
            }
            kept.push(item);
        }
        self.files.push(File {
            domain: domain.to_owned(),
            items: kept,
            imports,
        });
        Ok(())
    }

    fn know(&mut self, file: usize, item: Item) {
        let name = match &item {
            Item::Struct(found) => found.ident.to_string(),
            Item::Enum(found) => found.ident.to_string(),
            Item::Type(found) => found.ident.to_string(),
            _ => return,
        };
        self.types
            .entry(name)
            .or_default()
            .push(Found { file, item });
    }

    /// What a hand-written `impl Default` of a type gives.
    pub(crate) fn default_of(&self, name: &str) -> Handwritten {
        let found = self
            .files
            .iter()
            .flat_map(|file| &file.items)
            .find_map(|item| match item {
                Item::Impl(block)
                    if block.self_ty.to_token_stream().to_string() == name
                        && block
                            .trait_
                            .as_ref()
                            .is_some_and(|(_, path, _)| path.is_ident("Default")) =>
                {
                    Some(block)
                }
                _ => None,
            });
        let Some(block) = found else {
            return Handwritten::Nothing;
        };
        let [syn::ImplItem::Fn(function)] = block.items.as_slice() else {
            return Handwritten::Opaque;
        };
        let [syn::Stmt::Expr(Expr::Struct(made), None)] = function.block.stmts.as_slice() else {
            return Handwritten::Opaque;
        };
        let fields = made.fields.iter().map(|field| match &field.expr {
            Expr::Lit(literal) => Some((
                field.member.to_token_stream().to_string(),
                literal.lit.clone(),
            )),
            _ => None,
        });
        fields
            .collect::<Option<_>>()
            .map_or(Handwritten::Opaque, Handwritten::Literals)
    }

    /// The type that a path means in a file.
    pub(crate) fn resolve(&self, file: usize, path: &syn::Path) -> Result<&Found, String> {
        let mut segments: Vec<String> = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        let mut name = segments.pop().unwrap_or_default();
        if segments.is_empty()
            && let Some((from, original)) = self.files[file].imports.get(&name)
        {
            segments.clone_from(from);
            name.clone_from(original);
        }
        let candidates = self
            .types
            .get(&name)
            .ok_or_else(|| format!("there is no type {name}"))?;
        if let [only] = candidates.as_slice() {
            return Ok(only);
        }
        if segments.is_empty()
            && let Some(here) = candidates.iter().find(|found| found.file == file)
        {
            return Ok(here);
        }
        // `crate::order::…` names its domain; `super::…`, or no import at all, means the file's own.
        let own = &self.files[file].domain;
        let domain = segments
            .iter()
            .find(|segment| !matches!(segment.as_str(), "crate" | "super" | "self"))
            .filter(|_| segments.first().is_some_and(|first| first != "super"))
            .unwrap_or(own);
        let mut inside = candidates
            .iter()
            .filter(|found| &self.files[found.file].domain == domain && is_public(&found.item));
        match (inside.next(), inside.next()) {
            (Some(found), None) => Ok(found),
            _ => Err(format!(
                "which {name} is meant in the domain {own}? import it by name"
            )),
        }
    }
}

fn collect(folder: &Path, paths: &mut Vec<std::path::PathBuf>) -> Result<(), String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            paths.push(path);
        }
    }
    Ok(())
}

fn is_public(item: &Item) -> bool {
    let visibility = match item {
        Item::Struct(found) => &found.vis,
        Item::Enum(found) => &found.vis,
        Item::Type(found) => &found.vis,
        _ => return false,
    };
    matches!(visibility, syn::Visibility::Public(_))
}

pub(crate) fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Struct(found) => &found.attrs,
        Item::Enum(found) => &found.attrs,
        Item::Type(found) => &found.attrs,
        Item::Impl(found) => &found.attrs,
        Item::Mod(found) => &found.attrs,
        Item::Fn(found) => &found.attrs,
        Item::Use(found) => &found.attrs,
        Item::Macro(found) => &found.attrs,
        _ => &[],
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .meta
                .to_token_stream()
                .to_string()
                .contains("test")
    })
}

fn import(
    tree: &UseTree,
    prefix: &mut Vec<String>,
    imports: &mut BTreeMap<String, (Vec<String>, String)>,
) {
    match tree {
        UseTree::Path(path) => {
            prefix.push(path.ident.to_string());
            import(&path.tree, prefix, imports);
            prefix.pop();
        }
        UseTree::Name(name) => {
            let name = name.ident.to_string();
            imports.insert(name.clone(), (prefix.clone(), name));
        }
        UseTree::Rename(rename) => {
            imports.insert(
                rename.rename.to_string(),
                (prefix.clone(), rename.ident.to_string()),
            );
        }
        UseTree::Group(group) => {
            for tree in &group.items {
                import(tree, prefix, imports);
            }
        }
        UseTree::Glob(_) => {}
    }
}

/// The documentation of an item as one text.
pub(crate) fn doc(attributes: &[Attribute]) -> String {
    let mut lines = Vec::new();
    for attribute in attributes {
        if let Meta::NameValue(pair) = &attribute.meta
            && pair.path.is_ident("doc")
            && let Expr::Lit(literal) = &pair.value
            && let Lit::Str(text) = &literal.lit
        {
            lines.push(text.value().trim().to_owned());
        }
    }
    lines.join("\n").trim().to_owned()
}

/// The items that a macro call of the engine stands for, where they are part of the surface.
fn expanded(call: &syn::Macro) -> Result<Vec<Item>, String> {
    let name = call.path.to_token_stream().to_string();
    let tokens = call.tokens.clone();
    let parsed = match name.as_str() {
        "purposes" => syn::parse2::<Purposes>(tokens).map(|found| vec![found.0]),
        "settings" => syn::parse2::<Settings>(tokens).map(|found| found.0),
        _ => return Ok(Vec::new()),
    };
    parsed.map_err(|error| format!("{name}!: {error}"))
}

/// `purposes! { /// doc  Name  /// doc  Variant = "wire", … }` of the ledger.
struct Purposes(Item);

impl syn::parse::Parse for Purposes {
    fn parse(input: syn::parse::ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let name: syn::Ident = input.parse()?;
        let mut variants = Vec::new();
        while !input.is_empty() {
            let attributes = input.call(Attribute::parse_outer)?;
            let variant: syn::Ident = input.parse()?;
            input.parse::<syn::Token![=]>()?;
            let wire: syn::LitStr = input.parse()?;
            input.parse::<Option<syn::Token![,]>>()?;
            variants.push(quote::quote!(#(#attributes)* #[serde(rename = #wire)] #variant));
        }
        syn::parse2(quote::quote! {
            #(#attributes)*
            #[derive(Serialize, Deserialize)]
            pub enum #name { #(#variants,)* }
        })
        .map(Self)
    }
}

/// `settings! { /// doc  name: Type = default, bounds; … }` of the organisation.
struct Settings(Vec<Item>);

impl syn::parse::Parse for Settings {
    fn parse(input: syn::parse::ParseStream<'_>) -> syn::Result<Self> {
        let (mut fields, mut set) = (Vec::new(), Vec::new());
        while !input.is_empty() {
            let attributes = input.call(Attribute::parse_outer)?;
            let name: syn::Ident = input.parse()?;
            input.parse::<syn::Token![:]>()?;
            let kind: syn::Type = input.parse()?;
            while !input.peek(syn::Token![;]) {
                input.parse::<proc_macro2::TokenTree>()?;
            }
            input.parse::<syn::Token![;]>()?;
            fields.push(quote::quote!(#(#attributes)* pub #name: #kind));
            set.push(quote::quote!(#(#attributes)* pub #name: Option<#kind>));
        }
        let settings = quote::quote! {
            /// The settings in force at a node.
            pub struct Settings { #(#fields,)* }
        };
        let patch = quote::quote! {
            /// What one node sets; what is absent is inherited.
            pub struct SettingsPatch { #(#set,)* }
        };
        Ok(Self(vec![syn::parse2(settings)?, syn::parse2(patch)?]))
    }
}
