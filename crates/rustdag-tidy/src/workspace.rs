//! The workspace as cargo sees it, cut down to what the rules ask.

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, PackageId};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The crates of the workspace, and the foreign ones they are built from on this platform.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    /// Members, by name.
    pub crates: Vec<Crate>,
    /// Crates of others, by name.
    pub foreign: Vec<Foreign>,
}

/// A member of the workspace.
#[derive(Clone, Debug, Default)]
pub struct Crate {
    /// Its name.
    pub name: String,
    /// Its folder, from the workspace's root, with `/`.
    pub folder: String,
    /// What its manifest asks for, without what only its tests need.
    pub needs: Vec<Need>,
    /// Every crate it is built from, directly or not, without what only tests need.
    pub reached: BTreeSet<String>,
}

/// One dependency of a manifest.
#[derive(Clone, Debug, Default)]
pub struct Need {
    /// Name of the package.
    pub name: String,
    /// Features asked for by name.
    pub features: Vec<String>,
    /// Whether the package's default features are asked for too.
    pub default_features: bool,
}

/// A crate of others.
#[derive(Clone, Debug)]
pub struct Foreign {
    /// Name and version.
    pub name: String,
    /// Its licence, as an SPDX expression; `None` if it does not say.
    pub licence: Option<String>,
    /// Whether it comes from crates.io.
    pub from_crates_io: bool,
}

/// The workspace cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    /// Cargo failed.
    #[error("cargo cannot describe the workspace: {0}")]
    Cargo(#[from] cargo_metadata::Error),
    /// Cargo did not say what is built from what.
    #[error("cargo did not resolve the workspace's dependencies; run `cargo metadata` to see why")]
    Unresolved,
}

impl Workspace {
    /// Asks cargo about the workspace in `root`, with the versions of its `Cargo.lock`.
    ///
    /// # Errors
    /// [`WorkspaceError`] if cargo does not answer, for example because `Cargo.lock` is out of date.
    pub fn read(root: &Path) -> Result<Self, WorkspaceError> {
        // For one platform only: crates of other platforms need not be on this machine.
        let options = ["--locked", "--filter-platform", env!("RUSTDAG_TIDY_TARGET")].map(str::to_owned);
        let metadata =
            MetadataCommand::new().manifest_path(root.join("Cargo.toml")).other_options(options.to_vec()).exec()?;
        Self::from_metadata(&metadata)
    }

    fn from_metadata(metadata: &Metadata) -> Result<Self, WorkspaceError> {
        let resolve = metadata.resolve.as_ref().ok_or(WorkspaceError::Unresolved)?;
        let mut built_from: BTreeMap<&PackageId, Vec<&PackageId>> = BTreeMap::new();
        for node in &resolve.nodes {
            let built = node.deps.iter().filter(|dep| dep.dep_kinds.iter().any(|kind| is_built(kind.kind)));
            built_from.insert(&node.id, built.map(|dep| &dep.pkg).collect());
        }
        let names: BTreeMap<_, _> = metadata.packages.iter().map(|package| (&package.id, &package.name)).collect();
        let members: BTreeSet<_> = metadata.workspace_members.iter().collect();
        let mut workspace = Self::default();
        for package in &metadata.packages {
            if members.contains(&package.id) {
                let needs = package.dependencies.iter().filter(|dependency| is_built(dependency.kind));
                workspace.crates.push(Crate {
                    name: package.name.to_string(),
                    folder: folder(metadata, package),
                    needs: needs
                        .map(|dependency| Need {
                            name: dependency.name.clone(),
                            features: dependency.features.clone(),
                            default_features: dependency.uses_default_features,
                        })
                        .collect(),
                    reached: reached(&package.id, &built_from).iter().map(|id| names[id].to_string()).collect(),
                });
            } else {
                workspace.foreign.push(Foreign {
                    name: format!("{} {}", package.name, package.version),
                    licence: package.license.clone(),
                    from_crates_io: package.source.as_ref().is_some_and(|source| source.is_crates_io()),
                });
            }
        }
        workspace.crates.sort_by(|a, b| a.name.cmp(&b.name));
        workspace.foreign.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(workspace)
    }
}

/// Tests may look at anything; what is built may not.
fn is_built(kind: DependencyKind) -> bool {
    matches!(kind, DependencyKind::Normal | DependencyKind::Build)
}

fn folder(metadata: &Metadata, package: &cargo_metadata::Package) -> String {
    let folder = package.manifest_path.parent().unwrap_or(&package.manifest_path);
    let inside = folder.strip_prefix(&metadata.workspace_root).unwrap_or(folder);
    inside.as_str().replace('\\', "/")
}

fn reached<'a>(
    from: &'a PackageId,
    built_from: &BTreeMap<&'a PackageId, Vec<&'a PackageId>>,
) -> BTreeSet<&'a PackageId> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        for &next in built_from.get(id).into_iter().flatten() {
            if seen.insert(next) {
                open.push(next);
            }
        }
    }
    seen
}
