//! What every store of Linli must do, as tests that need only a factory.
//!
//! A vendor who writes a [`Store`] over his own database proves it with one line:
//!
//! ```
//! use linli::store::MemoryStore;
//! use linli_store_conformance::{Fixture, conformance};
//!
//! fn empty_store() -> Fixture {
//!     Fixture::new(MemoryStore::default())
//! }
//!
//! conformance!(empty_store());
//! # fn main() {}
//! ```
//!
//! The macro makes one `#[test]` per property, named after what it proves. The expression is evaluated in each of them
//! and must give a store that is empty and not yet prepared; what has to outlive the store, such as a temporary
//! directory, is given to [`Fixture::keeping`]. Every property is also a function, listed in [`PROPERTIES`], for
//! harnesses of one's own.
//!
//! The suite can fail: its own tests break the reference store in many ways and ask for each to be noticed.

mod commits;
mod growth;
mod model;
mod races;
mod reads;
mod refusals;
mod scans;
mod world;

use std::any::Any;
use std::sync::Arc;

use linli::store::Store;

/// A fresh store, and what it needs to live.
pub struct Fixture {
    store: Arc<dyn Store>,
    // Behind the store, so that it is dropped after it.
    _kept: Box<dyn Any>,
}

impl Fixture {
    /// A store that needs nothing else.
    pub fn new(store: impl Store + 'static) -> Self {
        Self::keeping(store, ())
    }

    /// A store, and something that is dropped after it.
    pub fn keeping(store: impl Store + 'static, kept: impl Any) -> Self {
        Self {
            store: Arc::new(store),
            _kept: Box::new(kept),
        }
    }

    /// The store.
    pub fn store(&self) -> &dyn Store {
        &*self.store
    }
}

/// Makes a fresh, empty store, not yet prepared.
pub type Factory<'f> = &'f dyn Fn() -> Fixture;

/// A name and what it stands for.
pub type Property = (&'static str, fn(Factory<'_>));

macro_rules! properties {
    ($($module:ident: $($name:ident),+;)+) => {
        $(pub use $module::{$($name),+};)+

        /// Every property.
        pub const PROPERTIES: &[Property] = &[$($((stringify!($name), $module::$name as fn(Factory<'_>))),+),+];

        properties!(@macro ($) $($($name)+)+);
    };
    (@macro ($dollar:tt) $($name:ident)+) => {
        /// One `#[test]` per property of a store. The expression makes a fresh [`Fixture`]; it is evaluated in each test.
        #[macro_export]
        macro_rules! conformance {
            ($dollar factory:expr) => {
                $(
                    #[test]
                    fn $name() {
                        $crate::$name(&|| $dollar factory);
                    }
                )+
            };
        }
    };
}

properties! {
    reads:
        get_answers_in_the_order_of_the_keys,
        tenants_see_only_their_own_rows,
        stored_text_and_numbers_come_back_unchanged,
        long_bodies_come_back_unchanged;
    commits:
        an_insert_of_a_present_key_conflicts,
        updates_and_deletes_need_the_version_that_was_read,
        versions_count_updates_and_nothing_else,
        a_deleted_key_is_free_again,
        checks_hold_or_conflict,
        adjustments_add_and_keep_their_bounds,
        adjustments_do_not_conflict_with_updates,
        an_adjustment_of_an_absent_row_conflicts,
        an_adjustment_meets_the_row_inserted_with_it,
        counters_reach_the_ends_of_64_bits_and_not_beyond,
        a_unique_index_refuses_a_second_row,
        nulls_and_other_tenants_are_exempt_from_uniqueness,
        unique_values_move_between_rows_of_one_change_set,
        positions_are_gapless_per_tenant_and_table,
        an_empty_change_set_is_accepted;
    refusals:
        a_refusal_of_any_kind_leaves_nothing_behind,
        a_refusal_names_the_rows_that_conflict,
        misuse_is_refused_before_anything_is_written,
        scans_beyond_the_contract_are_refused,
        an_unprepared_store_refuses_calls;
    scans:
        paging_meets_every_row_once_in_both_directions,
        ranges_include_both_ends,
        prefixes_select_equal_columns,
        sparse_indexes_leave_out_rows_with_a_null,
        indexes_follow_updates_and_deletes,
        text_is_ordered_by_bytes,
        numbers_and_times_are_ordered_by_size,
        positions_are_walked_in_commit_order,
        a_page_knows_whether_more_follows,
        scans_stay_inside_their_tenant;
    growth:
        preparing_again_changes_nothing,
        a_schema_that_grew_keeps_the_data,
        an_older_schema_is_refused,
        a_unique_index_over_duplicates_is_refused;
    races:
        of_two_contenders_one_wins,
        the_last_unit_is_never_sold_twice,
        a_unique_value_is_given_once,
        commuting_adjustments_are_all_counted,
        a_polling_reader_misses_nothing,
        readers_see_whole_change_sets;
    model:
        random_commits_get_the_answers_of_the_reference_store;
}
