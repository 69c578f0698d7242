#!/bin/sh
# The first process of the guest: lays a writable layer over the host's own files, plugs in the network and hands over
# to agent.mjs. AGENT_NODE, AGENT_SCRIPT and AGENT_PORT come from the kernel's command line.
export PATH=/bin
say() { echo "guest: $1 at $(cut -d' ' -f1 /proc/uptime) s"; }
fail() {
  echo "guest: cannot start: $1"
  poweroff -f
}

/bin/busybox --install -s /bin
mount -t proc proc /proc
say 'kernel is up'
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
while read -r module; do insmod "/modules/$module" || fail "module $module"; done < /modules/list

# The system of the kiosk: the host's tree, above it what only a guest needs, above that a disk in memory.
P9=trans=virtio,version=9p2000.L,ro,cache=loose,msize=524288
mount -t 9p -o $P9 host /host || fail 'the files of the host'
mount -t 9p -o $P9 layer /layer || fail 'the packages of the guest'
mount -t tmpfs disk /disk
mkdir /disk/upper /disk/work
mount -t overlay -o lowerdir=/layer:/host,upperdir=/disk/upper,workdir=/disk/work overlay /system || fail overlay
mount --move /dev /system/dev
mkdir -p /system/dev/pts /system/dev/shm
mount -t devpts -o mode=620,ptmxmode=666 pts /system/dev/pts
mount -t tmpfs shm /system/dev/shm
mount -t tmpfs run /system/run
mount --move /sys /system/sys
mount -t proc proc /system/proc

ip link set lo up
ip link set eth0 up
ip address add 10.0.2.15/24 dev eth0

# As on a kiosk that was set up by the book: a user of its own, and the rules of deploy/.
echo 'kiosk:x:990:' >> /system/etc/group
echo 'kiosk:x:990:990::/var/lib/kiosk:/bin/sh' >> /system/etc/passwd
mkdir -p /system/etc/udev/rules.d
cp "/system$KIOSK_ROOT"/deploy/60-kiosk-readers.rules /system/etc/udev/rules.d/

# The whole system lives in a chroot; udevadm does nothing in one, and says it is well, unless told otherwise.
export SYSTEMD_IGNORE_CHROOT=1
chroot /system /usr/lib/systemd/systemd-udevd --daemon || fail udev
# The buses; drivers of what is plugged in later are loaded by udev, as on any machine.
chroot /system /sbin/modprobe -a xhci_pci uhid vhci_hcd || fail 'the buses'
# What was there before udev: the ports of the board get their rights as when a kiosk starts.
chroot /system /usr/bin/udevadm trigger --action=add --subsystem-match=tty --sysname-match='ttyS*'
say 'system is ready'
chroot /system /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin SYSTEMD_IGNORE_CHROOT=1 \
  "$AGENT_NODE" "$AGENT_SCRIPT" "$AGENT_PORT"
fail "the agent ended with $?"
