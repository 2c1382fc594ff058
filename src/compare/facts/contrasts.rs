//! Words that report one thing, and words that exclude each other.
//!
//! "Twelve died" and "killing twelve" speak of one figure; "killed" and "injured", "bought" and
//! "sold", "rose" and "fell" never do, however alike the rest of their sentences.

/// Returns one stem for words that report one thing.
pub(super) fn concept(stem: &str) -> &str {
    match stem {
        "die" | "dead" | "death" | "fatal" | "kill" | "killer" | "slain" | "perish" | "toll" => "kill",
        "injur" | "wound" | "hurt" => "injur",
        "bought" | "buy" | "purchas" | "acquir" | "acquisit" | "procur" => "buy",
        "sold" | "sell" | "sale" => "sell",
        "rose" | "rise" | "risen" | "increas" | "grew" | "grow" | "growth" | "climb" | "jump" | "gain" => {
            "rise"
        }
        "fell" | "fall" | "fallen" | "drop" | "declin" | "decreas" | "slip" | "plung" => "fall",
        "won" | "win" | "victori" => "win",
        "lost" | "lose" | "loss" | "defeat" => "lose",
        "arrest" | "detain" | "custodi" => "arrest",
        "quak" | "earthquak" | "tremor" => "earthquak",
        "shell" | "bombard" => "shell",
        "jet" | "plane" | "airplan" | "fighter" | "aircraft" => "aircraft",
        "stole" | "stolen" | "steal" | "theft" => "steal",
        "drove" | "driven" | "drive" | "forc" => "drive",
        "built" | "build" => "build",
        "spent" | "spend" => "spend",
        "held" | "hold" => "hold",
        "led" | "lead" => "lead",
        "sent" | "send" => "send",
        "fought" | "fight" => "fight",
        _ => stem,
    }
}

/// Returns the family of a stem and its place in it: two contexts with different places of a family
/// do not speak of one thing.
pub(super) fn contrast(stem: &str) -> Option<(u8, u8)> {
    Some(match stem {
        "kill" => (0, 0),
        "injur" => (0, 1),
        "miss" => (0, 2),
        "rescu" | "surviv" | "save" => (0, 3),
        "arrest" | "seiz" | "captur" => (0, 4),
        "releas" | "free" | "freed" => (0, 5),
        "buy" | "import" => (1, 0),
        "sell" | "export" => (1, 1),
        "rise" => (2, 0),
        "fall" => (2, 1),
        "win" => (3, 0),
        "lose" => (3, 1),
        "male" | "men" | "man" | "boy" => (4, 0),
        "femal" | "women" | "woman" | "girl" => (4, 1),
        "north" | "northern" => (5, 0),
        "south" | "southern" => (5, 1),
        "east" | "eastern" => (5, 2),
        "west" | "western" => (5, 3),
        "begin" | "began" | "start" | "open" => (6, 0),
        "end" | "finish" | "close" | "expir" => (6, 1),
        _ => return None,
    })
}

/// Tells whether a stem says too little to tell two figures apart: "left eight dead", "counts eight".
pub(super) fn is_light(stem: &str) -> bool {
    matches!(
        stem,
        "left"
            | "leav"
            | "count"
            | "put"
            | "give"
            | "gave"
            | "get"
            | "got"
            | "make"
            | "made"
            | "take"
            | "took"
            | "use"
            | "total"
            | "includ"
            | "see"
            | "saw"
            | "becom"
            | "accord"
            | "today"
            | "alreadi"
            | "now"
            | "plan"
            | "want"
            | "seek"
            | "expect"
            | "intend"
            | "hope"
            | "agre"
            | "decid"
    )
}
