//! What a rule's author needs: the macro, the texts, the test kit.
