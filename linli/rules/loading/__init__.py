"""From a YAML file to a pack: one file per part of a pack, each refusing what it cannot read."""
