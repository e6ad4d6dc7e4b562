/** GNU coreutils (source: coreutils 9 manual). */
export const coreutils: NameList = namesOf(`[ arch b2sum base32 base64 basename cat chgrp chmod chown chroot cksum comm cp csplit cut date dd df dir
  dircolors dirname du echo env expand expr factor false fmt fold groups head hostid id install join link ln logname ls md5sum mkdir mkfifo mknod mktemp mv
  nice nl nohup nproc numfmt od paste pathchk pinky pr printenv printf ptx pwd readlink realpath rm rmdir runcon seq sha1sum sha224sum sha256sum sha384sum
  sha512sum shred shuf sleep sort split stat stdbuf stty sum sync tac tail tee test timeout touch tr true truncate tsort tty uname unexpand uniq unlink
  users vdir wc who whoami yes`);

/** What Debian's and Ubuntu's images have beside coreutils: essential packages, apt, passwd (source: debian/12-slim package list). */
export const debianEssential: NameList = namesOf(`apt apt-get apt-cache apt-config apt-mark awk mawk nawk bash chage chpasswd cmp dash
  debconf dpkg dpkg-query dpkg-deb diff diff3 egrep fgrep find flock getconf getent getopt gpasswd grep groupadd groupdel groupmod gunzip gzip hostname ldconfig ldd
  locale localedef login more mount newgrp nologin passwd perl rgrep sdiff sed setpriv su sulogin tar umount unshare update-alternatives useradd userdel
  usermod xargs zcat zgrep ionice lsblk nsenter script rev which iconv pidof chcpu lscpu ipcs prlimit renice taskset whereis`);

/** A program that a distribution has taken out. */
export interface GoneProgram {
  /** By distribution: the last release that has it, and the first of which it is known that it has not. */
  readonly releases: Readonly<Record<string, readonly [last: number, firstWithout: number]>>;
  /** What is done in its place. */
  readonly instead: string;
}

/** Source: contents of the packages of Debian 11 to 13 and of Ubuntu 24.04 and 25.04 to 26.10, 2026-11-28. */
export const goneFromDebian: Readonly<Record<string, GoneProgram>> = {
  'apt-key': {
    releases: { debian: [12, 13], ubuntu: [24.04, 25.04] },
    instead: 'Debian 13 and Ubuntu 25.04 have no `apt-key` any more: put the key into `/etc/apt/keyrings`, and name it in the source with `signed-by`.',
  },
};

/**
 * What Debian's and Ubuntu's images may have beside, one release or the other: a name that is not here either, nothing brings but a package
 * (source: `dpkg -L` of the required packages of Debian 12, held against the contents of the packages of Debian 11 to 13, and the names that Ubuntu 20.04 to 24.04 have besides).
 */
