"""BagIt (RFC 8493): any folder or file with checksums of all that is in it, to be handed over."""

from storage.bagging.bag import UnfitForBag, demand_apart, make_bag, seal

__all__ = ["UnfitForBag", "demand_apart", "make_bag", "seal"]
