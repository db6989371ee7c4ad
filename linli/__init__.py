"""Linli 邻里: software that runs a community's welfare, from the first word heard to the child who greets strangers."""
