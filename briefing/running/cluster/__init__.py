"""Work in the processes of a Dask cluster: one of its own on this machine, or one that is there already.

    addresses    which names mean a cluster, and which of them may be used
    connection   the scheduler: found, lost, found again; its workers run this program
    batches      items packed for sending, by number and bytes; files by their place where the disk is shared
    spread       the map: a few batches under way, results in order, what is lost done again
    child        on a worker: the process that does the work, so that what breaks it ends no worker

A scheduler runs what it is sent: whoever reaches it can run code on every worker. So one without TLS has to be on this
machine.
"""

from briefing.running.cluster.addresses import Certificates, check, is_cluster
from briefing.running.cluster.connection import Program
from briefing.running.cluster.spread import cluster

__all__ = ["Certificates", "Program", "check", "cluster", "is_cluster"]