export const debianPerhaps: NameList = namesOf(`add-shell addgroup addpart adduser agetty apt-cdrom apt-helper badblocks basenc bashbug bits blkdiscard blkid blkzone blockdev bunzip2 busybox bzcat bzcmp bzdiff bzegrep
  bzexe bzfgrep bzgrep bzip2 bzip2recover bzless bzmore c_rehash cal capsh captoinfo catchsegv cfdisk chattr chcon chfn chgpasswd chmem choom chrt chsh clear clear_console col
  colcrt colrm column convert-etc-shells convert-usrmerge coresched cpan cpgr cppw ctrlaltdel deb-systemd-helper deb-systemd-invoke debconf-apt-progress
  debconf-communicate debconf-copydb debconf-escape debconf-set-selections debconf-show debugfs delgroup delpart deluser dmesg dnsdomainname domainname dpkg-divert
  dpkg-fsys-usrunmess dpkg-maintscript-helper dpkg-preconfigure dpkg-realpath dpkg-reconfigure dpkg-split dpkg-statoverride dpkg-trigger dumpe2fs e2freefrag e2fsck
  e2image e2label e2mmpstatus e2scrub e2scrub_all e2undo e4crypt e4defrag editor enosys ex exch expiry fadvise faillock faillog fallocate fdformat fdisk filefrag
  fincore findfs findmnt free fsck fsck.cramfs fsck.ext2 fsck.ext3 fsck.ext4 fsck.minix fsfreeze fstab-decode fstrim getcap getty gpg gpgconf gpgv groupmems grpck
  grpconv grpunconv gzexe halt hardlink hd hexdump hugetop hwclock i386 iconvconfig infocmp infotocap init install-info installkernel invoke-rc.d ipcmk ipcrm irqtop
  ischroot isosize kill killall5 last lastb lastlog ld.so ldattach linux32 linux64 logger logsave look losetup lsattr lsb_release lsfd lsipc lsirq lslocks lslogins
  lsmem lsns mcookie md5sum.textutils mesg mk_modmap mke2fs mkfs mkfs.bfs mkfs.cramfs mkfs.ext2 mkfs.ext3 mkfs.ext4 mkfs.minix mkhomedir_helper mklost+found mkswap
  mountpoint namei newusers nisdomainname openssl pager pam-auth-update pam_getenv pam_namespace_helper pam_timestamp_check partx perlbug pgrep piconv pidof pidwait
  pipesz pivot_root pkill pldd pmap poweroff prove ps pwck pwconv pwdx pwhistory_helper pwunconv raw rbash readprofile reboot remove-shell rename.ul reset resize2fs
  resizepart rfkill rmt-tar rtcwake run-parts runlevel runuser savelog scriptlive scriptreplay select-editor sensible-browser sensible-editor sensible-pager service
  setarch setcap setpgid setsid setterm sfdisk sg sh shadowconfig shutdown skill slabtop snice sqv start-stop-daemon sudo-rs swaplabel swapoff swapon switch_root
  sysctl tabs tarcat telinit tempfile tic tload toe top tput tset tune2fs tunelp tzconfig tzselect uclampset ul uncompress unix_chkpwd unix_update unminimize
  update-ca-certificates update-passwd update-rc.d update-shells uptime utmpdump uuidd uuidgen uuidparse vi view vigr vim vipw vmstat w waitpid wall watch wdctl
  which.debianutils wipefs write x86_64 ypdomainname zcmp zdiff zdump zegrep zfgrep zforce zic zless zmore znew zramctl`);

/** Ubuntu's image has procps; Debian's has not (source: docker-library/repo-info). */
export const ubuntuOwn: NameList = namesOf('ps pgrep pkill top free uptime sysctl watch vmstat pidof');

/** buildpack-deps:scm and all that is built on it with a compiler (source: docker-library/buildpack-deps, docker-library/golang templates). */
export const buildpackPrograms: NameList = namesOf('git hg ssh scp ssh-keygen ssh-keyscan ps pgrep pkill top free gcc g++ cc c++ cpp make ld as ar gpg');

/** What images of RPM distributions have beside coreutils in all their sizes (source: docker-library/repo-info, amazonlinux, almalinux, oraclelinux). */
export const rpmEssential: NameList = namesOf('bash sh grep egrep fgrep sed awk gawk rpm getent ldconfig locale');

