import type { ProgramGrammar } from './model.ts';

/** ssh(1), ssh-keygen(1), ssh-keyscan(1) of OpenSSH 9: behind the host everything is the remote command. */
export const sshGrammar: ProgramGrammar = { subcommands: false, values: '-B -b -c -D -E -e -F -I -i -J -L -l -m -O -o -P -p -Q -R -S -W -w', optionsEndAtOperand: true };
export const scpGrammar: ProgramGrammar = { subcommands: false, values: '-c -D -F -i -J -l -o -P -S -X' };
export const sshKeygenGrammar: ProgramGrammar = { subcommands: false, values: '-a -b -C -D -E -F -f -I -m -M -N -n -O -P -R -r -s -t -V -w -Y -Z -z' };
export const sshKeyscanGrammar: ProgramGrammar = { subcommands: false, values: '-f -O -p -T -t' };

/** sudo(8) and its kin, for calls without a command; with one they are wrappers. */
export const sudoGrammar: ProgramGrammar = { subcommands: false, values: '-u --user -g --group -h --host -p --prompt -C --close-from -D --chdir -R --chroot -r --role -t --type -T --command-timeout -U --other-user', optionsEndAtOperand: true, synonyms: ['-u --user', '-g --group', '-l --list'] };
export const gosuGrammar: ProgramGrammar = { subcommands: false, optionsEndAtOperand: true };
export const suGrammar: ProgramGrammar = { subcommands: false, values: '-c --command -g --group -G --supp-group -s --shell -T -w --whitelist-environment', synonyms: ['-l --login', '-c --command', '-s --shell', '-m -p --preserve-environment'] };

/** gpg(1) 2.4: the options with values that Dockerfiles use. */
export const gpgGrammar: ProgramGrammar = {
  subcommands: false,
  values: '-o --output --keyserver --homedir --keyring --primary-keyring --secret-keyring --no-default-keyring-file --status-fd --logger-fd --passphrase --passphrase-fd --passphrase-file --pinentry-mode --keyserver-options --import-options --export-options --trust-model --trustdb-name --compress-algo --cipher-algo --digest-algo --options --command-fd --command-file --max-output -u --local-user -r --recipient --default-key --batch-size --verify-options --list-options --auto-key-locate --trusted-key --display-charset --debug-level --dirmngr-program --agent-program --request-origin --set-filename -z --compress-level',
  synonyms: ['-o --output', '-q --quiet', '-v --verbose', '-a --armor', '-d --decrypt', '-u --local-user', '-r --recipient', '--recv-keys --receive-keys --recv', '-k --list-keys --list-public-keys'],
};

const RUN =
  '-a --attach --add-host --annotation --blkio-weight --blkio-weight-device --cap-add --cap-drop --cgroup-parent --cgroupns --cidfile -c --cpu-shares --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime --cpus --cpuset-cpus --cpuset-mems --detach-keys --device --device-cgroup-rule --device-read-bps --device-read-iops --device-write-bps --device-write-iops --dns --dns-option --dns-search --domainname --entrypoint -e --env --env-file --expose --gpus --group-add --health-cmd --health-interval --health-retries --health-start-interval --health-start-period --health-timeout -h --hostname --ip --ip6 --ipc --isolation --kernel-memory -l --label --label-file --link --link-local-ip --log-driver --log-opt --mac-address -m --memory --memory-reservation --memory-swap --memory-swappiness --mount --name --network --net --network-alias --oom-score-adj --pid --pids-limit --platform -p --publish --pull --restart --runtime --security-opt --shm-size --stop-signal --stop-timeout --storage-opt --sysctl --tmpfs --ulimit -u --user --userns --uts -v --volume --volume-driver --volumes-from -w --workdir';

/** docker(1) 27; podman shares them. Behind the image of `run` everything is its command. */
export const dockerGrammar: ProgramGrammar = {
  subcommands: true,
  values: '--config -c --context -H --host -l --log-level --tlscacert --tlscert --tlskey',
  subcommandValues: {
    run: RUN, create: RUN, exec: '--detach-keys -e --env --env-file -u --user -w --workdir', build: '--add-host --allow --annotation --attest --build-arg --build-context --builder --cache-from --cache-to --call --cgroup-parent -f --file --iidfile --label --metadata-file --network --no-cache-filter -o --output --platform --progress --provenance --sbom --secret --shm-size --ssh -t --tag --target --ulimit -m --memory', pull: '--platform', push: '--platform', login: '-p --password -u --username', compose: '-f --file -p --project-name --profile --project-directory --env-file --ansi --progress --parallel', buildx: '--builder -f --file -t --tag --platform --target --build-arg -o --output --cache-from --cache-to --progress --secret --ssh --name --driver --driver-opt --set --metadata-file', save: '-o --output', load: '-i --input', cp: '',
  },
  optionsEndAtOperand: 'run create exec',
};

export const systemctlGrammar: ProgramGrammar = { subcommands: true, values: '-t --type --state -p --property -P -s --signal --kill-who --kill-whom --root --image -n --lines -o --output -H --host -M --machine --preset-mode --job-mode --check-inhibitors --timestamp --what --message --when' };
export const serviceGrammar: ProgramGrammar = { subcommands: false };
