//! Keeps the platform's name, which cargo tells only while building.

fn main() {
    // Cargo promises to set it for every build script.
    if let Ok(target) = std::env::var("TARGET") {
        println!("cargo::rustc-env=RUSTDAG_TIDY_TARGET={target}");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