/** busybox as Alpine builds it; the image `busybox` has more (source: Alpine 3.20 `busybox --list`). */
export const busyboxApplets: NameList = namesOf(`[ [[ acpid adjtimex ar arch arp arping ash awk base64 basename bbconfig bc beep blkdiscard blkid blockdev
  brctl bunzip2 bzcat bzip2 cal cat chattr chgrp chmod chown chpasswd chroot chvt cksum clear cmp comm cp cpio crond crontab cryptpw cut date dc dd deallocvt
  delgroup deluser depmod df diff dirname dmesg dnsdomainname dos2unix du dumpkmap echo egrep eject env ether-wake expand expr factor fallocate false fatattr fbset
  fbsplash fdflush fdisk fgrep find findfs flock fold free fsck fstrim fsync fuser getopt getty grep groups gunzip gzip halt hd head hexdump hostid hostname hwclock
  id ifconfig ifdown ifenslave ifup init inotifyd insmod install ionice iostat ip ipaddr ipcalc ipcrm ipcs iplink ipneigh iproute iprule iptunnel kbd_mode kill
  killall killall5 klogd last less link linux32 linux64 ln loadfont loadkmap logger login logread losetup ls lsattr lsmod lsof lsusb lzcat lzma lzop lzopcat makemime
  md5sum mdev mesg microcom mkdir mkdosfs mkfifo mkfs.vfat mknod mkpasswd mkswap mktemp modinfo modprobe more mount mountpoint mpstat mv nameif nanddump nandwrite
  nbd-client nc netstat nice nl nmeter nohup nologin nproc nsenter nslookup ntpd od openvt partprobe passwd paste pgrep pidof ping ping6 pipe_progress pivot_root pkill
  pmap poweroff printenv printf ps pscan pstree pwd pwdx raidautorun rdate rdev readahead readlink realpath reboot reformime remove-shell renice reset resize rev
  rfkill rm rmdir rmmod route run-parts sed sendmail seq setconsole setfont setkeycodes setlogcons setpriv setserial setsid sh sha1sum sha256sum sha3sum sha512sum
  showkey shred shuf slattach sleep sort split stat strings stty su sum swapoff swapon switch_root sync sysctl syslogd tac tail tar tee test time timeout top
  touch tr traceroute traceroute6 tree true truncate tty ttysize tunctl udhcpc udhcpc6 umount uname unexpand uniq unix2dos unlink unlzma unlzop unshare unxz
  unzip uptime usleep uudecode uuencode vconfig vi vlock volname watch watchdog wc wget which who whoami whois xargs xxd xzcat yes zcat zcip
  adduser addgroup add-shell nologin busybox`);

/** What the image `busybox` has beside them (source: busybox 1.37 `--list` of the image). */
export const busyboxOwn: NameList = namesOf(`httpd telnet telnetd ftpget ftpput ftpd tftp tftpd dpkg dpkg-deb rpm rpm2cpio hush crond dnsd fakeidentd inetd udhcpd dhcprelay tcpsvd udpsvd
  chpst runsv runsvdir setuidgid softlimit svlogd svok sv svc envdir envuidgid start-stop-daemon ed patch getconf lpd lpq lpr popmaildir bootchartd chat conspy cttyhack devfsd fbsplash
  fgconsole hdparm i2cdetect i2cdump i2cget i2cset i2ctransfer ifplugd linuxrc man microcom minips mim mt nandwrite script scriptreplay seedrng setfattr setfiles shellwrapper tc ts
  ubiattach ubidetach ubimkvol ubirename ubirmvol ubirsvol ubiupdatevol uevent users usleep w who zcip fsck.minix mkfs.ext2 mkfs.minix mke2fs tune2fs lspci unit uudecode xz lzma`);

/** What busybox had in older releases of Alpine, or what another package of the image brings (alpine-baselayout, busybox-extras, openrc). */
export const alpinePerhaps: NameList = namesOf(`busybox bbsuid mkmntdirs conspy dnsd dumpleases ed fakeidentd fgconsole ftpd ftpget ftpput hostname httpd i2cdetect i2cdump i2cget i2cset i2ctransfer inetd
  kbd lpd lpq lpr lsscsi makedevs man mkfs.ext2 mkfs.minix mt nanddump popmaildir rx sendkey setfattr sha384sum tc telnet telnetd tftp tftpd tunctl udhcpd uevent ubiattach vi w wall
  who scanelf ssl_client openssl c_rehash update-ca-certificates ldconfig apk gunzip link run-parts rc-service rc-update openrc`);

/** Alpine's own: apk-tools, musl-utils, libc-utils, ssl_client. */
export const alpineOwn: NameList = namesOf('apk getconf getent iconv ldd ldconfig scanelf ssl_client');

/** A list of names, read when somebody asks for one. */
export interface NameList {
  includes(name: string): boolean;
}

function namesOf(text: string): NameList {
  let names: ReadonlySet<string> | undefined;
  return { includes: (name) => (names ??= new Set(text.split(/\s+/))).has(name) };
}
