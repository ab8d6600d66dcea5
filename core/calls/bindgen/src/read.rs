//! From the source to the [`Surface`]: the table of operations, the methods of the engine, and every type that they reach.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use quote::ToTokens;
use syn::{
    Attribute, Expr, Fields, FnArg, GenericArgument, ImplItem, Item, Lit, PathArguments,
    ReturnType, Type as RustType,
};

use crate::model::{
    Argument, Command, Data, ErrorKind, Fallback, Field, Passing, Query, Shape, Surface, Tagging,
    Ty, Type, Variant,
};
use crate::names::{snake, upper_camel};
use crate::source::{Found, Handwritten, Source, doc};

/// Types of the kernel that every language writes by hand, or maps to one of its own.
const VALUES: &[&str] = &[
    "Money",
    "Points",
    "Rate",
    "Timestamp",
    "Day",
    "Month",
    "TimeOfDay",
    "Zone",
    "Id",
    "TenantId",
    "AnyCommand",
    "Party",
    "Error",
];

/// Methods that take an actor and are no queries of the table.
const MORE_METHODS: &[&str] = &["run_due", "settle"];

/// Texts that open something: no log may show them.
const CODES: [&str; 2] = ["PickupDigits", "PickupToken"];

/// Rules that hosts apply themselves: the domain, the function or method in it, and the name outside. A method's own
/// value is its first argument, called after its type; what a rule changes (`&mut`) is given by value, and its new value
/// comes back before the answer.
const RULES: &[(&str, &str, &str)] = &[
    ("kernel", "divide", "divide"),
    ("kernel", "percentage", "percentage"),
    ("kernel", "portion", "portion"),
    (
        "kernel",
        "BusinessCalendar::next_working_day",
        "next_working_day",
    ),
    ("commission", "TierTable::month", "commission_of_month"),
    ("income", "commission", "third_party_commission"),
    ("income", "taken_back_by", "third_party_taken_back"),
    ("level", "Standing::begin", "begin_standing"),
    ("level", "Standing::place", "place_of_standing"),
    ("level", "Standing::pass", "advance_standing"),
    ("level", "Standing::grow", "grow_standing"),
    ("level", "Standing::shrink", "shrink_standing"),
    ("payment", "refund_of_line", "refund_of_line"),
    ("payout", "ChannelProfile::others_of", "most_for_others"),
    ("pickup", "check_pickup_token", "check_pickup_token"),
    ("points", "earned_by", "earned_by"),
    ("points", "points_for_bill", "points_for_bill"),
    ("points", "Wallet::earn", "earn_points"),
    ("points", "Wallet::fall_due", "expire_points"),
    ("points", "Wallet::give_back", "give_points_back"),
    ("points", "Wallet::spend", "spend_points"),
    ("points", "Wallet::spendable", "spendable_points"),
    ("points", "Wallet::take_back", "take_points_back"),
    ("pricing", "quote", "quote"),
    ("review", "bayesian_mean", "bayesian_mean"),
    ("review", "is_below", "rating_is_below"),
    ("split", "given_back", "given_back"),
    ("split", "plan", "split_plan"),
];

/// What rules rely on and an engine makes sure of when it stores such values: the type, and what refuses others.
const CHECKS: &[(&str, &str)] = &[
    ("[Level]", "linli::level::check_levels"),
    ("LevelTerms", "linli::level::check_terms"),
];

/// Methods of `impl Engine` that open it or run what is typed already.
const LEFT_OUT: &[&str] = &[
    "new",
    "open",
    "reading_from",
    "new_command_id",
    "execute",
    "execute_all",
    "execute_boxed",
    "execute_all_boxed",
    "execute_each",
    "execute_any",
];

/// Reads the surface of the engine whose source lies in the folder.
pub fn surface(folder: &Path) -> Result<Surface, String> {
    let source = Source::read(folder)?;
    let mut reader = Reader {
        source: &source,
        surface: Surface::default(),
        names: BTreeSet::new(),
    };
    reader.ids()?;
    reader.errors()?;
    reader.operations()?;
    reader.rules()?;
    reader.defaults()?;
    reader.rename()?;
    Ok(reader.surface)
}

struct Reader<'a> {
    source: &'a Source,
    surface: Surface,
    /// Domain and Rust name → name while reading, so that a type is read once.
    names: BTreeSet<String>,
}

/// What the generic parameters of a type stand for.
type Bound = BTreeMap<String, Ty>;

