//! Tests that the colours of the built-in themes can be read and distinguished.

use palette::color_difference::Ciede2000;
use palette::{FromColor, Lab, LinSrgb, Srgb};
use ratatui::style::Color;

use crate::document::XTERM_COLOURS;
use crate::ui::drawing::colours::palette_colour;
use crate::ui::drawing::theme::{Role, Theme};

/// Signs, for which WCAG 2.2 asks for a contrast of 3; the role `Rule` decorates and has no least contrast.
const SIGNS: &[Role] =
    &[Role::Quote, Role::Cursor, Role::StrongLink, Role::WeakLink, Role::Thumb, Role::Marked];

/// The grounds of the terminals on which a theme that sets no ground of its own is shown, the lightest first
/// and the colour of words there.
fn grounds(theme: &Theme, name: &str) -> (Vec<Srgb>, Srgb) {
    let screen = theme.style(Role::Screen);
    match (screen.bg, name) {
        (Some(ground), _) => (vec![rgb(ground)], rgb(screen.fg.expect("a ground has words"))),
        (None, "light") => (vec![grey(255), grey(250)], grey(40)),
        (None, _) => (vec![grey(0), grey(30)], grey(208)),
    }
}

fn grey(value: u8) -> Srgb {
    Srgb::new(value, value, value).into_format()
}

fn rgb(colour: Color) -> Srgb {
    let [red, green, blue] = match colour {
        Color::Rgb(red, green, blue) => [red, green, blue],
        Color::Indexed(number @ 16..) => palette_colour(number),
        other => panic!("{other:?} is the terminal's own"),
    };
    Srgb::new(red, green, blue).into_format()
}

/// Returns the contrast of two colours by WCAG 2.2.
fn contrast(one: Srgb, other: Srgb) -> f32 {
    let light = |colour: Srgb| {
        let linear = LinSrgb::from_color(colour);
        0.2126 * linear.red + 0.7152 * linear.green + 0.0722 * linear.blue + 0.05
    };
    let (one, other) = (light(one), light(other));
    one.max(other) / one.min(other)
}

/// Returns the least contrast of words or signs in a theme: AAA of WCAG 2.2 in that of high contrast, AA in the
/// others.
fn least(name: &str, is_sign: bool) -> f32 {
    match (name == "high-contrast", is_sign) {
        (true, false) => 7.0,
        (true, true) | (false, false) => 4.5,
        (false, true) => 3.0,
    }
}

#[test]
fn sixteen_colours_are_legible_on_their_background() {
    for (theme, background) in [(Theme::sixteen(), grey(0)), (Theme::sixteen_light(), grey(255))] {
        for (role, style) in theme.roles() {
            let Some(Color::Indexed(number)) = style.fg else { continue };
            let [red, green, blue] = XTERM_COLOURS[usize::from(number)];
            let contrast = contrast(Srgb::new(red, green, blue).into_format(), background);
            assert!(contrast >= 3.0, "{role:?} has {contrast}");
        }
    }
}

#[test]
fn every_role_is_legible() {
    for name in Theme::COLOURED {
        let theme = Theme::named(name).unwrap();
        let (grounds, words) = grounds(&theme, name);
        for (role, style) in theme.roles().filter(|(role, _)| *role != Role::Rule) {
            let least = least(name, SIGNS.contains(&role));
            let words = style.fg.map_or(words, rgb);
            for ground in style.bg.map_or(grounds.clone(), |ground| vec![rgb(ground)]) {
                let contrast = contrast(words, ground);
                assert!(contrast >= least, "{name}: {role:?} has {contrast} of {least}");
            }
        }
    }
}

#[test]
fn code_is_legible_on_its_background() {
    let roles = [Role::CodeKeyword, Role::CodeString, Role::CodeComment, Role::CodeNumber, Role::CodeName];
    for name in Theme::COLOURED {
        let theme = Theme::named(name).unwrap();
        let ground = rgb(theme.style(Role::CodeBlock).bg.unwrap());
        for role in roles.into_iter().chain([Role::Dim, Role::Mark]) {
            let contrast = contrast(rgb(theme.style(role).fg.unwrap()), ground);
            assert!(contrast >= least(name, false), "{name}: {role:?} has {contrast} in code");
        }
    }
}

#[test]
fn keywords_and_coloured_words_are_legible() {
    for name in Theme::COLOURED {
        let theme = Theme::named(name).unwrap();
        let (grounds, _) = grounds(&theme, name);
        for number in 1..=10 {
            let hit = theme.keyword(number, None);
            let contrast_of_hit = contrast(rgb(hit.fg.unwrap()), rgb(hit.bg.unwrap()));
            assert!(contrast_of_hit >= least(name, false), "{name}: keyword {number} has {contrast_of_hit}");
            let sign = theme.keyword_number(number, None);
            for ground in sign.bg.map_or(grounds.clone(), |ground| vec![rgb(ground)]) {
                let contrast = contrast(rgb(sign.fg.unwrap()), ground);
                assert!(contrast >= least(name, true), "{name}: the number {number} has {contrast}");
            }
        }
        for colour in theme.document_colours() {
            for ground in &grounds {
                let contrast = contrast(rgb(*colour), *ground);
                assert!(contrast >= least(name, false), "{name}: {colour:?} has {contrast}");
            }
        }
    }
}

/// What people without red, green or blue cones see of linear red, green and blue: Machado, Oliveira and
/// Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), severity 1.
const DEFICIENCIES: [(&str, [[f32; 3]; 3]); 3] = [
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

#[test]
fn the_first_eight_keywords_differ_for_the_colour_blind() {
    for name in Theme::COLOURED {
        let theme = Theme::named(name).unwrap();
        let shades: Vec<Srgb> = (1..=8).map(|number| rgb(theme.keyword(number, None).bg.unwrap())).collect();
        for (deficiency, matrix) in DEFICIENCIES {
            let seen = |shade: &Srgb| {
                let linear = LinSrgb::from_color(*shade);
                let values = [linear.red, linear.green, linear.blue];
                let [red, green, blue] = matrix.map(|row| {
                    row.iter().zip(values).map(|(share, value)| share * value).sum::<f32>().clamp(0.0, 1.0)
                });
                Lab::from_color(LinSrgb::new(red, green, blue))
            };
            let seen: Vec<Lab> = shades.iter().map(seen).collect();
            for (number, one) in seen.iter().enumerate() {
                for (other, shade) in seen[..number].iter().enumerate() {
                    let difference = one.difference(*shade);
                    assert!(
                        difference >= 10.0,
                        "{name}: {} and {} differ by {difference} with {deficiency}",
                        other + 1,
                        number + 1
                    );
                }
            }
        }
    }
}
