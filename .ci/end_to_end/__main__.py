"""Tries the real program from outside, as a gym's software would, and counts what works.

Usage: python .ci/end_to_end PROGRAM, in an environment with .ci/requirements.txt. Nothing here is generated from the
API's files: services and messages are found by asking the running program.
"""

import sys
import tempfile
import traceback
from pathlib import Path

import grpc

import checks
from world import World


def main(program: Path) -> int:
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="rustdag-") as folder, World(program, Path(folder)) as world:
        for check in checks.IN_ORDER:
            try:
                check(world)
            except Exception as problem:  # whatever it is, the other checks still tell something
                failed += 1
                print(f"FAILED  {check.__doc__}", flush=True)
                if isinstance(problem, grpc.RpcError):
                    print(f"        {problem.code()}: {problem.details()}", flush=True)
                elif isinstance(problem, AssertionError) and str(problem):
                    print(f"        {problem}", flush=True)
                else:
                    traceback.print_exc(file=sys.stdout)
            else:
                passed += 1
                print(f"ok      {check.__doc__}", flush=True)
        if failed:
            print("\nWhat the program said:\n" + world.said(), file=sys.stderr)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_file():
        sys.exit("give the program to try: python .ci/end_to_end target/debug/rustdag")
    sys.exit(main(Path(sys.argv[1]).resolve()))
