//! One table of fields from which the struct, its presence bits, its accessors, the C header and the names of rule
//! files are made.

/// How many values a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One value per muscle slot.
    Muscle,
    /// One value per joint-complex slot.
    Joint,
    /// One value.
    Scalar,
}

impl Shape {
    /// How many floats a field of this shape takes.
    #[must_use]
    pub const fn slots(self) -> usize {
        match self {
            Self::Muscle => crate::MUSCLE_SLOTS,
            Self::Joint => crate::JOINT_SLOTS,
            Self::Scalar => 1,
        }
    }
}

/// One field of the snapshot: its place and its meaning.
#[derive(Clone, Copy, Debug)]
pub struct FieldInfo {
    /// Name in the C struct, for example `sleep_debt_h`.
    pub name: &'static str,
    /// How many values it holds.
    pub shape: Shape,
    /// Presence bit of the first value, in layout order.
    pub first_bit: usize,
    /// Byte offset in the snapshot.
    pub offset: usize,
    /// Unit and range, for people.
    pub unit: &'static str,
    /// Meaning, for people.
    pub doc: &'static str,
}

/// FNV-1a over every field's name, shape and offset: two builds agree on the layout iff they agree on this.
pub const LAYOUT_HASH: u64 = layout_hash(crate::snapshot::FIELDS);

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

const fn hash_byte(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(FNV_PRIME)
}

/// The same over the first fields only: fields are appended, so this is the hash an older rule was built with.
#[must_use]
pub const fn layout_hash(fields: &[FieldInfo]) -> u64 {
    let mut hash = FNV_OFFSET;
    let mut i = 0;
    while i < fields.len() {
        let name = fields[i].name.as_bytes();
        let mut j = 0;
        while j < name.len() {
            hash = hash_byte(hash, name[j]);
            j += 1;
        }
        hash = hash_byte(hash, fields[i].shape as u8);
        hash = hash_byte(hash, (fields[i].offset & 0xff) as u8);
        hash = hash_byte(hash, (fields[i].offset >> 8) as u8);
        i += 1;
    }
    hash
}

