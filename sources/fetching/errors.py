"""Why a page could not be fetched, in sentences."""


class FetchFailed(Exception):
    """The page cannot be had, and asking again would not change that. `str()` of it is shown to people."""


class AddressRefused(FetchFailed):
    """The address is not one this machine asks on behalf of others. Nothing was sent to it."""


class FetchInterrupted(FetchFailed):
    """The page could not be had now: a timeout, a connection that broke, a server in trouble. Worth another try."""