impl Reader<'_> {
    fn macro_calls(&self, name: &str) -> Vec<proc_macro2::TokenStream> {
        let mut found = Vec::new();
        for file in &self.source.files {
            for item in &file.items {
                if let Item::Macro(call) = item
                    && call.ident.is_none()
                    && call.mac.path.is_ident(name)
                {
                    found.push(call.mac.tokens.clone());
                }
            }
        }
        found
    }

    fn ids(&mut self) -> Result<(), String> {
        for tokens in self.macro_calls("ids") {
            let Named(ids) = syn::parse2(tokens).map_err(|error| format!("ids!: {error}"))?;
            self.surface.ids.extend(ids);
        }
        Ok(())
    }

    fn errors(&mut self) -> Result<(), String> {
        for tokens in self.macro_calls("codes") {
            let Codes(codes) = syn::parse2(tokens).map_err(|error| format!("codes!: {error}"))?;
            for (name, code) in codes {
                let doc = ["Error", "StoreError"]
                    .iter()
                    .filter_map(|kind| self.source.types.get(*kind))
                    .flatten()
                    .filter_map(|found| match &found.item {
                        Item::Enum(kind) => kind.variants.iter().find(|v| v.ident == name),
                        _ => None,
                    })
                    .filter(|_| true)
                    .map(|variant| doc(&variant.attrs))
                    .collect::<Vec<_>>();
                let store = code.starts_with("store_");
                let doc = if store { doc.last() } else { doc.first() };
                self.surface.errors.push(ErrorKind {
                    name: if store { format!("Store{name}") } else { name },
                    code,
                    doc: doc.cloned().unwrap_or_default(),
                });
            }
        }
        Ok(())
    }

    fn operations(&mut self) -> Result<(), String> {
        let tokens = self
            .macro_calls("operations")
            .into_iter()
            .next()
            .ok_or("there is no table of operations")?;
        let table: Operations =
            syn::parse2(tokens).map_err(|error| format!("operations!: {error}"))?;
        for (doc, method, domain, name) in &table.commands {
            let (file, answer) = self.answer_of(name)?;
            let path: syn::Path = syn::parse_str(&format!("crate::{domain}::{name}"))
                .map_err(|error| error.to_string())?;
            let context = |error| format!("{domain}::{name}: {error}");
            let ty = self.path(file, &path, &Bound::new()).map_err(context)?;
            let answer = self.ty(file, &answer, &Bound::new()).map_err(context)?;
            self.surface.commands.push(Command {
                method: method.clone(),
                path: format!("{domain}::{name}"),
                ty,
                answer,
                doc: doc.clone(),
            });
        }
        self.queries(&table.queries)
    }

    /// The `Answer` of a command, and the file that says so.
    fn answer_of(&self, command: &str) -> Result<(usize, RustType), String> {
        for (number, file) in self.source.files.iter().enumerate() {
            for item in &file.items {
                let Item::Impl(block) = item else { continue };
                let is_command = block.trait_.as_ref().is_some_and(|(_, path, _)| {
                    path.segments.last().is_some_and(|s| s.ident == "Command")
                });
                if !is_command || block.self_ty.to_token_stream().to_string() != command {
                    continue;
                }
                for inner in &block.items {
                    if let ImplItem::Type(found) = inner
                        && found.ident == "Answer"
                    {
                        return Ok((number, found.ty.clone()));
                    }
                }
            }
        }
        Err(format!("no `impl Command for {command}` was found"))
    }

    fn queries(&mut self, table: &[String]) -> Result<(), String> {
        let source = self.source;
        let mut wanted: BTreeMap<&str, bool> =
            table.iter().map(|name| (name.as_str(), false)).collect();
        wanted.extend(MORE_METHODS.iter().map(|name| (*name, false)));
        for (number, file) in source.files.iter().enumerate() {
            for item in &file.items {
                let Item::Impl(block) = item else { continue };
                if block.trait_.is_some() || block.self_ty.to_token_stream().to_string() != "Engine"
                {
                    continue;
                }
                for inner in &block.items {
                    let ImplItem::Fn(method) = inner else {
                        continue;
                    };
                    let name = method.sig.ident.to_string();
                    if !matches!(method.vis, syn::Visibility::Public(_))
                        || LEFT_OUT.contains(&name.as_str())
                    {
                        continue;
                    }
                    let Some(seen) = wanted.get_mut(name.as_str()) else {
                        return Err(format!(
                            "Engine::{name} is public, but no query of the table and not known here"
                        ));
                    };
                    *seen = true;
                    let query = self
                        .signature(number, &method.sig, &method.attrs, 2)
                        .map_err(|error| format!("Engine::{name}: {error}"))?;
                    self.surface.queries.push(query);
                }
            }
        }
        if let Some((name, _)) = wanted.iter().find(|(_, seen)| !**seen) {
            return Err(format!("the query {name} has no method on Engine"));
        }
        self.surface.queries.sort_by(|a, b| a.method.cmp(&b.method));
        Ok(())
    }

    fn rules(&mut self) -> Result<(), String> {
        let source = self.source;
        for (domain, path, name) in RULES {
            let (number, signature, attributes) = source
                .files
                .iter()
                .enumerate()
                .filter(|(_, file)| file.domain == *domain)
                .flat_map(|(number, file)| file.items.iter().map(move |item| (number, item)))
                .find_map(|(number, item)| {
                    let (signature, attributes) = function(item, path)?;
                    Some((number, signature, attributes))
                })
                .ok_or_else(|| format!("there is no rule {domain}::{path}"))?;
            let mut rule = signature
                .and_then(|signature| self.signature(number, &signature, attributes, 0))
                .map_err(|error| format!("{domain}::{path}: {error}"))?;
            (*name).clone_into(&mut rule.method);
            self.surface.rules.push((format!("{domain}::{path}"), rule));
        }
        Ok(())
    }

    /// A function's arguments behind the first ones, and what its `Result` holds.
    fn signature(
        &mut self,
        file: usize,
        signature: &syn::Signature,
        attributes: &[Attribute],
        skipped: usize,
    ) -> Result<Query, String> {
        let mut arguments = Vec::new();
        let mut before = Vec::new();
        for input in signature.inputs.iter().skip(skipped) {
            let FnArg::Typed(input) = input else { continue };
            let name = input.pat.to_token_stream().to_string();
            let name = name.trim_start_matches("mut ").to_owned();
            let argument = self
                .argument(file, &name, &input.ty)
                .map_err(|error| format!("{name}: {error}"))?;
            if matches!(argument.passing, Passing::Sink | Passing::Changed) {
                before.push(argument.field.ty.clone());
            }
            arguments.push(argument);
        }
        let ReturnType::Type(_, answer) = &signature.output else {
            return Err("it gives nothing".into());
        };
        let fallible = is_result(answer);
        let answer = if fallible {
            only_argument(answer).ok_or("it gives a Result of nothing")?
        } else {
            (**answer).clone()
        };
        let mut answer = self.ty(file, &answer, &Bound::new())?;
        if !before.is_empty() {
            before.push(answer);
            answer = Ty::Tuple(before);
        }
        Ok(Query {
            method: signature.ident.to_string(),
            arguments,
            answer,
            fallible,
            doc: doc(attributes),
        })
    }

    fn argument(&mut self, file: usize, name: &str, ty: &RustType) -> Result<Argument, String> {
        let none = Bound::new();
        let kind = ty.to_token_stream().to_string();
        let owned = |ty: &RustType| ty.to_token_stream().to_string();
        let (ty, rust, passing) = match ty {
            RustType::Reference(reference) if reference.mutability.is_some() => {
                let text = reference.elem.to_token_stream().to_string();
                if text.contains("Read") {
                    (Ty::Bytes, "crate::Hexadecimal".to_owned(), Passing::Reader)
                } else if let RustType::TraitObject(object) = &*reference.elem {
                    let taken = sink(object).ok_or_else(|| format!("{text} cannot cross"))?;
                    let taken = if taken.to_token_stream().to_string() == "str" {
                        Ty::Text
                    } else {
                        Ty::List(Box::new(self.ty(file, &taken, &none)?))
                    };
                    (taken, String::new(), Passing::Sink)
                } else {
                    let ty = self.ty(file, &reference.elem, &none)?;
                    (ty, self.rust(file, &reference.elem)?, Passing::Changed)
                }
            }
            RustType::Reference(reference) => {
                let text = owned(&reference.elem);
                if text == "str" {
                    (Ty::Text, "String".to_owned(), Passing::Borrowed)
                } else if let RustType::Slice(slice) = &*reference.elem
                    && let RustType::Reference(each) = &*slice.elem
                {
                    let ty = Ty::List(Box::new(self.ty(file, &each.elem, &none)?));
                    let rust = format!("Vec<{}>", self.rust(file, &each.elem)?);
                    (ty, rust, Passing::BorrowedEach)
                } else {
                    let ty = self.ty(file, &reference.elem, &none)?;
                    (ty, self.rust(file, &reference.elem)?, Passing::Borrowed)
                }
            }
            other => {
                if let Some(RustType::Reference(inner)) = only_argument(other) {
                    let ty = self.ty(file, &inner.elem, &none)?;
                    let rust = format!("Option<{}>", self.rust(file, &inner.elem)?);
                    (Ty::Optional(Box::new(ty)), rust, Passing::OptionBorrowed)
                } else {
                    (
                        self.ty(file, other, &none)?,
                        self.rust(file, other)?,
                        Passing::Owned,
                    )
                }
            }
        };
        let fallback = matches!(ty, Ty::Optional(_)).then_some(Fallback::Nothing);
        let kind = kind.trim_start_matches("& ").replace(' ', "");
        let check = CHECKS.iter().find(|(of, _)| *of == kind);
        Ok(Argument {
            field: Field {
                name: name.to_owned(),
                ty,
                doc: String::new(),
                fallback,
                flat: false,
                secret: false,
            },
            rust,
            passing,
            check: check.map(|(_, check)| *check),
        })
    }

    /// A type as Rust outside of the engine writes it.
    fn rust(&self, file: usize, ty: &RustType) -> Result<String, String> {
        match ty {
            RustType::Slice(slice) => Ok(format!("Vec<{}>", self.rust(file, &slice.elem)?)),
            RustType::Tuple(tuple) => {
                let parts: Result<Vec<_>, _> = tuple
                    .elems
                    .iter()
                    .map(|part| self.rust(file, part))
                    .collect();
                Ok(format!("({},)", parts?.join(", ")))
            }
            RustType::Path(path) => {
                let segment = path.path.segments.last().ok_or("an empty path")?;
                let name = segment.ident.to_string();
                let arguments = match &segment.arguments {
                    PathArguments::AngleBracketed(arguments) => {
                        let parts: Result<Vec<_>, String> = arguments
                            .args
                            .iter()
                            .map(|argument| match argument {
                                GenericArgument::Type(inner) => self.rust(file, inner),
                                other => Ok(other.to_token_stream().to_string()),
                            })
                            .collect();
                        format!("<{}>", parts?.join(", "))
                    }
                    _ => String::new(),
                };
                let outside = match name.as_str() {
                    "Option" | "Vec" | "String" | "bool" | "u8" | "u16" | "u32" | "u64" | "i32"
                    | "i64" => name,
                    "BTreeSet" | "BTreeMap" => format!("std::collections::{name}"),
                    "RangeInclusive" => format!("std::ops::{name}"),
                    _ if self.is_id(&name)
                        || (VALUES.contains(&name.as_str()) && name != "Party")
                        || name == "Text" =>
                    {
                        format!("linli::kernel::{name}")
                    }
                    _ => {
                        let found = self.source.resolve(file, &path.path)?;
                        format!("linli::{}::{name}", self.source.files[found.file].domain)
                    }
                };
                Ok(outside + &arguments)
            }
            other => Err(format!("{} cannot cross", other.to_token_stream())),
        }
    }

    fn is_id(&self, name: &str) -> bool {
        self.surface.ids.iter().any(|(id, _)| id == name)
    }

    fn ty(&mut self, file: usize, ty: &RustType, bound: &Bound) -> Result<Ty, String> {
        match ty {
            RustType::Tuple(tuple) if tuple.elems.is_empty() => Ok(Ty::Unit),
            RustType::Tuple(tuple) => {
                let parts: Result<Vec<_>, _> = tuple
                    .elems
                    .iter()
                    .map(|part| self.ty(file, part, bound))
                    .collect();
                Ok(Ty::Tuple(parts?))
            }
            RustType::Path(path) => self.path(file, &path.path, bound),
            RustType::Reference(reference) => self.ty(file, &reference.elem, bound),
            RustType::Array(syn::TypeArray { elem, .. })
            | RustType::Slice(syn::TypeSlice { elem, .. }) => {
                Ok(Ty::List(Box::new(self.ty(file, elem, bound)?)))
            }
            other => Err(format!("{} cannot cross", other.to_token_stream())),
        }
    }

    fn path(&mut self, file: usize, path: &syn::Path, bound: &Bound) -> Result<Ty, String> {
        let segment = path.segments.last().ok_or("an empty path")?;
        let name = segment.ident.to_string();
        if let Some(ty) = bound.get(&name) {
            return Ok(ty.clone());
        }
        let mut arguments = Vec::new();
        if let PathArguments::AngleBracketed(found) = &segment.arguments {
            for argument in &found.args {
                if let GenericArgument::Type(inner) = argument {
                    arguments.push(self.ty(file, inner, bound)?);
                }
            }
        }
        let mut inner = arguments.clone().into_iter().map(Box::new);
        let mut next = || inner.next().ok_or_else(|| format!("{name} of what?"));
        match name.as_str() {
            "bool" => Ok(Ty::Bool),
            "u8" | "u16" | "u32" | "u64" | "usize" | "i32" | "i64" | "i128" => Ok(Ty::Int(name)),
            "String" | "str" | "char" | "Text" | "PickupDigits" | "PickupToken" | "CsvFile"
            | "Cow" => Ok(Ty::Text),
            "RawValue" => Ok(Ty::Json),
            "Option" => Ok(Ty::Optional(next()?)),
            "Vec" | "VecDeque" => Ok(Ty::List(next()?)),
            "Box" | "Arc" => Ok(*next()?),
            "BTreeSet" => Ok(Ty::Set(next()?)),
            "BTreeMap" => {
                let key = next()?;
                Ok(Ty::Map(key, next()?))
            }
            "RangeInclusive" => Ok(Ty::Value("DayRange".to_owned())),
            "Decimal" => Ok(Ty::Value("Decimal".to_owned())),
            _ if self.is_id(&name) || VALUES.contains(&name.as_str()) => Ok(Ty::Value(name)),
            _ => {
                let source = self.source;
                let found = source.resolve(file, path)?;
                self.named(&name, found, arguments)
            }
        }
    }

    fn named(&mut self, name: &str, found: &Found, arguments: Vec<Ty>) -> Result<Ty, String> {
        let domain = self.source.files[found.file].domain.clone();
        let (attributes, generics) = match &found.item {
            Item::Struct(item) => (&item.attrs, &item.generics),
            Item::Enum(item) => (&item.attrs, &item.generics),
            Item::Type(item) => return self.ty(found.file, &item.ty, &Bound::new()),
            _ => return Err(format!("{name} is no type")),
        };
        let bound: Bound = generics
            .type_params()
            .map(|parameter| parameter.ident.to_string())
            .zip(arguments.iter().cloned())
            .collect();
        // What is read through another type looks like that one.
        let serde = serde(attributes);
        if let Some(through) = serde.get("try_from").or_else(|| serde.get("from")) {
            let through: RustType = syn::parse_str(through).map_err(|error| error.to_string())?;
            let is_parts = through.to_token_stream().to_string() == format!("{name}Parts");
            if !is_parts {
                return self.ty(found.file, &through, &bound);
            }
            // Its own fields under its own name.
            let parts = self
                .source
                .types
                .get(&format!("{name}Parts"))
                .and_then(|found| found.first())
                .ok_or_else(|| format!("there is no {name}Parts"))?;
            let Item::Struct(item) = &parts.item else {
                return Err(format!("{name}Parts is no struct"));
            };
            let (doc, fields) = (doc(attributes), item.fields.clone());
            return self.add(name, &domain, doc, |reader| {
                Ok(Shape::Record(reader.fields(
                    parts.file,
                    &fields,
                    &Bound::new(),
                    false,
                )?))
            });
        }
        let mut full = name.to_owned();
        for argument in &arguments {
            full.push_str("Of");
            full.push_str(&plain(argument));
        }
        if let Item::Struct(item) = &found.item
            && let Fields::Unnamed(fields) = &item.fields
        {
            let [only] = fields.unnamed.iter().collect::<Vec<_>>()[..] else {
                return Err(format!("{name} is a tuple of many"));
            };
            return self.ty(found.file, &only.ty, &bound);
        }
        let text = doc(attributes);
        self.add(&full, &domain, text, |reader| match &found.item {
            Item::Struct(item) => {
                let all = serde.contains_key("default");
                let mut fields = reader.fields(found.file, &item.fields, &bound, all)?;
                if let Handwritten::Literals(given) = reader.source.default_of(name) {
                    for field in &mut fields {
                        if let Some(literal) = given.get(&field.name) {
                            field.fallback = Some(fallback_of(literal)?);
                        }
                    }
                }
                Ok(Shape::Record(fields))
            }
            Item::Enum(item) => reader.variants(found.file, item, &serde),
            _ => Err("no type".into()),
        })
    }

    fn add(
        &mut self,
        name: &str,
        domain: &str,
        doc: String,
        shape: impl FnOnce(&mut Self) -> Result<Shape, String>,
    ) -> Result<Ty, String> {
        let key = format!("{domain}::{name}");
        let ty = Ty::Named(key.clone());
        if self.names.insert(key.clone()) {
            let shape = shape(self).map_err(|error| format!("{key}: {error}"))?;
            let found = Type {
                name: name.to_owned(),
                domain: domain.to_owned(),
                doc,
                shape,
                secret: self.hides(domain, name),
            };
            self.surface.types.insert(key, found);
        }
        Ok(ty)
    }

    /// Whether a type writes its own `Debug`.
    fn hides(&self, domain: &str, name: &str) -> bool {
        self.source
            .files
            .iter()
            .filter(|file| file.domain == domain)
            .flat_map(|file| &file.items)
            .any(|item| match item {
                Item::Impl(block) => {
                    block.self_ty.to_token_stream().to_string() == name
                        && block.trait_.as_ref().is_some_and(|(_, path, _)| {
                            path.segments.last().is_some_and(|s| s.ident == "Debug")
                        })
                }
                _ => false,
            })
    }

    fn fields(
        &mut self,
        file: usize,
        fields: &Fields,
        bound: &Bound,
        all_default: bool,
    ) -> Result<Vec<Field>, String> {
        let mut out = Vec::new();
        for field in fields {
            let name = field
                .ident
                .as_ref()
                .ok_or("a field without a name")?
                .to_string();
            let serde = serde(&field.attrs);
            let ty = self
                .ty(file, &field.ty, bound)
                .map_err(|error| format!("{name}: {error}"))?;
            let fallback = if matches!(ty, Ty::Optional(_)) {
                Some(Fallback::Nothing)
            } else if all_default || serde.contains_key("default") {
                let by = serde.get("default").filter(|by| !by.is_empty());
                // A default of its own that is not of literals cannot be told by the type alone.
                let kind = field.ty.to_token_stream().to_string();
                if by.is_none() && matches!(self.source.default_of(&kind), Handwritten::Opaque) {
                    return Err(format!("{name}: the default of {kind} is not of literals"));
                }
                Some(
                    self.fallback(file, &ty, by)
                        .map_err(|error| format!("{name}: {error}"))?,
                )
            } else {
                None
            };
            out.push(Field {
                name: name.trim_start_matches("r#").to_owned(),
                ty,
                doc: doc(&field.attrs),
                fallback,
                flat: serde.contains_key("flatten"),
                secret: {
                    let ty = field.ty.to_token_stream().to_string();
                    CODES.iter().any(|code| ty.contains(code))
                },
            });
        }
        Ok(out)
    }

    /// What a field is that JSON leaves out.
    fn fallback(&self, file: usize, ty: &Ty, by: Option<&String>) -> Result<Fallback, String> {
        if let Some(by) = by {
            for item in &self.source.files[file].items {
                if let Item::Fn(function) = item
                    && function.sig.ident == by
                    && let [syn::Stmt::Expr(value, None)] = function.block.stmts.as_slice()
                {
                    return match value {
                        Expr::Lit(literal) => match &literal.lit {
                            Lit::Int(number) => number
                                .base10_parse()
                                .map(Fallback::Number)
                                .map_err(|error| error.to_string()),
                            _ => Err(format!("{by}() gives nothing known")),
                        },
                        Expr::Path(path)
                            if path.path.segments.last().is_some_and(|s| s.ident == "ZERO") =>
                        {
                            Ok(Fallback::Zero)
                        }
                        _ => Err(format!("{by}() gives nothing known")),
                    };
                }
            }
            return Err(format!("{by}() was not found in the same file"));
        }
        match ty {
            Ty::Bool => Ok(Fallback::Flag(false)),
            Ty::Int(_) => Ok(Fallback::Number(0)),
            Ty::Text | Ty::List(_) | Ty::Set(_) | Ty::Map(..) => Ok(Fallback::Empty),
            Ty::Value(name) if matches!(name.as_str(), "Money" | "Points" | "Rate") => {
                Ok(Fallback::Zero)
            }
            Ty::Named(key) => {
                let (domain, name) = key.split_once("::").unwrap_or_default();
                let found = self
                    .source
                    .types
                    .get(name)
                    .into_iter()
                    .flatten()
                    .find(|found| self.source.files[found.file].domain == domain);
                match found.map(|found| &found.item) {
                    Some(Item::Enum(item)) => item
                        .variants
                        .iter()
                        .find(|variant| variant.attrs.iter().any(|a| a.path().is_ident("default")))
                        .map(|variant| Fallback::Variant(variant.ident.to_string()))
                        .ok_or_else(|| format!("{name} has no #[default]")),
                    Some(Item::Struct(_)) => Ok(Fallback::Record),
                    _ => Err(format!("the default of {name} is not known")),
                }
            }
            other => Err(format!("the default of {other:?} is not known")),
        }
    }

    fn variants(
        &mut self,
        file: usize,
        item: &syn::ItemEnum,
        attributes: &BTreeMap<String, String>,
    ) -> Result<Shape, String> {
        let snaked = attributes
            .get("rename_all")
            .is_some_and(|case| case == "snake_case");
        let mut variants = Vec::new();
        for variant in &item.variants {
            let name = variant.ident.to_string();
            let data = match &variant.fields {
                Fields::Unit => Data::None,
                Fields::Unnamed(fields) => {
                    let [only] = fields.unnamed.iter().collect::<Vec<_>>()[..] else {
                        return Err(format!("{name} holds many values without names"));
                    };
                    Data::One(self.ty(file, &only.ty, &Bound::new())?)
                }
                fields @ Fields::Named(_) => {
                    Data::Fields(self.fields(file, fields, &Bound::new(), false)?)
                }
            };
            let wire = serde(&variant.attrs)
                .remove("rename")
                .unwrap_or_else(|| if snaked { snake(&name) } else { name.clone() });
            variants.push(Variant {
                name,
                wire,
                doc: doc(&variant.attrs),
                data,
            });
        }
        let tagging = match (attributes.get("tag"), attributes.get("content")) {
            (None, _) => Tagging::External,
            (Some(tag), None) => Tagging::Internal(tag.clone()),
            (Some(tag), Some(content)) => Tagging::Adjacent(tag.clone(), content.clone()),
        };
        let bare = variants
            .iter()
            .all(|variant| matches!(variant.data, Data::None));
        if bare && tagging == Tagging::External {
            return Ok(Shape::Choice(variants));
        }
        // Beside a tag, a case's only value gives its own fields.
        for variant in &variants {
            if let (Tagging::Internal(_), Data::One(held)) = (&tagging, &variant.data)
                && !matches!(held, Ty::Named(_))
            {
                return Err(format!(
                    "{} has no field names beside the tag",
                    variant.name
                ));
            }
        }
        Ok(Shape::Union(tagging, variants))
    }

    /// A record that is a field's default is one that can be made of nothing: what serde may not leave out (a flat field,
    /// say) a language's constructor can.
    fn defaults(&mut self) -> Result<(), String> {
        let mut wanted: Vec<String> = Vec::new();
        for found in self.surface.types.values() {
            if let Shape::Record(fields) = &found.shape {
                wanted.extend(fields.iter().filter_map(|field| {
                    match (&field.fallback, &field.ty) {
                        (Some(Fallback::Record), Ty::Named(key)) => Some(key.clone()),
                        _ => None,
                    }
                }));
            }
        }
        for key in wanted {
            let Some(Shape::Record(fields)) = self
                .surface
                .types
                .get(&key)
                .map(|found| found.shape.clone())
            else {
                continue;
            };
            let mut filled = fields;
            for field in filled.iter_mut().filter(|field| field.fallback.is_none()) {
                let fallback = self.fallback(0, &field.ty, None);
                field.fallback = Some(fallback.map_err(|error| format!("{key}: {error}"))?);
            }
            if let Some(found) = self.surface.types.get_mut(&key) {
                found.shape = Shape::Record(filled);
            }
        }
        Ok(())
    }

    /// Names that two domains use get their domain before them.
    fn rename(&mut self) -> Result<(), String> {
        let mut uses: BTreeMap<String, u32> = BTreeMap::new();
        for ty in self.surface.types.values() {
            *uses.entry(ty.name.clone()).or_default() += 1;
        }
        let names: BTreeMap<String, String> = self
            .surface
            .types
            .iter()
            .map(|(key, ty)| {
                let name = if uses[&ty.name] > 1 {
                    format!("{}{}", upper_camel(&ty.domain), ty.name)
                } else {
                    ty.name.clone()
                };
                (key.clone(), name)
            })
            .collect();
        let old = std::mem::take(&mut self.surface.types);
        for (key, mut ty) in old {
            ty.name.clone_from(&names[&key]);
            match &mut ty.shape {
                Shape::Record(fields) => fields.iter_mut().for_each(|f| retype(&mut f.ty, &names)),
                Shape::Choice(_) => {}
                Shape::Union(_, variants) => {
                    for variant in variants {
                        match &mut variant.data {
                            Data::None => {}
                            Data::One(ty) => retype(ty, &names),
                            Data::Fields(fields) => {
                                for field in fields {
                                    retype(&mut field.ty, &names);
                                }
                            }
                        }
                    }
                }
            }
            let name = ty.name.clone();
            if self.surface.types.insert(name.clone(), ty).is_some() {
                return Err(format!("two types are called {name}"));
            }
        }
        for command in &mut self.surface.commands {
            retype(&mut command.ty, &names);
            retype(&mut command.answer, &names);
        }
        let rules = self.surface.rules.iter_mut().map(|(_, rule)| rule);
        for query in self.surface.queries.iter_mut().chain(rules) {
            retype(&mut query.answer, &names);
            for argument in &mut query.arguments {
                retype(&mut argument.field.ty, &names);
            }
        }
        Ok(())
    }
}

