"""How much memory a process of its own takes."""

import subprocess
import sys

# Of this program alone: `ru_maxrss` would count the process that it was forked from.
_PEAK = """
import re
print(int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) // 1024)
"""


def lines_and_peak(program: str, seconds: float) -> tuple[list[str], int]:
    """What a Python program prints, and its peak in MB; it must end well within so many seconds."""
    command = [sys.executable, "-c", program + _PEAK]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds)
    assert ran.returncode == 0, ran.stderr[-2000:]
    *lines, peak = ran.stdout.splitlines()
    return lines, int(peak)
