"""A Dask cluster of three worker processes, which says where it is and ends when its input does."""

import sys
from typing import Any

import distributed

if __name__ == "__main__":
    cluster_of: Any = distributed.LocalCluster
    with cluster_of(
        n_workers=int(sys.argv[1]),
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        scheduler_port=0,
        dashboard_address=None,
    ) as cluster:
        workers = [str(worker.pid) for worker in cluster.workers.values()]
        sys.stdout.write(" ".join([cluster.scheduler_address, *workers]) + "\n")
        sys.stdout.flush()
        sys.stdin.read()
