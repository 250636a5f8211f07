"""Before a file is read, its reader gives up all it could reach: network, other files, other programs, time and memory."""

from __future__ import annotations

import ctypes
import platform
import resource
import struct
import sys
from typing import Final

from hafan.files.sieve import limits

_PR_SET_NO_NEW_PRIVS: Final = 38
_PR_SET_SECCOMP: Final = 22
_FILTER_MODE: Final = 2
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050001, 0x80000000
#: For each machine: its number, and those of the calls a reader of files never needs.
_FORBIDDEN: Final = {
    # socket connect accept sendto bind listen clone3-less: execve fork vfork ptrace mount bpf io_uring_setup execveat and more
    "x86_64": (
        0xC000003E,
        (41, 42, 43, 44, 46, 49, 50, 53, 57, 58, 59, 62, 101, 165, 200, 234, 310, 311, 321, 322, 425, 288),
    ),
    "aarch64": (
        0xC00000B7,
        (198, 203, 202, 206, 211, 200, 201, 199, 221, 129, 117, 40, 130, 131, 270, 271, 280, 281, 425, 242),
    ),
}
#: Everything a file system lets one do, for landlock to forbid; older kernels know fewer of them.
_READ_FILE: Final = 1 << 2
_BY_VERSION: Final = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1}


def confine() -> dict[str, bool]:
    """Give it all up, for good. Answers what this machine could enforce beside its limits."""
    for what, most in (
        (resource.RLIMIT_CPU, limits.CPU_SECONDS),
        (resource.RLIMIT_AS, limits.MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, limits.CLEAN_BYTES + limits.MEGABYTE),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 16),
    ):
        resource.setrlimit(what, (most, most))
    sys.addaudithook(_refuse_reaching_out)
    if not sys.platform.startswith("linux"):
        return {"files": False, "network": False}
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return {"files": False, "network": False}
    return {"files": _no_files(libc), "network": _no_calls(libc)}


def _refuse_reaching_out(event: str, arguments: tuple[object, ...]) -> None:
    """Python's own ways out, on every machine."""
    if event.startswith(
        ("socket.connect", "socket.bind", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system")
    ):
        raise PermissionError(event)


def _no_files(libc: ctypes.CDLL) -> bool:
    """Landlock: from here on no path can be opened, but the one that random numbers come from."""
    version = libc.syscall(444, None, 0, 1)
    if version < 1:
        return False
    handled = ctypes.c_uint64(_BY_VERSION[min(version, 3)])
    rules = libc.syscall(444, ctypes.byref(handled), ctypes.sizeof(handled), 0)
    if rules < 0:
        return False
    with open("/dev/urandom", "rb", buffering=0) as numbers:
        libc.syscall(445, rules, 1, struct.pack("=Qi", _READ_FILE, numbers.fileno()), 0)
    return libc.syscall(446, rules, 0) == 0


def _no_calls(libc: ctypes.CDLL) -> bool:
    """Seccomp: calls that reach out are refused; another machine's numbering ends the process."""
    known = _FORBIDDEN.get(platform.machine())
    if known is None:
        return False
    machine, forbidden = known
    steps = [(0x20, 0, 0, 4), (0x15, 1, 0, machine), (0x06, 0, 0, _KILL), (0x20, 0, 0, 0)]
    if machine == 0xC000003E:
        steps += [(0x35, 0, 1, 0x40000000), (0x06, 0, 0, _KILL)]  # the other numbering of this machine
    for call in forbidden:
        steps += [(0x15, 0, 1, call), (0x06, 0, 0, _REFUSE)]
    steps.append((0x06, 0, 0, _ALLOW))
    program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    filtered = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(program)))
    return libc.prctl(_PR_SET_SECCOMP, _FILTER_MODE, filtered, 0, 0) == 0