fn retype(ty: &mut Ty, names: &BTreeMap<String, String>) {
    match ty {
        Ty::Named(key) => key.clone_from(&names[key.as_str()]),
        Ty::Optional(inner) | Ty::List(inner) | Ty::Set(inner) => retype(inner, names),
        Ty::Map(key, value) => {
            retype(key, names);
            retype(value, names);
        }
        Ty::Tuple(parts) => parts.iter_mut().for_each(|part| retype(part, names)),
        _ => {}
    }
}

/// The signature of a public function, or of a public method by its type's name, if the item has it. Of a method,
/// `Self` is that type and the method's own value the first argument.
fn function<'a>(
    item: &'a Item,
    path: &str,
) -> Option<(Result<syn::Signature, String>, &'a [Attribute])> {
    let public = |visibility: &syn::Visibility| matches!(visibility, syn::Visibility::Public(_));
    match (item, path.split_once("::")) {
        (Item::Fn(function), None) if function.sig.ident == path && public(&function.vis) => {
            Some((Ok(function.sig.clone()), &function.attrs))
        }
        (Item::Impl(block), Some((kind, method)))
            if block.trait_.is_none() && block.self_ty.to_token_stream().to_string() == kind =>
        {
            let found = block.items.iter().find_map(|inner| match inner {
                ImplItem::Fn(found) if found.sig.ident == method && public(&found.vis) => {
                    Some(found)
                }
                _ => None,
            })?;
            Some((free_standing(&found.sig, kind), &found.attrs))
        }
        _ => None,
    }
}

