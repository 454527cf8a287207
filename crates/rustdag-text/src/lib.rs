//! Dutch and English texts for what the engine and the rules say.
