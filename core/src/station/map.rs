//! Distances and the cells of the map, in whole numbers only: the same answer on every platform. RULES §5.

use super::records::{Position, Station};

/// One in fixed point: sines, cosines and radians are counted in thousand-millionths.
const ONE: i64 = 1_000_000_000;
/// Nanometres of a millionth of a degree on the sphere of the mean earth radius, 6,371,008.8 m.
const NANOMETRES: i64 = 111_195_080;
/// Half a turn in millionths of a degree.
const HALF_TURN: i64 = 180_000_000;

/// Metres between two positions, rounded, on the flat map that is true to scale at their mean latitude: right to a few
/// tenths of a percent up to 100 km, and within reason beyond.
pub(crate) fn metres_between(a: Position, b: Position) -> u32 {
    let north = i64::from(a.latitude()) - i64::from(b.latitude());
    let east = (i64::from(a.longitude()) - i64::from(b.longitude())).abs();
    let east = east.min(2 * HALF_TURN - east);
    let shrink = cosine(i64::from(a.latitude()) + i64::from(b.latitude()));
    let north = i128::from(north * NANOMETRES);
    let east = i128::from(east * NANOMETRES) * i128::from(shrink) / i128::from(ONE);
    let nanometres = (north * north + east * east).unsigned_abs().isqrt();
    u32::try_from((nanometres + 500_000_000) / 1_000_000_000).unwrap_or(u32::MAX)
}

/// The cosine of half an angle that is given in millionths of a degree between ±180; by its series, to eight digits.
fn cosine(double_angle: i64) -> i64 {
    // π/360 per degree.
    let radians = double_angle * 8_726_646_260 / ONE;
    let square = radians * radians / ONE;
    let mut term = ONE;
    let mut sum = ONE;
    for step in 1..=7 {
        term = -(term * square / ONE) / ((2 * step - 1) * (2 * step));
        sum += term;
    }
    sum.clamp(0, ONE)
}

/// Ranges of cell numbers, both ends included, that hold every position within so many metres (at most 100 km) of a
/// place: one per row of cells, two where the row crosses the antimeridian.
pub(crate) fn cells_around(centre: Position, metres: u32) -> Vec<(i64, i64)> {
    let latitude = i64::from(centre.latitude());
    let longitude = i64::from(centre.longitude());
    // A metre more, because distances are rounded.
    let reach = (i64::from(metres.min(100_000)) + 1) * ONE / NANOMETRES + 1;
    let south = (latitude - reach).max(-HALF_TURN / 2);
    let north = (latitude + reach).min(HALF_TURN / 2);
    let narrowest = cosine(2 * south.abs().max(north.abs()));
    let aside = if narrowest == 0 {
        HALF_TURN
    } else {
        reach * ONE / narrowest + 1
    };
    let (west, east) = (longitude - aside, longitude + aside);
    let spans = if aside >= HALF_TURN {
        vec![(-HALF_TURN, HALF_TURN)]
    } else if west < -HALF_TURN {
        vec![(-HALF_TURN, east), (west + 2 * HALF_TURN, HALF_TURN)]
    } else if east > HALF_TURN {
        vec![(-HALF_TURN, east - 2 * HALF_TURN), (west, HALF_TURN)]
    } else {
        vec![(west, east)]
    };
    (cell(south)..=cell(north))
        .flat_map(|row| {
            let range = |(west, east): &(i64, i64)| {
                (
                    Station::cell_number(row, cell(*west)),
                    Station::cell_number(row, cell(*east)),
                )
            };
            spans.iter().map(range).collect::<Vec<_>>()
        })
        .collect()
}

/// The row or column of cells of a latitude or longitude.
fn cell(microdegrees: i64) -> i32 {
    i32::try_from(microdegrees.div_euclid(i64::from(Station::CELL)))
        .expect("an angle within ±180 degrees lies in one of 7,201 cells")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(latitude: i32, longitude: i32) -> Position {
        Position::new(latitude, longitude).unwrap()
    }

    fn cell_of(position: Position) -> i64 {
        Station::cell_number(
            cell(i64::from(position.latitude())),
            cell(i64::from(position.longitude())),
        )
    }

    fn position() -> impl Strategy<Value = Position> {
        (-90_000_000..=90_000_000, -180_000_000..=180_000_000)
            .prop_map(|(latitude, longitude)| at(latitude, longitude))
    }

    #[test]
    fn known_distances_come_out_to_the_metre() {
        // One degree of a meridian, and of the parallels at the equator and at 60 degrees.
        assert_eq!(metres_between(at(0, 0), at(1_000_000, 0)), 111_195);
        assert_eq!(metres_between(at(0, 0), at(0, 1_000_000)), 111_195);
        assert_eq!(
            metres_between(at(60_000_000, 0), at(60_000_000, 1_000_000)),
            55_598
        );
        // Oriental Pearl Tower to the Bund: about 1.1 km.
        let metres = metres_between(at(31_239_700, 121_499_800), at(31_240_300, 121_490_300));
        assert!((900..910).contains(&metres), "{metres}");
        assert_eq!(metres_between(at(5, 5), at(5, 5)), 0);
    }

    #[test]
    fn the_antimeridian_is_no_border() {
        assert_eq!(metres_between(at(0, 179_999_000), at(0, -179_999_000)), 222);
        let around = cells_around(at(0, 179_999_000), 2_000);
        let other_side = cell_of(at(0, -179_999_000));
        assert!(
            around
                .iter()
                .any(|(low, high)| (*low..=*high).contains(&other_side))
        );
    }

    #[test]
    fn a_radius_of_a_hundred_kilometres_takes_a_few_dozen_ranges() {
        assert_eq!(cells_around(at(31_230_000, 121_470_000), 100_000).len(), 37);
        assert!(cells_around(at(90_000_000, 0), 100_000).len() <= 38);
    }

    proptest! {
        #[test]
        fn distance_is_symmetric_and_never_panics(a in position(), b in position()) {
            prop_assert_eq!(metres_between(a, b), metres_between(b, a));
        }

        #[test]
        fn whoever_is_within_the_radius_is_in_one_of_the_cells(
            centre in position(),
            north in -1_000_000i32..=1_000_000,
            east in -1_000_000i32..=1_000_000,
            metres in 100u32..=100_000,
        ) {
            let latitude = (centre.latitude() + north).clamp(-90_000_000, 90_000_000);
            let longitude = centre.longitude() + east;
            let longitude = if longitude > 180_000_000 { longitude - 360_000_000 } else { longitude };
            let longitude = if longitude < -180_000_000 { longitude + 360_000_000 } else { longitude };
            let other = at(latitude, longitude);
            let found = cells_around(centre, metres)
                .iter()
                .any(|(low, high)| (*low..=*high).contains(&cell_of(other)));
            prop_assert!(found || metres_between(centre, other) > metres);
        }
    }
}