/// Builds [`crate::Snapshot`] and its table of fields: arrays first (they get an index argument), then scalars.
macro_rules! snapshot_layout {
    (
        arrays { $( $(#[doc = $adoc:literal])+ $aname:ident / $aset:ident : $shape:ident, $aunit:literal; )+ }
        scalars { $( $(#[doc = $sdoc:literal])+ $sname:ident / $sset:ident : $sunit:literal; )+ }
    ) => {
        /// What a rule may see of one member at one instant. A value whose presence bit is clear is unknown; its
        /// bytes are zero and mean nothing. Read through the accessors, which answer `None` then.
        #[repr(C, align(16))]
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct Snapshot {
            /// Valid bytes: a rule built against a longer layout must not read beyond.
            pub size: u32,
            /// Layout version, major.
            pub major: u16,
            /// Layout version, minor.
            pub minor: u16,
            /// One presence bit per float, in layout order.
            pub known: [u64; 4],
            $( $(#[doc = $adoc])+ #[doc = concat!(" Unit: ", $aunit, ".")] pub $aname: [f32; snapshot_layout!(@slots $shape)], )+
            $( $(#[doc = $sdoc])+ #[doc = concat!(" Unit: ", $sunit, ".")] pub $sname: f32, )+
        }

        impl Snapshot {
            /// A snapshot in which everything is unknown.
            #[must_use]
            pub const fn unknown() -> Self {
                Self {
                    size: core::mem::size_of::<Self>() as u32,
                    major: crate::ABI_MAJOR,
                    minor: crate::ABI_MINOR,
                    known: [0; 4],
                    $( $aname: [0.0; snapshot_layout!(@slots $shape)], )+
                    $( $sname: 0.0, )+
                }
            }
            $(
                $(#[doc = $adoc])+ #[doc = concat!(" `None` if unknown or out of the array. Unit: ", $aunit, ".")]
                #[must_use]
                #[inline]
                pub fn $aname(&self, slot: usize) -> Option<f32> {
                    (slot < self.$aname.len() && self.is_known(bit::$aname + slot)).then(|| self.$aname[slot])
                }
                #[doc = concat!("Sets `", stringify!($aname), "` of one slot; `None` makes it unknown.")]
                pub fn $aset(&mut self, slot: usize, value: Option<f32>) {
                    if slot < self.$aname.len() {
                        self.$aname[slot] = value.unwrap_or(0.0);
                        self.mark(bit::$aname + slot, value.is_some());
                    }
                }
            )+
            $(
                $(#[doc = $sdoc])+ #[doc = concat!(" `None` if unknown. Unit: ", $sunit, ".")]
                #[must_use]
                #[inline]
                pub fn $sname(&self) -> Option<f32> {
                    self.is_known(bit::$sname).then_some(self.$sname)
                }
                #[doc = concat!("Sets `", stringify!($sname), "`; `None` makes it unknown.")]
                pub fn $sset(&mut self, value: Option<f32>) {
                    self.$sname = value.unwrap_or(0.0);
                    self.mark(bit::$sname, value.is_some());
                }
            )+
        }

        impl Snapshot {
            /// Value of a field by its name; a scalar has the one slot 0. `None` if unknown, or if there is no such
            /// field or slot.
            #[must_use]
            pub fn field(&self, name: &str, slot: usize) -> Option<f32> {
                match name {
                    $( stringify!($aname) => self.$aname(slot), )+
                    $( stringify!($sname) if slot == 0 => self.$sname(), )+
                    _ => None,
                }
            }

            /// Sets a field by its name; `None` makes it unknown. Answers whether there is such a field and slot.
            pub fn set_field(&mut self, name: &str, slot: usize, value: Option<f32>) -> bool {
                match name {
                    $( stringify!($aname) if slot < self.$aname.len() => self.$aset(slot, value), )+
                    $( stringify!($sname) if slot == 0 => self.$sset(value), )+
                    _ => return false,
                }
                true
            }
        }

        impl Snapshot {
            /// The value at a presence bit, in layout order: `None` if unknown or beyond the last field. For readers that
            /// have looked up a field's [`FieldInfo::first_bit`](crate::FieldInfo::first_bit) beforehand.
            #[must_use]
            #[inline]
            pub fn value(&self, bit: usize) -> Option<f32> {
                const FIRST: usize = core::mem::offset_of!(Snapshot, muscle_fatigue);
                const LAST: &crate::FieldInfo = &FIELDS[FIELDS.len() - 1];
                if bit >= LAST.first_bit + LAST.shape.slots() || !self.is_known(bit) {
                    return None;
                }
                // SAFETY: the struct is `repr(C)` and from `FIRST` to its last field consists of `f32` without a gap, one
                // per bit, which the tests hold; the pointer is made of the whole struct and aligned as its fields are.
                Some(unsafe { (&raw const *self).cast::<u8>().add(FIRST + 4 * bit).cast::<f32>().read() })
            }
        }

        /// Every field, in layout order.
        pub const FIELDS: &[FieldInfo] = &[
            $( FieldInfo {
                name: stringify!($aname), shape: Shape::$shape, first_bit: bit::$aname,
                offset: core::mem::offset_of!(Snapshot, $aname), unit: $aunit, doc: concat!($($adoc),+),
            }, )+
            $( FieldInfo {
                name: stringify!($sname), shape: Shape::Scalar, first_bit: bit::$sname,
                offset: core::mem::offset_of!(Snapshot, $sname), unit: $sunit, doc: concat!($($sdoc),+),
            }, )+
        ];

        /// First presence bit of each field.
        #[allow(non_upper_case_globals)]
        mod bit {
            use super::Snapshot;
            const FIRST: usize = core::mem::offset_of!(Snapshot, muscle_fatigue);
            $( pub const $aname: usize = (core::mem::offset_of!(Snapshot, $aname) - FIRST) / 4; )+
            $( pub const $sname: usize = (core::mem::offset_of!(Snapshot, $sname) - FIRST) / 4; )+
        }
    };
    (@slots Muscle) => { MUSCLE_SLOTS };
    (@slots Joint) => { JOINT_SLOTS };
}
