"""Linli 邻里: a community's welfare, from the first word heard to the child who greets people."""
