//! The model, one file per idea. Each file opens with its source and its evidence grade:
//! *seen* (the supporting text was read), *memory* (a number recalled, to be verified before it is quoted to people),
//! or *design* (our own value, chosen to agree with the cited data, not published).

pub mod adaptation;
pub mod balance;
pub mod confidence;
pub mod connective;
pub mod e1rm;
pub mod freshness;
pub mod guidance;
pub mod load;
pub mod local_muscle;
pub mod series;
pub mod sleep;
pub mod systemic;
