//! The judged pairs as a report shows them: which, and in which order.

use std::collections::HashSet;

use rayon::prelude::*;

use super::corpus::Corpus;
use super::groups::Group;
use super::verify::{Judged, Pair};

/// Those that are shown, by the order of the input, the one of each that was read first as `a`.
pub(super) fn shown(judged: Vec<Judged>, groups: &[Group], corpus: &Corpus) -> Vec<Judged> {
    in_input_order(uncrowded(judged, groups, corpus.order.len()), corpus)
}

/// Of a group too large to join every pair, in a corpus of so many articles: those with the canonical, and with the nearest
/// earlier member.
fn uncrowded(mut pairs: Vec<Judged>, groups: &[Group], articles: usize) -> Vec<Judged> {
    // By article: its group, counted from one, if that is one of these.
    let mut group_of = vec![0; articles];
    let mut allowed: HashSet<Pair> = HashSet::new();
    for (at, group) in (1_u32..).zip(groups).filter(|(_, group)| group.is_capped()) {
        let mut numbers: Vec<u32> = group.members.iter().map(|member| member.number).collect();
        let canonical = numbers[0];
        numbers.iter().for_each(|&number| group_of[number as usize] = at);
        allowed.extend(numbers[1..].iter().map(|&number| (number.min(canonical), number.max(canonical))));
        numbers.sort_unstable();
        allowed.extend(numbers.windows(2).map(|pair| (pair[0], pair[1])));
    }
    pairs.retain(|pair| {
        let [one, other] = [pair.a, pair.b].map(|number| group_of[number as usize]);
        one == 0 || one != other || allowed.contains(&(pair.a, pair.b))
    });
    pairs
}

/// Turns and sorts the pairs so that the one read first is `a`.
fn in_input_order(mut pairs: Vec<Judged>, corpus: &Corpus) -> Vec<Judged> {
    let row = |number: u32| corpus.order[number as usize];
    // Rows stand in for numbers meanwhile, so that sorting millions of pairs asks for nothing but them.
    pairs.par_iter_mut().for_each(|pair| {
        let by_row = Judged { a: row(pair.a), b: row(pair.b), ..*pair };
        *pair = if by_row.a > by_row.b { by_row.turned() } else { by_row };
    });
    pairs.par_sort_unstable_by_key(|pair| (pair.a, pair.b));
    let number = |row: u32| corpus.number(row);
    pairs.par_iter_mut().for_each(|pair| (pair.a, pair.b) = (number(pair.a), number(pair.b)));
    pairs
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::find::hot::EVERY_PAIR;
    use crate::judge::{SAME_BODY, Verdict};
    use crate::pipeline::faces::Face;
    use crate::pipeline::gather::gather;
    use crate::pipeline::groups::Member;
    use crate::pipeline::watch::Silent;
    use crate::read::ReadOptions;

    fn judged((a, b): Pair) -> Judged {
        let verdict = Verdict { coverage: [0.25, 0.75], ..SAME_BODY };
        Judged { a, b, verdict, jaccard: 1.0, longest: 40 }
    }

    /// A group of these articles, the canonical first.
    fn group(numbers: impl Iterator<Item = u32>) -> Group {
        let member = |number| Member { number, judged: None, face: Face::default() };
        Group { members: numbers.map(member).collect(), why: String::new() }
    }

    #[test]
    fn a_crowd_shows_its_canonical_and_neighbours_and_nothing_else_is_left_out() {
        let many = EVERY_PAIR as u32 + 1;
        let crowd = |first: u32| {
            group([first + 5].into_iter().chain(first..first + 5).chain(first + 6..first + many))
        };
        let groups = [crowd(0), group(many..2 * many - 1), crowd(2 * many)];
        let pairs = (0..3 * many).flat_map(|b| (0..b).map(move |a| judged((a, b)))).collect();
        let shown = uncrowded(pairs, &groups, 3 * many as usize);
        let within = |first: u32| {
            let pairs = shown.iter().map(|pair| (pair.a, pair.b));
            pairs.filter(move |&(a, b)| (first..first + many).contains(&a) && b < first + many)
        };
        for first in [0, 2 * many] {
            let canonical = first + 5;
            let expected = |&(a, b): &Pair| a == canonical || b == canonical || b == a + 1;
            assert!(within(first).all(|pair| expected(&pair)));
            assert_eq!(within(first).count() as u32, 2 * (many - 1) - 2);
        }
        let every = |articles: usize| articles * (articles - 1) / 2;
        assert_eq!(within(many).count(), every(many as usize));
        let across = every(3 * many as usize) - 3 * every(many as usize);
        let inside: usize = [0, many, 2 * many].map(|first| within(first).count()).iter().sum();
        assert_eq!(shown.len(), across + inside);
    }

    #[test]
    fn what_was_read_first_is_a_though_it_was_published_last() {
        let mut input = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
        for day in [9, 1, 5] {
            writeln!(
                input,
                r#"{{"id":"{day}","published":"2031-03-0{day}","text":"The ferry sails again."}}"#
            )
            .unwrap();
        }
        let path = input.path().to_str().unwrap().to_owned();
        let gathered = gather(&[path], &ReadOptions::default(), true, &Silent).unwrap();
        let corpus = Corpus::new(gathered, 30).unwrap();
        let ordered = in_input_order([(0, 1), (0, 2), (1, 2)].map(judged).to_vec(), &corpus);
        let found: Vec<(&str, &str, [f32; 2])> = ordered
            .iter()
            .map(|pair| (corpus.id(pair.a), corpus.id(pair.b), pair.verdict.coverage))
            .collect();
        assert_eq!(found, [("9", "1", [0.75, 0.25]), ("9", "5", [0.75, 0.25]), ("1", "5", [0.25, 0.75])]);
    }
}
