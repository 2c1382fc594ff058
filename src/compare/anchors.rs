//! Links that a reader made by hand, laid over those that were found.
//!
//! They are no evidence for anything else: what two texts have in common elsewhere is what it was.
//! Only the other links of an anchored sentence give way.

use std::collections::HashSet;

use crate::compare::comparison::Link;

/// What is left of the odds of a link whose sentence is anchored elsewhere.
const ELSEWHERE: f64 = 0.02;
/// The most those odds can be before that, or the nearly equal would not be ruled out.
const RIVAL: f64 = 5.0;

/// Returns the links with each of `anchors` (left, right) as a certain one, and the others of an
/// anchored sentence nearly ruled out; a sentence may have several anchors. Anchors outside
/// documents of so many sentences are ignored. The links stay sorted by left, then right sentence.
pub(super) fn anchored(links: Vec<Link>, anchors: &[(usize, usize)], lengths: [usize; 2]) -> Vec<Link> {
    let inside = |(left, right): &&(usize, usize)| *left < lengths[0] && *right < lengths[1];
    let anchors: HashSet<(usize, usize)> = anchors.iter().filter(inside).copied().collect();
    if anchors.is_empty() {
        return links;
    }
    let lefts: HashSet<usize> = anchors.iter().map(|(left, _)| *left).collect();
    let rights: HashSet<usize> = anchors.iter().map(|(_, right)| *right).collect();
    let rivals =
        |link: &Link| i32::from(lefts.contains(&link.left)) + i32::from(rights.contains(&link.right));
    let mut laid: Vec<Link> = links
        .into_iter()
        .filter(|link| !anchors.contains(&(link.left, link.right)))
        .map(|link| Link { score: beside(link.score, rivals(&link)), ..link })
        .collect();
    laid.extend(anchors.iter().map(|(left, right)| Link { left: *left, right: *right, score: 1.0 }));
    laid.sort_by_key(|link| (link.left, link.right));
    laid
}

/// What is left of a probability when so many of a link's two sentences are anchored elsewhere.
fn beside(score: f64, rivals: i32) -> f64 {
    if rivals == 0 {
        return score;
    }
    let odds = if score < 1.0 { (score / (1.0 - score)).min(RIVAL) } else { RIVAL };
    let left = odds * ELSEWHERE.powi(rivals);
    left / (1.0 + left)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(left: usize, right: usize, score: f64) -> Link {
        Link { left, right, score }
    }

    #[test]
    fn only_rivals_give_way() {
        let links = vec![link(0, 0, 0.9), link(0, 2, 1.0), link(1, 1, 0.8), link(2, 2, 0.6)];
        let laid = anchored(links.clone(), &[(0, 1), (9, 0)], [3, 3]);
        assert_eq!(
            laid.iter().map(|link| (link.left, link.right)).collect::<Vec<_>>(),
            [(0, 0), (0, 1), (0, 2), (1, 1), (2, 2)]
        );
        assert!((laid[1].score - 1.0).abs() < f64::EPSILON);
        assert!(laid[0].score < 0.1 && laid[2].score < 0.1 && laid[3].score < 0.1);
        assert_eq!(laid[4], links[3]);
        assert_eq!(anchored(links.clone(), &[(9, 9)], [3, 3]), links);
    }
}