/// A method's signature as that of a function: `spend(&mut self, ..)` of `Wallet` is `spend(wallet: &mut Wallet, ..)`.
fn free_standing(signature: &syn::Signature, kind: &str) -> Result<syn::Signature, String> {
    let mut signature = signature.clone();
    if let Some(FnArg::Receiver(own)) = signature.inputs.first() {
        let borrowed = match (&own.reference, &own.mutability) {
            (None, _) => "",
            (Some(_), None) => "&",
            (Some(_), Some(_)) => "&mut ",
        };
        let own = format!("{}: {borrowed}{kind}", snake(kind));
        signature.inputs[0] = syn::parse_str(&own).map_err(|error| error.to_string())?;
    }
    let text = signature.to_token_stream().to_string();
    let named: Vec<&str> = text
        .split(' ')
        .map(|word| if word == "Self" { kind } else { word })
        .collect();
    syn::parse_str(&named.join(" ")).map_err(|error| error.to_string())
}

fn is_result(ty: &RustType) -> bool {
    matches!(ty, RustType::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Result"))
}

/// A type as part of a name.
fn plain(ty: &Ty) -> String {
    match ty {
        Ty::Value(name) => name.clone(),
        Ty::Named(key) => key.rsplit("::").next().unwrap_or(key).to_owned(),
        Ty::Int(name) => upper_camel(name),
        other => format!("{other:?}"),
    }
}

/// The first type argument of a path: `T` of `Result<T>`.
fn only_argument(ty: &RustType) -> Option<RustType> {
    let RustType::Path(path) = ty else {
        return None;
    };
    let PathArguments::AngleBracketed(arguments) = &path.path.segments.last()?.arguments else {
        return None;
    };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(inner) => Some(inner.clone()),
        _ => None,
    })
}

