"""The media list: who has asked for releases by mail, and sending them."""
