//! How the program is linked: on Linux with the libraries it needs inside, where the system has them.
//!
//! To find and join three libraries of the system took .4 of the 2.3 ms to the first paint. A program
//! that has them inside needs no one to do that, and is still loaded at another address at every
//! start. rustc calls it `+crt-static`, but a project can ask for that only for all that is compiled,
//! and procedural macros cannot be built so; what is said here concerns the program alone. Where an
//! archive is missing, or with `READER_LIBRARIES=shared`, everything is linked as usual.

#![expect(clippy::disallowed_methods, reason = "this runs where the program is built and reads no document")]

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// By which whoever builds asks for the libraries of the system all the same, and tests learn what was
/// done.
const CHOICE: &str = "READER_LIBRARIES";
const SHARED: &str = "shared";

/// What rustc names to the linker, and the archives that hold the same. Those of the compiler and the C
/// library need each other.
const LIBRARIES: [(&str, &[&str]); 7] = [
    ("gcc_s", &["libgcc_eh.a", "libgcc.a"]),
    ("c", &["libc.a", "libgcc_eh.a", "libgcc.a"]),
    ("m", &["libm.a"]),
    ("rt", &["librt.a"]),
    ("pthread", &["libpthread.a"]),
    ("util", &["libutil.a"]),
    ("dl", &["libdl.a"]),
];

/// What a program begins with that is linked so and may be loaded anywhere.
const START: &str = "rcrt1.o";

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=RUSTC_LINKER");
    println!("cargo:rerun-if-env-changed={CHOICE}");
    let folder = PathBuf::from(variable("OUT_DIR")).join("archives");
    let taken_in =
        variable(CHOICE) != SHARED && is_known_to_work() && found(START).is_some() && name_archives(&folder)?;
    if taken_in {
        println!("cargo:rustc-link-arg-bins=-static-pie");
        println!("cargo:rustc-link-arg-bins=-L{}", folder.display());
    }
    println!("cargo:rustc-env={CHOICE}={}", if taken_in { "inside" } else { SHARED });
    Ok(())
}

/// Tells whether the program is built for the system it was tried on, there, and not told already how
/// to link.
fn is_known_to_work() -> bool {
    let target = variable("TARGET");
    let told = variable("CARGO_CFG_TARGET_FEATURE").split(',').any(|feature| feature == "crt-static");
    target == "x86_64-unknown-linux-gnu" && target == variable("HOST") && !told
}

/// Writes for every library a file by which the linker takes its archives instead. It looks in
/// this folder before those of the system, and takes the shared library of a folder only where there is
/// one. Returns whether all archives were found.
fn name_archives(folder: &Path) -> io::Result<bool> {
    fs::create_dir_all(folder)?;
    for (library, archives) in LIBRARIES {
        let Some(paths) = archives.iter().map(|archive| found(archive)).collect::<Option<Vec<_>>>() else {
            return Ok(false);
        };
        let named: Vec<String> = paths.iter().map(|path| format!("\"{}\"", path.display())).collect();
        fs::write(folder.join(format!("lib{library}.a")), format!("GROUP({})\n", named.join(" ")))?;
    }
    Ok(true)
}

/// Asks the linker where a file of the system is.
fn found(name: &str) -> Option<PathBuf> {
    let linker = env::var_os("RUSTC_LINKER").unwrap_or_else(|| "cc".into());
    let answer = Command::new(linker).arg(format!("-print-file-name={name}")).output().ok()?;
    let path = PathBuf::from(String::from_utf8(answer.stdout).ok()?.trim());
    path.is_absolute().then_some(path)
}

fn variable(name: &str) -> String {
    env::var(name).unwrap_or_default()
}