/// `T` of `dyn FnMut(&T) -> Result<()>`.
fn sink(object: &syn::TypeTraitObject) -> Option<RustType> {
    object.bounds.iter().find_map(|bound| {
        let syn::TypeParamBound::Trait(bound) = bound else {
            return None;
        };
        let segment = bound.path.segments.last()?;
        let PathArguments::Parenthesized(arguments) = &segment.arguments else {
            return None;
        };
        match arguments.inputs.first()? {
            RustType::Reference(reference) => Some((*reference.elem).clone()),
            _ => None,
        }
    })
}

fn fallback_of(literal: &Lit) -> Result<Fallback, String> {
    match literal {
        Lit::Bool(flag) => Ok(Fallback::Flag(flag.value)),
        Lit::Int(number) => number
            .base10_parse()
            .map(Fallback::Number)
            .map_err(|error| error.to_string()),
        other => Err(format!(
            "the default {} is not known",
            other.to_token_stream()
        )),
    }
}

/// What `#[serde(..)]` says; a word without value has an empty one.
fn serde(attributes: &[Attribute]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for attribute in attributes {
        if !attribute.path().is_ident("serde") {
            continue;
        }
        let parsed = attribute.parse_nested_meta(|meta| {
            let name = meta.path.to_token_stream().to_string();
            let value = match meta.value() {
                Ok(value) => value.parse::<syn::LitStr>()?.value(),
                Err(_) => String::new(),
            };
            found.insert(name, value);
            Ok(())
        });
        parsed.expect("the engine compiles, so its attributes are well formed");
    }
    found
}

