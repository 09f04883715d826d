#!/bin/bash
# PID 1 of fresh namespaces becomes the machine's own systemd, over a throw-away copy of /: everything that is written
# goes to a tmpfs. Started by guest.py through unshare(1), which says with what; $1 is an empty folder, the other arguments
# are SOURCE:TARGET pairs to be seen read-only inside.
set -eu
here=$1
shift
mount -t tmpfs -o mode=755 guest "$here"
mkdir "$here"/{upper,work,root}
root=$here/root
mount -t overlay -o "lowerdir=/,upperdir=$here/upper,workdir=$here/work" overlay "$root"

mount -t proc -o nosuid,nodev,noexec proc "$root/proc"
mount --bind /proc/sys "$root/proc/sys"
mount -o remount,bind,ro "$root/proc/sys" # the settings of the kernel are the host's
mount -t sysfs -o ro,nosuid,nodev,noexec sysfs "$root/sys"
mount -t cgroup2 -o nosuid,nodev,noexec cgroup2 "$root/sys/fs/cgroup"
mount -t tmpfs -o mode=755,nosuid,nodev run "$root/run"
mount -t tmpfs -o mode=755,nosuid dev "$root/dev"
for node in null zero full random urandom tty; do
  touch "$root/dev/$node"
  mount --bind "/dev/$node" "$root/dev/$node"
done
mkdir "$root"/dev/{pts,shm,mqueue}
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$root/dev/pts"
mount -t tmpfs -o mode=1777,nosuid,nodev shm "$root/dev/shm"
mount -t mqueue mqueue "$root/dev/mqueue"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
ln -s fd/0 "$root/dev/stdin"
ln -s fd/1 "$root/dev/stdout"
ln -s fd/2 "$root/dev/stderr"

# Only what a user's services need is started; nothing that would reach for devices, the network or the host's kernel.
units=$root/etc/systemd/system
mkdir -p "$units" "$root/etc/tmpfiles.d"
for unit in dev-hugepages.mount dev-mqueue.mount proc-sys-fs-binfmt_misc.automount sys-fs-fuse-connections.mount \
  sys-kernel-config.mount sys-kernel-debug.mount sys-kernel-tracing.mount systemd-binfmt.service \
  systemd-modules-load.service systemd-networkd.service systemd-networkd.socket systemd-pstore.service \
  systemd-random-seed.service systemd-remount-fs.service systemd-sysctl.service systemd-timesyncd.service \
  systemd-udev-trigger.service systemd-udevd-control.socket systemd-udevd-kernel.socket systemd-udevd.service tmp.mount; do
  ln -sf /dev/null "$units/$unit"
done
cat >"$units/guest.target" <<'UNIT'
[Unit]
Description=What the services of a user need
Requires=basic.target
Wants=dbus.service systemd-logind.service systemd-user-sessions.service
After=basic.target dbus.service systemd-logind.service systemd-user-sessions.service
AllowIsolate=yes
UNIT
ln -sf /etc/systemd/system/guest.target "$units/default.target"
ln -sf /dev/null "$root/etc/tmpfiles.d/tmp.conf" # it would empty /tmp
: >"$root/etc/fstab"
grep -qs localhost "$root/etc/hosts" || printf '127.0.0.1 localhost\n::1 localhost\n' >>"$root/etc/hosts"
rm -f "$root/etc/machine-id"
tr -d - </proc/sys/kernel/random/uuid >"$root/etc/machine-id"
hostname guest

for pair in "$@"; do
  target=$root${pair#*:}
  mkdir -p "$target"
  mount --bind "${pair%%:*}" "$target"
  mount -o remount,bind,ro "$target"
done
ip link set lo up

cd "$root"
# moved to / in a mount namespace of its own, since / itself cannot be left while the script runs from it
exec env -i container=guest PATH=/usr/sbin:/usr/bin:/sbin:/bin unshare --mount --propagation private -- sh -c '
  mount --move . / && exec chroot . sh -c "
    mount --make-rshared / && exec /lib/systemd/systemd --system --log-target=console --log-level=info"'
