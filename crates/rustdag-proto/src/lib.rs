//! The API's messages and services, generated from proto/.