/// `/// doc  Name, …` of `ids!`.
struct Named(Vec<(String, String)>);

impl syn::parse::Parse for Named {
    fn parse(input: syn::parse::ParseStream<'_>) -> syn::Result<Self> {
        let mut found = Vec::new();
        while !input.is_empty() {
            let attributes = input.call(Attribute::parse_outer)?;
            let name: syn::Ident = input.parse()?;
            input.parse::<Option<syn::Token![,]>>()?;
            found.push((name.to_string(), doc(&attributes)));
        }
        Ok(Self(found))
    }
}

/// `Name = "code"; …` of `codes!`.
struct Codes(Vec<(String, String)>);

impl syn::parse::Parse for Codes {
    fn parse(input: syn::parse::ParseStream<'_>) -> syn::Result<Self> {
        let mut found = Vec::new();
        while !input.is_empty() {
            let name: syn::Ident = input.parse()?;
            input.parse::<syn::Token![=]>()?;
            let code: syn::LitStr = input.parse()?;
            input.parse::<syn::Token![;]>()?;
            found.push((name.to_string(), code.value()));
        }
        Ok(Self(found))
    }
}

/// The table of operations: documentation, method, domain and type of each command, then the names of the queries.
struct Operations {
    commands: Vec<(String, String, String, String)>,
    queries: Vec<String>,
}

