"""Item master: what is bought and made, in which units, and the device identifiers printed on its packages."""
