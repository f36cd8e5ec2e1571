"""What Linux says of a process."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def only_child(pid: int) -> int:
    """The one worker of a gunicorn."""
    (child,) = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(child)


def cpu_seconds(pid: int) -> float:
    """User and system time that a process and its threads have used; see proc_pid_stat(5), fields 14 and 15."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / TICKS


def pss_megabytes(pid: int) -> float:
    """Memory of a process, where what is shared counts by its share; see proc_pid_smaps_rollup(5)."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        name, *amount = line.split()
        if name == "Pss:":
            return int(amount[0]) / 1024
    raise LookupError("There is no Pss in smaps_rollup.")
