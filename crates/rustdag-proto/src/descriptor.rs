//! What the messages look like, for reflection and for the JSON mapping.

use prost::Name;
use prost_reflect::{DescriptorPool, MessageDescriptor};
use std::sync::LazyLock;

/// The encoded `google.protobuf.FileDescriptorSet` of the API, imports included.
pub const FILE_DESCRIPTOR_SET: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/descriptors.bin"));

static POOL: LazyLock<DescriptorPool> = LazyLock::new(|| {
    DescriptorPool::decode(FILE_DESCRIPTOR_SET).expect("the build wrote the descriptor set that it compiled")
});

/// The descriptor of a message of the API.
#[must_use]
pub(crate) fn of<M: Name>() -> MessageDescriptor {
    POOL.get_message_by_name(&M::full_name()).expect("every generated message is in the set it was generated from")
}
