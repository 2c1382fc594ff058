//! The door: arguments in, terminal given back, exit code out.
fn main() {}
