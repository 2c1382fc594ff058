//! The sixteen colours of a terminal, in which documents made for one set their words.

/// One of the sixteen colours of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TerminalColour(u8);

/// The names of the first eight colours; the others are the same, but bright.
const NAMES: [&str; 8] = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

/// Red, green and blue of the sixteen colours, as xterm has them.
pub(crate) const XTERM_COLOURS: [[u8; 3]; 16] = [
    [0, 0, 0],
    [205, 0, 0],
    [0, 205, 0],
    [205, 205, 0],
    [0, 0, 238],
    [205, 0, 205],
    [0, 205, 205],
    [229, 229, 229],
    [127, 127, 127],
    [255, 0, 0],
    [0, 255, 0],
    [255, 255, 0],
    [92, 92, 255],
    [255, 0, 255],
    [0, 255, 255],
    [255, 255, 255],
];

impl TerminalColour {
    /// Returns the colour that is nearest to a number of the palette of 256: the sixteen colours, a cube with
    /// six steps each of red, green and blue, and 24 greys.
    pub fn of_palette(number: u8) -> Self {
        match number {
            0..=15 => Self(number),
            16..=231 => {
                let step = |of: u8| [0, 95, 135, 175, 215, 255][usize::from((number - 16) / of % 6)];
                Self::nearest([step(36), step(6), step(1)])
            }
            232..=255 => Self::nearest([8 + 10 * (number - 232); 3]),
        }
    }

    /// Returns the colour that is nearest to one of red, green and blue.
    pub fn nearest(rgb: [u8; 3]) -> Self {
        let distance = |value: &[u8; 3]| -> u32 {
            value.iter().zip(rgb).map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum()
        };
        let nearest = (0_u8..).zip(&XTERM_COLOURS).min_by_key(|(_, value)| distance(value));
        Self(nearest.map_or(0, |(number, _)| number))
    }

    /// Returns its number, from 0 to 15.
    pub fn number(self) -> usize {
        self.0.into()
    }

    /// Returns its name, such as "bright red".
    pub fn name(self) -> String {
        let name = NAMES[self.number() % NAMES.len()];
        if self.number() < NAMES.len() { name.to_owned() } else { format!("bright {name}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_colours_become_the_nearest_of_sixteen() {
        for (number, name) in [
            (1, "red"),
            (12, "bright blue"),
            (16, "black"),
            (196, "bright red"),
            (208, "yellow"),
            (231, "bright white"),
            (232, "black"),
            (244, "bright black"),
        ] {
            assert_eq!(TerminalColour::of_palette(number).name(), name, "{number}");
        }
        assert_eq!(TerminalColour::nearest([10, 190, 200]).name(), "cyan");
    }
}