impl syn::parse::Parse for Operations {
    fn parse(input: syn::parse::ParseStream<'_>) -> syn::Result<Self> {
        let (commands, queries);
        input.parse::<syn::Ident>()?;
        syn::braced!(commands in input);
        input.parse::<syn::Ident>()?;
        syn::braced!(queries in input);
        let mut table = Self {
            commands: Vec::new(),
            queries: Vec::new(),
        };
        while !commands.is_empty() {
            let attributes = commands.call(Attribute::parse_outer)?;
            let method: syn::Ident = commands.parse()?;
            commands.parse::<syn::Token![:]>()?;
            let domain: syn::Ident = commands.parse()?;
            commands.parse::<syn::Token![::]>()?;
            let name: syn::Ident = commands.parse()?;
            roles(&commands)?;
            table.commands.push((
                doc(&attributes),
                method.to_string(),
                domain.to_string(),
                name.to_string(),
            ));
        }
        while !queries.is_empty() {
            queries.call(Attribute::parse_outer)?;
            let method: syn::Ident = queries.parse()?;
            queries.parse::<syn::Token![:]>()?;
            queries.parse::<syn::Ident>()?;
            roles(&queries)?;
            table.queries.push(method.to_string());
        }
        Ok(table)
    }
}

fn roles(input: syn::parse::ParseStream<'_>) -> syn::Result<()> {
    let roles;
    syn::bracketed!(roles in input);
    roles.parse::<proc_macro2::TokenStream>()?;
    input.parse::<syn::Token![;]>()?;
    Ok(())
}
