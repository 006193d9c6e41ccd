#!/usr/bin/python3
"""check_unit.py verify|exposure|users|folders BUILT SOURCE BIN [UNIT]: what systemd itself says of the unit, offline; UNIT is
ccotd when it is left out.

verify    systemd-analyze verify has nothing to say, with the built programs in the place of the installed ones
exposure  systemd-analyze security gives at most 2.0
users     systemd-sysusers makes the users, in an empty root
folders   systemd-tmpfiles makes the folders with the modes that keep secrets to root, in an empty root
"""
import os
import re
import subprocess
import sys
import tempfile

EXPOSURE_LIMIT = 2.0


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def write_timer(built, folder, unit):
    """The timer of the same name, where there is one."""
    path = os.path.join(built, unit + ".timer")
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file, open(os.path.join(folder, unit + ".timer"), "w", encoding="utf-8") as copy:
            copy.write(re.sub(r"(?m)^Documentation=.*\n", "", file.read()))


def unit_for_build(built, bin_folder, folder, unit):
    """The unit with the programs where the build put them, and without the manual, which is not installed yet."""
    with open(os.path.join(built, unit + ".service"), encoding="utf-8") as file:
        text = file.read()
    text = re.sub(r"(?m)^Documentation=.*\n", "", text)
    text = re.sub(r"(?m)^ExecStart=\S+", "ExecStart=" + os.path.join(bin_folder, re.sub(r"^(ccot-report)-.*|^(ccot)-audit$", r"\1\2", unit)), text)
    write_timer(built, folder, unit)
    path = os.path.join(folder, unit + ".service")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def verify(built, _source, bin_folder, folder, unit):
    units = [unit_for_build(built, bin_folder, folder, unit)]
    timer = os.path.join(folder, unit + ".timer")
    if os.path.exists(timer):
        units.append(timer)
        with open(timer, encoding="utf-8") as file:
            settings = file.read()
        if "Persistent=yes" not in settings or not re.search(r"(?m)^RandomizedDelaySec=\S", settings):
            return False, "the timer is not persistent or has no delay:\n" + settings
    code, said = run("systemd-analyze", "verify", "--man=no", *units)
    ours = [line for line in said.splitlines() if unit in line]
    return code == 0 and not ours, said


def exposure(built, _source, bin_folder, folder, unit):
    path = unit_for_build(built, bin_folder, folder, unit)
    code, said = run("systemd-analyze", "security", "--offline=true", "--no-pager", f"--threshold={EXPOSURE_LIMIT * 10:.0f}", path)
    level = re.search(r"Overall exposure level for \S+: ([\d.]+)", said)
    return code == 0 and level is not None and float(level.group(1)) <= EXPOSURE_LIMIT, said


def users(_built, source, _bin_folder, folder, _unit):
    os.makedirs(os.path.join(folder, "etc"))
    code, said = run("systemd-sysusers", f"--root={folder}", os.path.join(source, "ccot.sysusers"))
    with open(os.path.join(folder, "etc/passwd"), encoding="utf-8") as file:
        accounts = file.read()
    made = [re.search(rf"(?m)^{name}:.*:/usr/sbin/nologin$", accounts) is not None for name in ("ccot", "ccot-web")]
    return code == 0 and all(made), said + accounts


def folders(built, _source, _bin_folder, folder, _unit):
    with open(os.path.join(built, "ccot.tmpfiles"), encoding="utf-8") as file:
        rows = re.findall(r"(?m)^d (\S+) (\d+) \S+ \S+ -$", file.read())
    # Owners need the user and root's rights; the modes do not.
    path = os.path.join(folder, "rows.conf")
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(f"d {name} {mode} - - -\n" for name, mode in rows)
    code, said = run("systemd-tmpfiles", "--create", f"--root={folder}", path)
    wrong = [name for name, mode in rows if os.stat(folder + name).st_mode & 0o7777 != int(mode, 8)]
    closed = any(name.endswith("/secrets") and mode == "0700" for name, mode in rows)
    return code == 0 and not wrong and closed, said + repr((rows, wrong))


def main(check, built, source, bin_folder, unit="ccotd"):
    with tempfile.TemporaryDirectory() as folder:
        good, said = {"verify": verify, "exposure": exposure, "users": users, "folders": folders}[check](built, source, bin_folder, folder, unit)
    print(said)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
