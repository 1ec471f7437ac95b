//! Bodies on their way to the part of the pairs that needs them next, in a temporary file if they are more than a few. What a
//! part needs stands together there, in the order in which it was sent: it is read in runs, and no text is parsed, cut and
//! marked once more. (Time-forward processing: Chiang et al., External-Memory Graph Algorithms, SODA 1995.)

use std::ops::Range;

use rayon::prelude::*;

use crate::judge::Body;
use crate::spill::{Lists, Lot, Result, Source, SpillError};

/// Numbers held in memory before all go to the temporary file: 4 MiB of them.
const HELD: usize = 1 << 20;

/// Bodies of one part that are made into a lot, and read back, in one go.
const TOGETHER: usize = 256;

/// Lots that may be sent, to all parts together: billions, where there is memory for so many articles.
const LOTS: usize = 1 << (usize::BITS / 2);

/// A body, the number of its article and the part to which it is sent.
pub(super) type Sent<'b> = (u32, u32, &'b Body);

/// Bodies made ready to be sent, which hang on no text any more.
#[derive(Debug, Default)]
pub(super) struct Parcels(Vec<(u32, Lot)>);

impl Parcels {
    /// Of bodies in any order.
    pub fn of(mut bodies: Vec<Sent<'_>>) -> Self {
        bodies.par_sort_unstable_by_key(|&(part, number, _)| (part, number));
        let of_parts = bodies.chunk_by(|one, other| one.0 == other.0);
        let lots: Vec<&[Sent<'_>]> = of_parts.flat_map(|bodies| bodies.chunks(TOGETHER)).collect();
        Self(lots.into_par_iter().map(|bodies| (bodies[0].0, lot(bodies))).collect())
    }
}

/// Bodies by the part to which they are sent.
#[derive(Debug)]
pub(super) struct Forward {
    /// A list a body, behind the number of its article; lots of one part are neighbours.
    lists: Lists,
    lots: usize,
}

impl Forward {
    /// None yet.
    pub fn none() -> Self {
        Self { lists: Lists::holding(HELD), lots: 0 }
    }

    /// Sends bodies that were made ready for it.
    ///
    /// # Errors
    /// The temporary file cannot be written.
    pub fn send(&mut self, Parcels(lots): Parcels) -> Result<()> {
        for (part, lot) in lots {
            self.lists.keep(places(part).start + self.lots, lot)?;
            self.lots += 1;
        }
        Ok(())
    }

    /// Tells the system that what was sent to a part is read soon.
    pub fn announce(&self, part: u32) {
        self.lists.between(places(part)).announce();
    }

    /// What was sent to a part, by the number of the article.
    ///
    /// # Errors
    /// The temporary file cannot be read back.
    pub fn arrived(&self, part: u32) -> Result<Vec<(u32, Body)>> {
        let torn = || SpillError::from(std::io::Error::from(std::io::ErrorKind::InvalidData));
        let body = |(_, list): (u32, &[u32])| {
            let (&number, packed) = list.split_first()?;
            Some((number, Body::unpacked(packed)?))
        };
        let lots = self.lists.between(places(part));
        let read = lots.read().map(|run| run?.iter().map(|list| body(list).ok_or_else(torn)).collect());
        let read: Result<Vec<Vec<_>>> = read.collect();
        Ok(read?.into_iter().flatten().collect())
    }
}

/// The places of the lots of a part.
fn places(part: u32) -> Range<usize> {
    part as usize * LOTS..(part as usize + 1) * LOTS
}

fn lot(bodies: &[Sent<'_>]) -> Lot {
    let mut lot = Lot::default();
    bodies.iter().for_each(|(_, number, body)| lot.push(std::iter::once(*number).chain(body.packed())));
    lot
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_arrives_where_it_was_sent() {
        let text = |number: u32| format!("The mayor of Port Ansel resigned after {number} years in office");
        let bodies: Vec<Body> = (0..9).map(|number| Body::new(&text(number))).collect();
        let mut forward = Forward::none();
        for some in [&[(2, 4_u32), (1, 0)][..], &[], &[(2, 7), (4, 3), (2, 0), (1, 8)]] {
            let sent = some.iter().map(|&(part, number)| (part, number, &bodies[number as usize]));
            forward.send(Parcels::of(sent.collect())).unwrap();
        }
        for (part, numbers) in [(0, &[][..]), (1, &[0, 8]), (2, &[0, 4, 7]), (3, &[]), (4, &[3])] {
            forward.announce(part);
            let mut arrived = forward.arrived(part).unwrap();
            arrived.sort_unstable_by_key(|arrived| arrived.0);
            let expected: Vec<_> =
                numbers.iter().map(|&number: &u32| (number, bodies[number as usize].clone())).collect();
            assert_eq!(arrived, expected);
        }
    }
}
